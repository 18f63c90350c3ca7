"""Invitations and the answers to them."""

from __future__ import annotations

from datetime import date

from parsers.mail.calendar import read_calendar

REPLY = (
    "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1@acme.example\r\n"
    "SUMMARY:Kickoff\r\nORGANIZER;CN=Desk:mailto:desk@agency.example\r\n"
    "ATTENDEE;CN=Sam;PARTSTAT=DECLINED:mailto:Sam@agency.example\r\n"
    "DTSTART:20261222T090000Z\r\nDTEND:20261222T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_an_answer_to_an_invitation_says_who_comes() -> None:
    (event,) = read_calendar(REPLY.encode())
    assert (event.method, event.summary, event.organizer) == ("reply", "Kickoff", "desk@agency.example")
    assert [(a.address, a.name, a.answer) for a in event.attendees] == [("sam@agency.example", "Sam", "declined")]
    assert event.start is not None
    assert (event.start.isoformat(), event.all_day) == ("2026-12-22T09:00:00+00:00", False)


def test_an_all_day_event_ends_on_its_last_day() -> None:
    days = REPLY.replace(":20261222T090000Z", ";VALUE=DATE:20261222").replace(
        ":20261222T100000Z", ";VALUE=DATE:20270103"
    )
    (event,) = read_calendar(days.encode())
    assert (event.start, event.end, event.all_day) == (date(2026, 12, 22), date(2027, 1, 2), True)


def test_broken_calendars_hold_no_event_and_raise_nothing() -> None:
    for content in (b"", b"BEGIN:VCALENDAR\nX", b"BEGIN:VEVENT\n" * 2_000, REPLY.encode()[:150], b"\xff" * 500):
        assert read_calendar(content) == ()
    assert read_calendar(REPLY.replace("20261222T090000Z", "soon").encode())[0].start is None
