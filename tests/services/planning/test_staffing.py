"""A signed project is staffed: proposed to its lead, changed by words, booked by ok, taken back by undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from agent.services.planning.situation import Situation, look
from agent.store import proposals
from tests.conversation import Conversation, Written, sow_mail
from tests.planning_agency import LENA, planning_desk
from tests.samples.sow import SampleRole, Sow, signed_sow

USUAL = Sow()
SMALL = Sow(roles=(SampleRole("UX Designer", 40, 110),), project="Small check", reference="SOW-2")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with planning_desk(tmp_path) as conversation:
        yield conversation


def _now(desk: Conversation) -> Situation:
    office = desk.desk.office
    with desk.desk.store.look() as connection:
        return look(office, connection, office.today(desk.clock.now()))


def _hours(desk: Conversation) -> dict[str, float]:
    """Return the booked hours by person."""
    found: dict[str, float] = {}
    for one in _now(desk).certain:
        found[one.person.partition("@")[0]] = found.get(one.person.partition("@")[0], 0) + one.minutes / 60
    return found


def _proposed(desk: Conversation, sow: Sow = USUAL) -> Written:
    letters = desk.ask(sow_mail(("SOW.docx", signed_sow(sow))))
    (letter,) = [one for one in letters if one.row.kind in ("staffing", "plan_booked")]
    return letter


def test_a_signed_project_is_proposed_to_its_lead_and_nothing_is_booked(desk: Conversation) -> None:
    letter = _proposed(desk)
    assert (letter.row.kind, letter.row.recipient) == ("staffing", "lena@agency.example")
    for line in ("UX Designer, 120 h: Uma Ux", "Project Manager, 60 h: Lena Lead", "QA Engineer, 40 h: Quin Tester"):
        assert line in letter.text
    assert "Frontend Developer, 200 h: Mo Member" in letter.text
    assert "second best: Maria Costa" in letter.text
    assert "promised for 9 April 2027" in letter.text
    assert _hours(desk) == {}


def test_ok_books_the_plan_and_undo_takes_it_back(desk: Conversation) -> None:
    (echo,) = desk.ask(desk.reply(_proposed(desk), "ok", LENA))
    assert echo.row.kind == "plan_booked"
    assert "Uma Ux, NORTHWIND-01 (UX Designer): +120 h" in echo.text
    assert _hours(desk)["uma"] == 120
    assert sum(_hours(desk).values()) == 420
    assert _now(desk).overloads() == ()
    (undone,) = desk.ask(desk.reply(echo, "undo", LENA))
    assert "taken back" in undone.text
    assert _hours(desk) == {}


def test_words_change_the_plan_and_nothing_is_booked_before_ok(desk: Conversation) -> None:
    (again,) = desk.ask(desk.reply(_proposed(desk), "use Maria instead of Mo\nUma not before February", LENA))
    assert again.row.kind == "staffing"
    assert "made anew with your wishes" in again.text
    assert "Frontend Developer, 200 h: Maria Costa" in again.text
    assert "1 February 2027" in again.text
    assert _hours(desk) == {}
    desk.ask(desk.reply(again, "ok", LENA))
    assert _hours(desk)["maria"] == 200
    assert min(one.week.monday for one in _now(desk).certain if one.person.startswith("uma")) >= date(2027, 2, 1)


def test_words_that_are_not_understood_are_asked_back(desk: Conversation) -> None:
    kinds = {one.row.kind for one in desk.ask(desk.reply(_proposed(desk), "hm, that looks expensive", LENA))}
    assert "not_understood" in kinds


def test_no_drops_the_plan(desk: Conversation) -> None:
    (echo,) = desk.ask(desk.reply(_proposed(desk), "no", LENA))
    assert "dropped" in echo.text
    assert _hours(desk) == {}


def test_somebody_elses_ok_books_nothing(desk: Conversation) -> None:
    desk.ask(desk.reply(_proposed(desk), "ok", "Mo Member <mo@agency.example>"))
    assert _hours(desk) == {}


def test_a_small_plan_is_booked_at_once_where_policy_says_so(tmp_path: Path) -> None:
    with planning_desk(tmp_path, "auto_book = true") as desk:
        letter = _proposed(desk, SMALL)
        assert letter.row.kind == "plan_booked"
        assert "within the bounds" in letter.text
        assert _hours(desk) == {"uma": 40}
        desk.ask(desk.reply(letter, "undo", LENA))
        assert _hours(desk) == {}


def test_a_large_plan_is_proposed_all_the_same(tmp_path: Path) -> None:
    with planning_desk(tmp_path, "auto_book = true") as desk:
        assert _proposed(desk).row.kind == "staffing"


def test_hours_nobody_sold_are_assumed_marked_and_asked_about(tmp_path: Path) -> None:
    with planning_desk(tmp_path, "blended_rate = 100") as desk:
        letter = _proposed(desk, Sow(roles=(), fee=Decimal(42000)))
        assert "420 h of work" in letter.text
        assert "at the blended rate of € 100 an hour. Is that right?" in letter.text.replace("\u00a0", " ")
        (assumed,) = _now(desk).assumed
        assert assumed.project == "NORTHWIND-01"


def test_without_hours_and_without_a_rate_nothing_is_guessed(desk: Conversation) -> None:
    letters = desk.ask(sow_mail(("SOW.docx", signed_sow(Sow(roles=())))))
    assert "staffing" not in {one.row.kind for one in letters}
    with desk.desk.store.look() as connection:
        row = proposals.by_id(connection, 1)
    assert row is not None
    assert row.state == "no hours"


def test_a_skill_nobody_has_is_named(desk: Conversation) -> None:
    letter = _proposed(desk, Sow(roles=(SampleRole("Illustrator", 60, 90), SampleRole("UX Designer", 40, 110))))
    assert "Illustrator, 60 h: nobody in agency.toml has this skill." in letter.text
    assert "UX Designer, 40 h: Uma Ux" in letter.text
