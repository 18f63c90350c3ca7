"""When each person of the agency works: their hours and zone, without public holidays and leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, time, timedelta

import sqlalchemy as sa

from agent.domain.control.working_time import WorkingHours
from agent.services.office import Office
from agent.store import leaves
from config.planning import WEEKDAYS
from config.public_holidays import holidays_of
from config.settings import Person, Settings

_BEFORE = timedelta(days=14)


def hours_of_people(office: Office, connection: sa.Connection, today: date) -> Callable[[Person], WorkingHours]:
    """Return what gives a person's working hours around and after `today`; leave is read once, for everybody."""
    away: defaultdict[str, set[date]] = defaultdict(set)
    for row in leaves.booked(connection, today - _BEFORE):
        if row.minutes is None:
            away[row.person.lower()].update(_days(row.first_on, row.last_on))
    return lambda person: working_hours(person, office.settings, today, frozenset(away[person.email.lower()]))


def working_hours(person: Person, settings: Settings, today: date, away: frozenset[date]) -> WorkingHours:
    """Return a person's hours; `away` are the days of leave that the store knows."""
    country = person.country if person.country is not None else settings.agency.country
    region = person.region if person.country is not None else settings.agency.region
    holidays = holidays_of(country, region, (today.year - 1, today.year, today.year + 1))
    own = {day for leave in person.leave if leave.hours is None for day in _days(leave.first, leave.last)}
    opens, closes = (person.working_hours or settings.planning.working_hours).split("-")
    zone = person.timezone or settings.agency.timezone
    off = frozenset(holidays) | own | away
    return WorkingHours(zone, time.fromisoformat(opens), time.fromisoformat(closes), _weekdays(person), off)


def is_here(person: Person, day: date) -> bool:
    """Return whether `day` lies between a person's first and last working day with the agency."""
    return (person.starts is None or person.starts <= day) and (person.ends is None or day <= person.ends)


def _weekdays(person: Person) -> frozenset[int]:
    if not person.week:
        return frozenset(range(5))
    return frozenset(number for number, name in enumerate(WEEKDAYS) if person.week.get(name, 0) > 0)


def _days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}
