"""While something is frozen no letter leaves, whoever is killed when; what a dry run wrote never leaves by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.conversation import sow_mail
from tests.faults.conftest import Stage
from tests.faults.forking import KILLED
from tests.faults.rig import Rig
from tests.samples.sow import Sow, part_signed_sow


def _commit(name: str) -> tuple[str, str]:
    return f"{name}.before_commit", f"{name}.after_commit"


AT_DRY_RUN = (*_commit("dry.begin"), *_commit("dry.hold"), *_commit("dry.end"))
AT_KEYBOARD = (
    *((point, ("freeze",)) for point in _commit("freeze")),
    *((point, ("thaw", "now")) for point in _commit("thaw.command")),
    *((point, ("drop", "1")) for point in _commit("command.drop_letter")),
)

AT_TOKEN = tuple(f"token.{moment}_{step}" for step in ("fsync", "rename") for moment in ("before", "after"))


def _live(rig: Rig, *words: str, point: str = "") -> int:
    return rig.kill_at(point, replace(rig.order, words=words, minutes=(0, 11)))


def _upkeep(rig: Rig, *words: str, point: str = "") -> int:
    return rig.kill_at(point, replace(rig.order, deed="upkeep", words=words))


def _phases(rig: Rig) -> list[tuple[object, ...]]:
    return rig.rows("SELECT phase, reason FROM letter ORDER BY id")


def _files(rig: Rig) -> list[Path]:
    return sorted((rig.folder / "dry" / "new").glob("*.eml"))


def test_a_dry_run_writes_each_letter_into_a_file_and_none_leaves_afterwards(begun: Stage) -> None:
    rig = begun("part signed")
    assert _live(rig, "dry run") == 0
    assert rig.accepted == []
    assert _phases(rig) == [("held", "dry run")]
    (file,) = _files(rig)
    assert b"To: Sam Sales <sam@agency.example>" in file.read_bytes()
    _live(rig, "for good")
    rig.finish()
    assert rig.accepted == []
    assert _phases(rig) == [("held", "dry run")]


def test_mail_that_comes_after_a_dry_run_is_answered(begun: Stage) -> None:
    rig = begun("forged")
    _live(rig, "dry run")
    rig.plant(_other())
    _live(rig, "for good")
    assert [m.recipients[0] for m in rig.accepted] == ["sam@agency.example"]


def test_a_letter_of_a_dry_run_leaves_when_somebody_lets_it_go(begun: Stage) -> None:
    rig = begun("part signed")
    _live(rig, "dry run")
    _live(rig, "for good")
    rig.agents.finish(replace(rig.order, deed="command", words=("release", "1")))
    rig.finish()
    assert len(rig.accepted) == 1


@pytest.mark.parametrize("point", AT_DRY_RUN)
def test_killed_in_a_dry_run_or_at_its_end_nothing_leaves(begun: Stage, point: str) -> None:
    rig = begun("part signed")
    if point.startswith("dry.end"):
        _live(rig, "dry run", point="dry.hold.before_commit")  # it was written and is not held yet
        assert _live(rig, "for good", point=point) == KILLED
    else:
        assert _live(rig, "dry run", point=point) == KILLED
        _live(rig, "dry run")
    _live(rig, "for good")
    rig.finish()
    assert rig.accepted == []
    assert _phases(rig) == [("held", "dry run")]


@pytest.mark.parametrize(("point", "words"), AT_KEYBOARD)
def test_killed_at_the_keyboard_a_switch_is_thrown_or_not_and_can_be_thrown_again(
    begun: Stage, point: str, words: tuple[str, ...]
) -> None:
    rig = begun("part signed")
    assert rig.kill_at("outbox.before_claim_commit") == KILLED  # one letter is queued
    if words[0] == "thaw":
        _upkeep(rig, "freeze")
    assert _upkeep(rig, *words, point=point) == KILLED
    if not (words[0] == "drop" and "after" in point):  # a letter is dropped once
        assert _upkeep(rig, *words) == 0
    rig.finish()
    assert len(rig.accepted) == (1 if words[0] == "thaw" else 0)


def test_what_is_frozen_by_hand_stays_queued_and_leaves_after_the_thaw(begun: Stage) -> None:
    rig = begun("part signed")
    _live(rig)  # the store is made
    rig.plant(_other())
    sent = len(rig.accepted)
    _upkeep(rig, "freeze")
    rig.finish()
    assert len(rig.accepted) == sent
    assert ("queued", "") in _phases(rig)
    _upkeep(rig, "thaw", "now")
    rig.finish()
    assert len(rig.accepted) == sent + 1


def _other() -> bytes:
    return sow_mail(("Other.docx", part_signed_sow(Sow(client="Other Ltd."))), message_id="<o@mail.agency.example>")


@pytest.mark.parametrize("point", AT_TOKEN)
def test_killed_while_a_rotated_token_is_kept_the_last_or_the_new_one_stands_whole(begun: Stage, point: str) -> None:
    rig = begun("forged")
    _live(rig)  # the store is made
    token = rig.folder / "home" / "oauth.token"
    token.write_text("given\nolder\n")
    assert _upkeep(rig, "token", point=point) == KILLED
    assert token.read_text() == ("given\nrotated\n" if point == "token.after_rename" else "given\nolder\n")
    assert _upkeep(rig, "token") == 0
    assert token.read_text() == "given\nrotated\n"
