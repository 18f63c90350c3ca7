"""'capacity?' by mail: the workbook in two paragraphs, for those who may see everybody's load."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from agent.store.mailroom import State
from parsers.replies.capacity import read_capacity_question
from tests.conversation import Conversation
from tests.planning_agency import LENA, MO, planning_desk
from tests.samples import mails


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with planning_desk(tmp_path) as conversation:
        yield conversation


def test_a_lead_who_asks_gets_the_workbook(desk: Conversation) -> None:
    (letter,) = desk.ask(mails.mail(LENA, subject="Capacity?", text="Hi,\n\ncapacity for 12 weeks please\n\nLena"))
    assert (letter.row.kind, letter.row.recipient) == ("capacity", "lena@agency.example")
    assert letter.files == ["Capacity 2026-11-10.xlsx"]
    (part,) = letter.message.iter_attachments()
    book = load_workbook(BytesIO(part.get_payload(decode=True)), data_only=True)  # type: ignore[arg-type]
    assert book["Capacity"].max_column == 3 + 12
    assert [book["Capacity"].cell(row, 1).value for row in range(5, 10)] == [
        "Lena Lead",
        "Mo Member",
        "Maria Costa",
        "Uma Ux",
        "Quin Tester",
    ]
    assert "5 people can give 147.2 hours" in letter.text


def test_a_member_does_not_see_everybodys_load(desk: Conversation) -> None:
    letter, _ = desk.ask(mails.mail(MO, subject="capacity?", text="capacity?"))
    assert letter.row.kind == "not_understood"
    assert desk.mails()[0].state == State.PERSON


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("capacity?", None),
        ("Can you send me the capacity workbook please?", None),
        ("Who is free next week?", None),
        ("Hi,\n\nwho has room in the next 6 weeks?\n\nThanks", 6),
        ("Kapazität?", None),
        ("Wer hat nächste Woche Luft?", "not asked"),
        ("capacity is a problem, please call me", "not asked"),
        ("Who has the keys?", "not asked"),
    ],
)
def test_only_a_question_for_capacity_is_one(text: str, weeks: int | str | None) -> None:
    asked = read_capacity_question(text)
    assert (asked.weeks if asked else "not asked") == weeks
