"""How a project does, asked by mail: answered from what was said, with the words, and only to who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation import Conversation, sow_mail
from tests.samples import mails
from tests.samples.sow import signed_sow

LENA, MO = "Lena Lead <lena@agency.example>", "Mo Member <mo@agency.example>"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        conversation.ask(sow_mail(("SOW.docx", signed_sow())))
        conversation.clock.at(2027, 1, 20, 10)
        conversation.beat("health.daily")
        yield conversation


def _ask(desk: Conversation, words: str, sender: str = LENA) -> list[str]:
    raw = mails.mail(sender, subject="A question", text=words, message_id=f"<q{hash(words)}@mail.agency.example>")
    return [letter.text for letter in desk.ask(raw) if letter.row.kind == "project_status"]


@pytest.mark.parametrize(
    "words", ["status NORTHWIND", "How is NORTHWIND-01 doing?", "what's the status of the booking website?"]
)
def test_a_project_is_found_by_code_client_or_title(desk: Conversation, words: str) -> None:
    (answer,) = _ask(desk, words)
    assert "NORTHWIND-01, Booking website relaunch, is UNKNOWN, since 20 January 2027" in answer
    assert "Nobody has said yet how it goes" in answer


def test_a_verdict_changes_with_the_days_and_keeps_what_it_was(desk: Conversation) -> None:
    desk.clock.at(2027, 1, 27, 5)
    desk.beat("health.daily")
    (answer,) = _ask(desk, "why is NORTHWIND red?")
    assert "is RED, since 27 January 2027 (unknown before)" in answer
    assert "RED: Discovery report accepted was due on 25 January 2027, 2 days ago" in answer


def test_who_does_not_work_on_it_may_not_see_it(desk: Conversation) -> None:
    assert _ask(desk, "status NORTHWIND", MO) == []


def test_a_name_that_no_project_bears_is_not_guessed(desk: Conversation) -> None:
    assert _ask(desk, "status of the moon landing") == []
