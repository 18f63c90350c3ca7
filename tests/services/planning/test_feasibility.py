"""Asked whether work can be done: a date, what binds, three offers, no project; the place is held, rivals are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent.domain.planning.booking import overloads
from agent.services.planning.holding import release_holds
from agent.services.planning.situation import Situation, look
from tests.conversation import Conversation, Written, sow_mail
from tests.planning_agency import MO, SAM, planning_desk
from tests.samples import mails
from tests.samples.sow import Sow, signed_sow, unsigned_sow

OUTSIDE = 'outside = [{ role = "frontend", rate = 95, hours = 40 }]'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with planning_desk(tmp_path, OUTSIDE) as conversation:
        yield conversation


def _now(desk: Conversation) -> Situation:
    office = desk.desk.office
    with desk.desk.store.look() as connection:
        return look(office, connection, office.today(desk.clock.now()))


def _asked(
    desk: Conversation, text: str, number: int = 1, subject: str = "Loyalty app", sender: str = SAM
) -> list[Written]:
    return desk.ask(mails.mail(sender, subject=subject, text=text, message_id=f"<q{number}@mail.agency.example>"))


def test_a_plain_question_gets_a_dated_yes_and_the_hours_are_held(desk: Conversation) -> None:
    (answer,) = _asked(desk, "Can we do 120h UX and 200h frontend by 26 March 2027?")
    assert (answer.row.kind, answer.row.recipient) == ("feasibility", "sam@agency.example")
    assert "Yes. Loyalty app can be done by 26 March 2027; the earliest date we can promise is" in answer.text
    for offer in ("As scoped: ", "With outside help: ", "Without the costliest part (frontend): "):
        assert offer in answer.text
    assert "held for you until 20 November 2026" in answer.text
    now = _now(desk)
    assert now.projects == ()
    assert sum(one.minutes for one in now.allocations) == 320 * 60
    assert overloads(now.everyone, now.allocations, with_tentative=True) == ()


def test_a_date_too_early_gets_a_no_with_the_earliest_date_and_what_binds(desk: Conversation) -> None:
    (answer,) = _asked(desk, "Can we do 300h frontend by 27 November 2026?")
    assert "No, not by 27 November 2026. The earliest date we can promise" in answer.text
    assert "WHAT BINDS" in answer.text
    assert "frontend in the week of" in answer.text
    assert "bought hours, €" in answer.text


def test_a_skill_nobody_has_gets_no_date_and_holds_nothing(desk: Conversation) -> None:
    (answer,) = _asked(desk, "Can we do 60h illustration by March?")
    assert "Not as it stands" in answer.text
    assert "nobody here does this" in answer.text
    assert _now(desk).holds == ()


def test_an_unsigned_sow_is_answered_with_a_date_and_makes_no_project(desk: Conversation) -> None:
    letters = {one.row.kind: one for one in desk.ask(sow_mail(("SOW.docx", unsigned_sow())))}
    assert letters.keys() == {"sow_not_signed", "feasibility"}
    assert "Booking website relaunch" in letters["feasibility"].text
    assert _now(desk).projects == ()
    assert len(_now(desk).holds) == 1


def test_the_same_sow_signed_gives_its_hold_up(desk: Conversation) -> None:
    desk.ask(sow_mail(("SOW.docx", unsigned_sow())))
    desk.ask(sow_mail(("SOW.docx", signed_sow(Sow())), message_id="<m2@mail.agency.example>"))
    assert _now(desk).holds == ()
    assert [row.code for row in _now(desk).projects] == ["NORTHWIND-01"]


def test_rivals_for_one_slot_are_both_told(desk: Conversation) -> None:
    _asked(desk, "Can we do 200h frontend by 26 February 2027?")
    letters = _asked(desk, "Can we do 240h frontend by 26 February 2027?", 2, "Museum guide")
    titles = {str(one.message["Subject"]).partition(" [")[0]: one.text for one in letters}
    assert len(letters) == 2
    assert all("WHO ELSE WANTS THESE HOURS" in text and "Museum guide" in text for text in titles.values())
    assert any("Your place is kept" in text for text in titles.values())


def test_a_hold_is_released_after_its_days_with_a_note(desk: Conversation) -> None:
    _asked(desk, "Can we do 120h UX by 26 March 2027?")
    assert release_holds(desk.desk.office) == 0
    desk.clock.forward(days=timedelta(days=11).days)
    assert release_holds(desk.desk.office) == 1
    desk.work()
    (note,) = desk.letters("hold_released")
    assert "hours held for Loyalty app are free again" in note.text
    assert _now(desk).allocations == ()


def test_a_member_who_asks_sets_nothing_in_motion(desk: Conversation) -> None:
    kinds = {one.row.kind for one in _asked(desk, "Can we do 20h UX by March?", sender=MO)}
    assert "feasibility" not in kinds
