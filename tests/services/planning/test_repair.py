"""When the plan breaks: the smallest moves go to the lead, money and clashing dates to the founder, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.services.planning.checking import check_plan
from agent.services.planning.situation import Situation, look
from tests.conversation import Conversation, sow_mail
from tests.planning_agency import FAY, LENA, MO, UMA, agency, planning_desk
from tests.samples import mails
from tests.samples.sow import Sow, signed_sow

OUTSIDE = 'outside = [{ role = "UX Designer", rate = 90, hours = 40 }]'


def _booked(folder: Path, planning: str = "") -> Conversation:
    """Return a desk with one project that its lead has let be booked."""
    desk = planning_desk(folder, planning)
    letters = desk.ask(sow_mail(("SOW.docx", signed_sow(Sow()))))
    (proposal,) = [one for one in letters if one.row.kind == "staffing"]
    desk.ask(desk.reply(proposal, "ok", LENA))
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with _booked(tmp_path) as conversation:
        yield conversation


def _now(desk: Conversation) -> Situation:
    office = desk.desk.office
    with desk.desk.store.look() as connection:
        return look(office, connection, office.today(desk.clock.now()))


def _away(sender: str, days: str, number: int = 1) -> bytes:
    return mails.mail(sender, subject="Away", text=f"I am on holiday {days}", message_id=f"<a{number}@agency.example>")


def test_leave_that_breaks_the_plan_is_put_before_the_lead_once(desk: Conversation) -> None:
    letters = desk.ask(_away(MO, "from 18 January 2027 to 22 January 2027"))
    (repair,) = [one for one in letters if one.row.kind == "repair"]
    assert repair.row.recipient == "lena@agency.example"
    assert "Mo Member is away from 18 January 2027 to 22 January 2027." in repair.text
    assert "Maria Costa" in repair.text or "the same, week of" in repair.text
    assert _now(desk).overloads()


def test_ok_makes_the_moves_and_nobody_is_over_after(desk: Conversation) -> None:
    letters = desk.ask(_away(MO, "from 18 January 2027 to 22 January 2027"))
    (repair,) = [one for one in letters if one.row.kind == "repair"]
    before = sum(one.minutes for one in _now(desk).certain)
    (echo,) = desk.ask(desk.reply(repair, "ok", LENA))
    assert echo.row.kind == "plan_booked"
    now = _now(desk)
    assert now.overloads() == ()
    assert sum(one.minutes for one in now.certain) == before


def test_leave_that_hits_nothing_asks_nobody(desk: Conversation) -> None:
    letters = desk.ask(_away(MO, "from 5 July 2027 to 9 July 2027"))
    assert [one.row.kind for one in letters] == ["leave"]


def test_somebody_who_left_while_booked_is_told_once_and_his_work_moves(tmp_path: Path) -> None:
    with _booked(tmp_path) as desk:
        settings = desk.home.settings_file
    left = agency().replace("mo@agency.example", "zoe@agency.example").replace("Mo Member", "Zoe")
    settings.write_text(left, encoding="utf-8")
    with Conversation(tmp_path, left) as desk:
        assert check_plan(desk.desk.office) == 1
        assert check_plan(desk.desk.office) == 0
        desk.work()
        (repair,) = desk.letters("repair")
        assert "mo@agency.example is not in agency.toml any more, but is booked." in repair.text
        desk.ask(desk.reply(repair, "ok", LENA))
        assert _now(desk).overloads() == ()


def test_money_is_the_founders_to_spend(tmp_path: Path) -> None:
    with _booked(tmp_path, OUTSIDE) as desk:
        letters = desk.ask(_away(UMA, "from 11 January 2027 to 9 April 2027"))
        repairs = {one.row.recipient: one for one in letters if one.row.kind == "repair"}
        asked = repairs["fay@agency.example"]
        assert "of outside help for €" in asked.text
        assert "Fay Founder is asked" in repairs["lena@agency.example"].text
        desk.ask(desk.reply(asked, "ok", FAY))
        now = _now(desk)
        assert now.overloads() == ()
        assert any(now.is_outside(one.person) for one in now.certain)


def test_what_cannot_be_mended_is_said_and_nothing_changes(desk: Conversation) -> None:
    before = _now(desk).certain
    letters = desk.ask(_away(UMA, "from 11 January 2027 to 9 April 2027"))
    (repair,) = [one for one in letters if one.row.kind == "repair"]
    assert "WHAT NO MOVE MENDS" in repair.text
    assert _now(desk).certain == before
