"""A worker that hung for longer than its lease comes back: another has done its work, what it still does is void."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults import oracle
from tests.faults.conftest import Stage
from tests.faults.forking import Agents, agents
from tests.faults.journeys import JOURNEYS
from tests.faults.rig import Rig

# Points outside a transaction: inside one a SQLite store waits for the one that hangs, as it must.
BEFORE_THE_CHECK = (
    *("keep.after_commit", "mail.claim.after_commit", "mail.sort.after_commit", "mail.claim.after_commit:2"),
    *("intake.after_commit", "outbox.after_claim_commit", "smtp.before_mail", "smtp.after_rcpt", "smtp.after_354"),
)
BETWEEN_CHECK_AND_DOT = ("outbox.after_dotting_commit", "smtp.before_dot")
AFTER_THE_DOT = ("smtp.after_dot", "smtp.after_reply", "mailbox.before_move", "mailbox.after_move")


@pytest.fixture(scope="module")
def hanging() -> Iterator[Agents]:
    """Run another process that forks agents: the ones that hang."""
    with agents() as running:
        yield running


class _Hung:
    """One agent that hangs at a point."""

    def __init__(self, rig: Rig, hanging: Agents, point: str) -> None:
        self._pid = rig.folder / "agent.pid"
        order = replace(rig.order, point=f"{point}!STOP")
        self._life = threading.Thread(target=hanging.live, args=(order,))
        self._life.start()
        self._wait_for("T")
        self.number = int(self._pid.read_text())

    def go_on(self) -> None:
        """Let it come back, and live to its end."""
        os.kill(self.number, signal.SIGCONT)
        self._life.join(60)
        assert not self._life.is_alive()

    def _wait_for(self, state: str) -> None:
        give_up = time.monotonic() + 60
        while not self._pid.exists() or _state(self._pid) != state:
            assert self._life.is_alive(), "it lived to its end and never came to the point"
            assert time.monotonic() < give_up
            time.sleep(0.02)


def _state(pid: Path) -> str:
    status = Path("/proc") / (pid.read_text() or "none") / "stat"
    return status.read_text().rpartition(")")[2].split()[0] if status.exists() else ""


@pytest.mark.parametrize("point", [*BEFORE_THE_CHECK, *BETWEEN_CHECK_AND_DOT, *AFTER_THE_DOT])
def test_what_a_worker_does_after_it_was_given_up_is_void(begun: Stage, hanging: Agents, point: str) -> None:
    rig, journey = begun("part signed"), JOURNEYS["part signed"]
    hung = _Hung(rig, hanging, point)
    rig.let_leases_run_out()
    rig.finish()
    hung.go_on()
    rig.let_leases_run_out()
    rig.finish()
    oracle.judge_mails(rig, journey.states)
    oracle.judge_letters(rig, journey.letters, extra=1 if point in BETWEEN_CHECK_AND_DOT else 0)
    oracle.judge_store(rig, journey.projects)
