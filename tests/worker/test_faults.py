"""Faults that strike the real processes: an old mailbox, workers killed at random."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from agent.store.engine import make_engine
from tests.conversation import sow_mail
from tests.samples import mails
from tests.samples.sow import Sow, part_signed_sow
from tests.servers.dovecot import Dovecot
from tests.servers.sink import Sink
from tests.worker.test_processes import home_on, killed, running, until

pytestmark = pytest.mark.live


def _sow(number: int) -> bytes:
    sow = Sow(client=f"Client{number} Ltd.", project=f"Project {number}", reference=f"SOW-{number}")
    return sow_mail((f"{number}.docx", part_signed_sow(sow)), message_id=f"<{number}@mail.agency.example>")


def _states(url: str) -> dict[str, int]:
    engine = make_engine(url)
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT state, count(*) FROM mail GROUP BY state")).all()
    engine.dispose()
    return {str(state): int(number) for state, number in found}


def test_the_first_start_on_an_old_mailbox_of_ten_thousand_writes_to_nobody(
    tmp_path: Path, dovecot: Dovecot, smtp: Sink
) -> None:
    user = dovecot.user()
    home = home_on(tmp_path, dovecot, smtp, user, first_start="new")
    old = mails.mail(subject="Old", message_id="<old@mail.agency.example>")
    dovecot.fill(user, [old.replace(b"<old@", b"<old%d@" % number) for number in range(10_000)])
    with running(home, "run"):
        until(lambda: "exists=10000" in (home.path / "run.log").read_text(), home)
        dovecot.append(user, _sow(1))
        until(lambda: len(smtp.accepted) == 1, home)
    assert [mail.recipients[0] for mail in smtp.accepted] == ["sam@agency.example"]
    assert sum(_states(f"sqlite:///{home.database}").values()) <= 2  # the new one, and the copy of its answer


def test_workers_on_one_database_killed_at_random_lose_nothing_and_repeat_nothing(
    tmp_path: Path, dovecot: Dovecot, smtp: Sink, postgres: str
) -> None:
    user, chance = dovecot.user(), random.Random(24)
    home = home_on(tmp_path, dovecot, smtp, user, f'[store]\nurl = "{postgres}"\n\n', echo="false")
    for number in range(6):
        dovecot.append(user, _sow(number))
    with running(home, "run"):
        until(lambda: "desk.started" in (home.path / "run.log").read_text(), home)
        until(lambda: _states(postgres).get("handled", 0) + _states(postgres).get("sorted", 0) >= 1, home)
        for _ in range(4):
            with killed(home, "work"):
                time.sleep(chance.uniform(1.0, 3.0))
        _leases_run_out(postgres)
        until(lambda: _states(postgres) == {"handled": 6}, home, 60)
        until(lambda: {m.recipients[0] for m in smtp.accepted} == {"sam@agency.example"}, home)
        until(lambda: _phases(postgres) <= {"sent", "unknown"} and bool(smtp.accepted), home, 60)
    digests = [mail.raw for mail in smtp.accepted]
    assert len(digests) - len(set(digests)) <= 4  # at most one more for each kill at the dot
    assert len(set(digests)) == 6


def _leases_run_out(url: str) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE mail SET lease_until = 1 WHERE lease_until > 0"))
        connection.execute(sa.text("UPDATE letter SET lease_until = 1 WHERE phase = 'connecting'"))
    engine.dispose()


def _phases(url: str) -> set[str]:
    engine = make_engine(url)
    with engine.connect() as connection:
        found = {str(phase) for (phase,) in connection.execute(sa.text("SELECT DISTINCT phase FROM letter"))}
    engine.dispose()
    return found
