"""Leave by mail: words, calendars and out-of-office replies; echoed, joined, undone, never guessed for others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from agent.store import leaves
from agent.store.leaves import LeaveRow
from agent.store.mailroom import State
from tests.conversation import Conversation
from tests.planning_agency import LENA, MO, planning_desk
from tests.samples import mails

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:1@agency.example
DTSTAMP:20261101T090000Z
SUMMARY:OOO Mo
ORGANIZER:mailto:mo@agency.example
DTSTART;VALUE=DATE:20270222
DTEND;VALUE=DATE:20270227
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with planning_desk(tmp_path) as conversation:
        yield conversation


def _leave(desk: Conversation, person: str = "mo@agency.example") -> list[LeaveRow]:
    with desk.desk.store.look() as connection:
        return leaves.of_person(connection, person)


def _mail(text: str, number: int = 1, sender: str = MO) -> bytes:
    return mails.mail(sender, subject="Away", text=text, message_id=f"<leave{number}@mail.agency.example>")


def test_words_become_leave_and_are_echoed(desk: Conversation) -> None:
    (echo,) = desk.ask(_mail("Hi, I am out 22 Dec 2026 to 2 Jan 2027.\n\nMo"))
    assert (echo.row.kind, echo.row.recipient) == ("leave", "mo@agency.example")
    assert "22 December 2026 to 2 January 2027" in echo.text
    (row,) = _leave(desk)
    assert (row.first_on, row.last_on, row.state) == (date(2026, 12, 22), date(2027, 1, 2), "booked")


def test_undo_takes_the_leave_back(desk: Conversation) -> None:
    (echo,) = desk.ask(_mail("I am on holiday from 1 March 2027 to 5 March 2027"))
    (undone,) = desk.ask(desk.reply(echo, "undo", MO))
    assert "taken back" in undone.text
    assert _leave(desk) == []


def test_leave_that_follows_is_joined_and_the_same_again_is_known(desk: Conversation) -> None:
    desk.ask(_mail("I am on holiday from 1 March 2027 to 5 March 2027"))
    (joined,) = desk.ask(_mail("I am on holiday from 4 March 2027 to 10 March 2027", 2))
    assert "joined with leave" in joined.text
    (known,) = desk.ask(_mail("I am off on 3 March 2027", 3))
    assert "known already" in known.text
    (row,) = _leave(desk)
    assert (row.first_on, row.last_on) == (date(2027, 3, 1), date(2027, 3, 10))


def test_an_invitation_of_the_person_becomes_leave(desk: Conversation) -> None:
    raw = mails.mail(MO, subject="OOO Mo", text="", attachments=[("invite.ics", "text/calendar", ICS.encode())])
    (echo,) = desk.ask(raw)
    assert echo.row.recipient == "mo@agency.example"
    (row,) = _leave(desk)
    assert (row.first_on, row.last_on) == (date(2027, 2, 22), date(2027, 2, 26))


def test_an_out_of_office_is_a_proposal_to_the_lead_and_gets_no_answer(desk: Conversation) -> None:
    text = "I am out of office from 8 February 2027 until 12 February 2027."
    raw = mails.mail(MO, subject="Automatic reply: Status", text=text, headers=[("Auto-Submitted", "auto-replied")])
    (asked,) = desk.ask(raw)
    assert (asked.row.kind, asked.row.recipient) == ("leave", "lena@agency.example")
    assert [row.state for row in _leave(desk)] == ["proposed"]
    desk.ask(desk.reply(asked, "ok", LENA))
    assert [row.state for row in _leave(desk)] == ["booked"]


def test_a_member_cannot_send_others_away_but_a_lead_can(desk: Conversation) -> None:
    desk.ask(_mail("Uma is on holiday from 1 March 2027 to 5 March 2027"))
    assert _leave(desk, "uma@agency.example") == []
    assert desk.mails()[-1].state == State.PERSON
    desk.ask(_mail("Uma is on holiday from 1 March 2027 to 5 March 2027", 2, LENA))
    assert len(_leave(desk, "uma@agency.example")) == 1


def test_leave_long_past_is_refused_in_a_sentence(desk: Conversation) -> None:
    (echo,) = desk.ask(_mail("I am out of office on 5 February 2025"))
    assert "more than a month back" in echo.text
    assert _leave(desk) == []
