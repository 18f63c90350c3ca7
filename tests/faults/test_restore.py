"""An old backup becomes the store: nothing is sent before it knows what was sent, nothing twice, and none is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from agent.clock import SystemClock
from tests.conversation import sow_mail
from tests.faults import oracle
from tests.faults.forking import KILLED, Agents
from tests.faults.journeys import JOURNEYS
from tests.faults.rig import Rig
from tests.samples import mails
from tests.samples.sow import Sow, part_signed_sow
from tests.servers.sink import Sink, sink

# Every point between the backup and the first letter after the restore.
AT_BACKUP = ("backup.before_commit", "backup.after_commit")
AT_RESTORE = (
    *("restore.before_commit", "restore.after_commit"),
    *("restore.before_fsync", "restore.after_fsync"),
    *("restore.before_link", "restore.after_link"),
    *("restore.before_rename", "restore.after_rename"),
)
AT_FOLDER = ("restored.copies.before_commit", "restored.copies.after_commit")  # where letters go into a folder
AT_THAW = tuple(
    f"{name}.{moment}_commit"
    for name in ("keep", "mail.sort", "intake", "mail.words", "restored.told", "restored.settle", "thaw")
    for moment in ("before", "after")
)


@pytest.fixture(scope="module")
def worked(agents: Agents, tmp_path_factory: pytest.TempPathFactory) -> Rig:
    """Return a desk that has answered one mail, was backed up, and has worked for some time since."""
    with sink() as server:
        made = Rig(tmp_path_factory.mktemp("worked"), agents, server, now=SystemClock().now().isoformat())
        made.plant(sow_mail(("SOW.docx", part_signed_sow()), message_id="<old@mail.agency.example>"))
        made.finish()
        upkeep(made, "backup")
        for journey in ("signed", "ok", "forged"):
            made.plant(JOURNEYS[journey].mail(made))
            made.finish()
    return made


@pytest.fixture
def rig(worked: Rig, agents: Agents, tmp_path: Path, smtp: Sink) -> Rig:
    """Return such a desk of the test's own."""
    return Rig(tmp_path, agents, smtp, now=worked.now).copied_from(worked)


def upkeep(rig: Rig, *words: str, point: str = "") -> int:
    order = replace(rig.order, deed="upkeep", words=words)
    if point:
        return rig.kill_at(point, order)
    rig.agents.finish(order)
    return 0


def _letters(rig: Rig) -> Counter[tuple[object, ...]]:
    rows = rig.rows("SELECT kind, recipient, phase FROM letter WHERE kind != 'needs_person'")
    return Counter(rows)


def _states(rig: Rig) -> Counter[object]:
    return Counter(state for (state,) in rig.rows("SELECT state FROM mail"))


def _frozen(rig: Rig) -> list[object]:
    return [kind for (kind,) in rig.rows("SELECT kind FROM freeze")]


def _judge_as_before(rig: Rig, letters: Counter[tuple[object, ...]], states: Counter[object], accepted: int) -> None:
    assert _letters(rig) == letters
    assert _states(rig) == states
    assert len(rig.accepted) == accepted
    assert _frozen(rig) == []
    oracle.judge_store(rig, projects=1)


def test_what_was_sent_since_the_backup_is_known_and_not_sent_again(rig: Rig) -> None:
    letters, states, accepted = _letters(rig), _states(rig), len(rig.accepted)
    upkeep(rig, "restore")
    rig.finish()
    assert len(rig.accepted) == accepted
    assert _frozen(rig) == ["restored"]
    upkeep(rig, "thaw")
    rig.finish()
    _judge_as_before(rig, letters, states, accepted)


def test_mail_that_nobody_had_read_yet_is_answered_once(rig: Rig) -> None:
    accepted = len(rig.accepted)
    rig.plant(
        sow_mail(("Other.docx", part_signed_sow(Sow(client="Other Ltd."))), message_id="<late@mail.agency.example>")
    )
    upkeep(rig, "restore")
    upkeep(rig, "thaw")
    rig.finish()
    assert len(rig.accepted) == accepted + 1
    assert rig.accepted[-1].recipients[0] == "sam@agency.example"


def test_a_letter_that_waited_when_the_backup_was_made_is_not_sent_again(
    agents: Agents, tmp_path: Path, smtp: Sink
) -> None:
    rig = Rig(tmp_path, agents, smtp, now=SystemClock().now().isoformat())
    rig.plant(JOURNEYS["part signed"].mail(rig))
    assert rig.kill_at("outbox.before_claim_commit") == KILLED
    upkeep(rig, "backup")
    rig.finish()
    assert len(rig.accepted) == 1
    upkeep(rig, "restore")
    upkeep(rig, "thaw")
    rig.finish()
    assert len(rig.accepted) == 1
    assert rig.rows("SELECT phase FROM letter") == [("sent",)]


