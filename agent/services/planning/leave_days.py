"""Leave as it was read, of words or a calendar, as days that planning counts: half days by the person's own hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from agent.domain.planning.absences import Days
from agent.services.office import Office
from agent.services.planning.team import pattern_of
from config.settings import Person
from parsers.mail.calendar import Event
from parsers.replies.leave import Leave

_AWAY = (
    "ooo",
    "out of office",
    "leave",
    "holiday",
    "vacation",
    "pto",
    "off",
    "away",
    "sick",
    "urlaub",
    "abwesend",
    "krank",
)


def days_of(leave: Leave, person: Person) -> Days:
    """Return the days a person's words state; without an end it is one day."""
    last = leave.last or leave.first
    return Days(leave.first, last, half_day(person, leave.first) if leave.part else None)


def half_day(person: Person, day: date) -> int:
    """Return half of the minutes somebody works on a day."""
    return pattern_of(person)[day.weekday()] // 2


def events_of_leave(events: Iterable[Event], person: Person) -> list[Event]:
    """Return the events that a person's calendar sends about their own absence."""
    return [
        event for event in events if event.method in ("", "publish", "request", "cancel") and _is_leave(event, person)
    ]


def _is_leave(event: Event, person: Person) -> bool:
    words = event.summary.lower()
    own = event.organizer.lower() in ("", person.email.lower(), *(alias.lower() for alias in person.aliases))
    return own and any(word in words.replace("-", " ").split() or (" " in word and word in words) for word in _AWAY)


def days_of_event(event: Event, office: Office, person: Person) -> Days | None:
    """Return the days of an event, a part of one day by the hours it takes of the working day; None without a start."""
    if event.start is None:
        return None
    if event.all_day or not isinstance(event.start, datetime):
        last = event.end if isinstance(event.end, date) and not isinstance(event.end, datetime) else event.start
        return Days(_day(event.start), _day(last))
    zone = ZoneInfo(person.timezone or office.settings.agency.timezone)
    begins = event.start.astimezone(zone)
    ends = event.end.astimezone(zone) if isinstance(event.end, datetime) else begins
    if begins.date() != ends.date():
        return Days(begins.date(), ends.date())
    minutes = _working_minutes(office, person, begins.time(), ends.time())
    whole = pattern_of(person)[begins.weekday()]
    return Days(begins.date(), begins.date(), None if minutes >= whole else minutes) if minutes else None


def _working_minutes(office: Office, person: Person, begins: time, ends: time) -> int:
    hours = person.working_hours or office.settings.planning.working_hours
    opens, closes = (time.fromisoformat(text) for text in hours.split("-"))
    first, last = max(begins, opens), min(ends, closes)
    return max(0, (last.hour * 60 + last.minute) - (first.hour * 60 + first.minute))


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value
