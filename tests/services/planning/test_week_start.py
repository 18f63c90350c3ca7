"""The first working day of a week: the workbook to leads, each person their own week, holidays move the beat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.services.planning.week_start import start_week
from tests.conversation import Conversation, sow_mail
from tests.planning_agency import LENA, agency, planning_desk
from tests.samples.sow import Sow, signed_sow


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with planning_desk(tmp_path) as conversation:
        letters = conversation.ask(sow_mail(("SOW.docx", signed_sow(Sow()))))
        (proposal,) = [one for one in letters if one.row.kind == "staffing"]
        conversation.ask(conversation.reply(proposal, "ok", LENA))
        yield conversation


def _to(desk: Conversation, day: int) -> None:
    """Move to `day` of January 2027 at nine; the tests begin on 10 November 2026."""
    desk.clock.forward(days=61 + day - 10)


def test_leads_get_the_workbook_and_each_person_their_own_week(desk: Conversation) -> None:
    _to(desk, 11)
    assert start_week(desk.desk.office) == 6
    (book,) = desk.letters("capacity")
    assert (book.row.recipient, book.files) == ("lena@agency.example", ["Capacity 2027-01-11.xlsx"])
    mine = {one.row.recipient: one.text for one in desk.letters("my_week")}
    assert "NORTHWIND-01, Booking website relaunch (UX Designer): 32 h" in mine["uma@agency.example"]
    assert "Discovery report" in mine["uma@agency.example"]
    assert "Mo" not in mine["uma@agency.example"]
    assert "No project work is planned for you" in mine["quin@agency.example"]
    assert "Quin Tester has no project work" in book.text


def test_a_week_starts_once(desk: Conversation) -> None:
    _to(desk, 11)
    start_week(desk.desk.office)
    assert start_week(desk.desk.office) == 0


def test_a_monday_holiday_moves_the_beat(tmp_path: Path) -> None:
    text = agency().replace('currency = "EUR"', 'currency = "EUR"\ncountry = "GB"\nregion = "ENG"')
    with Conversation(tmp_path, text) as desk:
        desk.clock.forward(days=13 + 35)  # Monday 28 December 2026, a bank holiday in lieu of Boxing Day
        assert start_week(desk.desk.office) == 0
        desk.clock.forward(days=1)
        assert start_week(desk.desk.office) > 0


def test_who_is_away_all_week_is_left_in_peace(tmp_path: Path) -> None:
    text = agency().replace(
        "skills = { ux = 4 }", "skills = { ux = 4 }\nleave = [{ from = 2026-11-16, to = 2026-11-20 }]"
    )
    with Conversation(tmp_path, text) as desk:
        desk.clock.forward(days=6)
        start_week(desk.desk.office)
        assert not desk.letters("my_week", "uma@agency.example")
        assert desk.letters("my_week", "mo@agency.example")
