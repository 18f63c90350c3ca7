"""A blocker by hand: asked after until it is freed, escalated in working time, and told where it is over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.errors import UsageError
from agent.services.commands import free_blocker, open_blocker
from tests.conversation import Conversation, Written, sow_mail
from tests.samples.sow import signed_sow

MO, LENA = "mo@agency.example", "lena@agency.example"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        conversation.ask(sow_mail(("SOW.docx", signed_sow())))
        conversation.clock.at(2027, 1, 20, 10)
        yield conversation


def _open(desk: Conversation, owner: str = MO) -> int:
    return open_blocker(desk.desk.office, "NORTHWIND-01", "no access to staging", owner, client=False, by="ada")


def _sent(letters: list[Written]) -> list[tuple[str, str]]:
    return [(letter.row.kind, letter.row.recipient) for letter in letters]


def test_who_can_free_it_is_asked_at_once(desk: Conversation) -> None:
    _open(desk)
    (letter,) = desk.letters("blocker")
    assert _sent([letter]) == [("blocker", MO)]
    assert "What was said: “no access to staging”" in letter.text


def test_it_is_asked_after_and_then_told_to_the_lead(desk: Conversation) -> None:
    _open(desk)
    desk.beat()
    for moment, told in (((21, 10), MO), ((22, 16), None), ((25, 10), LENA)):
        desk.clock.at(2027, 1, *moment)
        assert _sent(desk.beat("case.steps")) == ([("blocker", told)] if told else [])


def test_once_freed_who_waits_is_told_and_nobody_is_asked_again(desk: Conversation) -> None:
    number = _open(desk)
    desk.beat()
    assert free_blocker(desk.desk.office, number, "ada") == "NORTHWIND-01"
    assert _sent(desk.letters("blocker_freed")) == [("blocker_freed", LENA)]
    desk.clock.at(2027, 1, 29, 10)
    assert _sent(desk.beat("case.steps")) == []


def test_the_same_thing_said_again_is_one_blocker(desk: Conversation) -> None:
    assert _open(desk) == _open(desk)


@pytest.mark.parametrize(
    ("code", "owner", "said"), [("X-9", MO, "no project X-9"), ("NORTHWIND-01", "x@y.example", "nobody")]
)
def test_a_mistake_is_told_in_a_sentence(desk: Conversation, code: str, owner: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        open_blocker(desk.desk.office, code, "what", owner, client=False, by="ada")


def test_what_is_not_open_cannot_be_freed(desk: Conversation) -> None:
    with pytest.raises(UsageError, match="no open blocker 7"):
        free_blocker(desk.desk.office, 7, "ada")