def test_an_answer_to_a_letter_of_that_time_finds_its_way_after_the_restore(
    agents: Agents, tmp_path: Path, smtp: Sink
) -> None:
    rig = Rig(tmp_path, agents, smtp, now=SystemClock().now().isoformat())
    rig.plant(mails.forged())
    rig.finish()
    upkeep(rig, "backup")
    rig.plant(JOURNEYS["signed"].mail(rig))
    rig.finish()
    ok = JOURNEYS["ok"].mail(rig)  # it names the Message-ID of a letter that the backup has never heard of
    upkeep(rig, "restore")
    upkeep(rig, "thaw")
    rig.plant(ok)
    rig.finish()
    assert len([m for m in rig.accepted if oracle.CLIENT in m.recipients]) == 1


def test_without_copies_to_find_the_store_stays_frozen_until_somebody_has_looked(
    agents: Agents, tmp_path: Path, smtp: Sink
) -> None:
    rig = Rig(tmp_path, agents, smtp, echo=False, now=SystemClock().now().isoformat())
    rig.plant(mails.forged())
    rig.finish()
    upkeep(rig, "backup")
    rig.plant(JOURNEYS["part signed"].mail(rig))
    rig.finish()
    accepted = len(rig.accepted)
    upkeep(rig, "restore")
    upkeep(rig, "thaw")
    rig.finish()
    assert _frozen(rig) == ["restored"]
    assert len(rig.accepted) == accepted
    upkeep(rig, "thaw", "now")
    rig.finish()
    assert len(rig.accepted) == accepted + 1


@pytest.mark.parametrize("point", AT_RESTORE)
def test_killed_while_restoring_there_is_a_whole_store_and_it_can_be_done_again(rig: Rig, point: str) -> None:
    letters, states, accepted = _letters(rig), _states(rig), len(rig.accepted)
    assert upkeep(rig, "restore", point=point) == KILLED
    assert rig.rows("PRAGMA integrity_check") == [("ok",)]
    upkeep(rig, "restore")
    upkeep(rig, "thaw")
    rig.finish()
    _judge_as_before(rig, letters, states, accepted)


@pytest.mark.parametrize("point", AT_THAW)
def test_killed_while_comparing_it_is_compared_again_and_nothing_is_said_twice(rig: Rig, point: str) -> None:
    letters, states, accepted = _letters(rig), _states(rig), len(rig.accepted)
    upkeep(rig, "restore")
    assert upkeep(rig, "thaw", point=point) == KILLED
    upkeep(rig, "thaw")
    rig.finish()
    _judge_as_before(rig, letters, states, accepted)


@pytest.mark.parametrize("point", AT_BACKUP)
def test_killed_while_backing_up_the_store_is_untouched(agents: Agents, tmp_path: Path, smtp: Sink, point: str) -> None:
    rig = Rig(tmp_path, agents, smtp)
    rig.plant(JOURNEYS["part signed"].mail(rig))
    rig.finish()
    assert upkeep(rig, "backup", point=point) == KILLED
    oracle.judge_store(rig, projects=0)
    assert _frozen(rig) == []


def test_a_damaged_store_is_replaced_and_what_lies_beside_it_does_not_ruin_the_backup(rig: Rig) -> None:
    rig.database.write_bytes(b"this is no database any more" * 500)
    rig.database.with_name("desk.db-wal").write_bytes(b"nor is this a log")
    upkeep(rig, "restore")
    upkeep(rig, "thaw")
    rig.finish()
    oracle.judge_store(rig, projects=1)
    (kept,) = (rig.folder / "home" / "exports").glob("before-restore-*.db")
    assert kept.read_bytes().startswith(b"this is no database")


@pytest.mark.parametrize("point", AT_FOLDER)
def test_letters_in_a_folder_are_known_by_their_files(agents: Agents, tmp_path: Path, point: str) -> None:
    rig = Rig(tmp_path, agents, None, now=SystemClock().now().isoformat())
    rig.plant(mails.forged())
    rig.finish()
    upkeep(rig, "backup")
    rig.plant(JOURNEYS["part signed"].mail(rig))
    rig.finish()
    written = len(rig.accepted)
    upkeep(rig, "restore")
    assert upkeep(rig, "thaw", point=point) == KILLED
    upkeep(rig, "thaw")
    rig.finish()
    assert len(rig.accepted) == written
