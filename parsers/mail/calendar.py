"""Invitations and the answers to them (RFC 5545, 5546): what is asked of whom, and when it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from parsers.mail.address import is_address
from parsers.mail.clean import clean_line

if TYPE_CHECKING:
    from icalendar.cal.component import Component

MAX_BYTES = 500_000
MAX_EVENTS = 20
MAX_ATTENDEES = 200

# icalendar reads what is lawful; a hostile file may break it in any of these ways.
_BROKEN = (ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError, OverflowError)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody invited: `answer` is accepted, declined, tentative, delegated, needs-action or "" where unsaid."""

    address: str
    name: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a calendar mail; all-day ones have dates, `end` then being the last day and not the day after.

    `method` is request, reply, cancel, counter, publish ... in lower case.
    """

    method: str
    uid: str
    summary: str
    organizer: str
    attendees: tuple[Attendee, ...]
    start: datetime | date | None
    end: datetime | date | None
    all_day: bool


def read_calendar(content: bytes) -> tuple[Event, ...]:
    """Return the events of a text/calendar part, none where it cannot be read; never raises."""
    from icalendar import Calendar

    if len(content) > MAX_BYTES:
        return ()
    try:
        calendar = Calendar.from_ical(content)
        method = clean_line(str(calendar.get("method", ""))).lower()
        return tuple(event for item in _items(calendar) if (event := _event(item, method)) is not None)
    except _BROKEN:
        return ()


def _items(calendar: Component) -> Iterator[Component]:
    for number, item in enumerate(calendar.walk("VEVENT")):
        if number >= MAX_EVENTS:
            return
        yield item


def _event(item: Component, method: str) -> Event | None:
    try:
        start, end = _moment(item, "dtstart"), _moment(item, "dtend")
        all_day = start is not None and not isinstance(start, datetime)
        if all_day and end is not None and start is not None and not isinstance(end, datetime) and end > start:
            end -= timedelta(days=1)
        return Event(
            method,
            clean_line(str(item.get("uid", ""))),
            clean_line(str(item.get("summary", ""))),
            _address(item.get("organizer")),
            tuple(_attendees(item)),
            start,
            end if end is not None else start if all_day else None,
            all_day,
        )
    except _BROKEN:
        return None


def _moment(item: Component, name: str) -> datetime | date | None:
    """Return a property's date or time, None where it is absent or broken."""
    try:
        found = getattr(item.get(name), "dt", None)
    except _BROKEN:
        return None
    return found if isinstance(found, date) else None


def _attendees(item: Component) -> Iterator[Attendee]:
    named = item.get("attendee", [])
    for entry in (named if isinstance(named, list) else [named])[:MAX_ATTENDEES]:
        parameters = getattr(entry, "params", {})
        answer = str(parameters.get("PARTSTAT", "")).lower()
        yield Attendee(_address(entry), clean_line(str(parameters.get("CN", ""))), answer)


def _address(value: object) -> str:
    """Return the address of a calendar user, "" where it is none."""
    bare = str(value or "").strip().lower().removeprefix("mailto:")
    return bare if is_address(bare) else ""
