"""SIGKILL off the journeys: at the keyboard, on the schedule, when reading fails, when a server says no."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults import oracle
from tests.faults.beside import BESIDE, Beside
from tests.faults.conftest import Stage, begin
from tests.faults.forking import KILLED, Agents
from tests.faults.journeys import JOURNEYS
from tests.faults.rig import Rig
from tests.servers.sink import Sink

SCHEDULE = (
    "lease",
    "sweep",
    "schedule.install",
    "schedule.slot",
    "slot.claim",
    "slot.end",
    "silence",
    "pulse",
    "alarm",
)
KILLS = [(f"{name}.{moment}_commit", case) for case in BESIDE for name in case.names for moment in ("before", "after")]
RUNS = [f"{name}.{moment}_commit" for name in SCHEDULE for moment in ("before", "after")]


@pytest.mark.parametrize(("point", "case"), KILLS, ids=[point for point, _ in KILLS])
def test_killed_beside_the_journeys_nothing_is_lost_and_nothing_said_twice(
    agents: Agents, ended: Stage, tmp_path: Path, smtp: Sink, point: str, case: Beside
) -> None:
    rig = Rig(tmp_path, agents, smtp)
    name, _, not_begun = case.after.partition(",")
    if not_begun:
        begin(JOURNEYS[name], rig, ended)
    else:
        rig.copied_from(ended(name))
    case.prepare(rig)
    assert rig.kill_at(in_books(point), case.order(rig.order)) == KILLED
    rig.agents.finish(case.order(rig.order))
    rig.finish()
    oracle.judge_letters(rig, case.letters)
    assert rig.rows("SELECT DISTINCT state FROM mail WHERE state IN ('kept', 'sorted')") == []


def in_books(point: str) -> str:
    """Return a point's name as the outbox's books write it."""
    name, _, moment = point.rpartition(".")
    if not name.startswith("outbox."):
        return point
    return f"outbox.{moment.removesuffix('_commit')}_{name.removeprefix('outbox.')}_commit"


@pytest.mark.parametrize("point", RUNS)
def test_desk_run_killed_on_its_schedule_runs_each_slot_once(begun: Stage, point: str) -> None:
    rig = begun("part signed")
    rig.now = "2026-11-10T09:08:00+00:00"  # the next slots begin at 09:10; the next hour's are an hour away
    listing = rig.inbox / ".desk-uids"
    if point.startswith("alarm"):
        listing.write_text("somebody wrote here\n")
    run = replace(rig.order, deed="run")
    assert rig.kill_at(point, run) == KILLED
    if point.startswith("alarm"):
        listing.unlink()
    rig.agents.finish(replace(run, now="2026-11-10T09:12:00+00:00", words=("until quiet",)))
    kinds = sorted(str(row[0]) for row in rig.rows("SELECT kind FROM letter"))
    assert kinds in (["sow_not_signed"], *([["alarm", "sow_not_signed"]] if point == "alarm.after_commit" else []))
    assert rig.rows("SELECT * FROM letter WHERE phase != 'sent'") == []
    assert len(rig.accepted) == len(kinds)
    assert {row[0] for row in rig.rows("SELECT state FROM slot")} <= {"done"}
