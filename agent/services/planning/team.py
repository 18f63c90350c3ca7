"""The people as planning sees them: contract, holidays, leave of agency.toml and of mail, skills."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from agent.domain.planning.capacity import HOUR, Absence, PersonCalendar, Skill
from agent.domain.planning.skills import broader
from agent.store.leaves import LeaveRow
from config.planning import WEEKDAYS
from config.public_holidays import holidays_of
from config.settings import Person, Settings

_WORKDAYS = 5
_THOUSANDTHS = 1000
_BY_TITLE = 3  # the level of somebody of whom only the title is known


def team(settings: Settings, leave: Iterable[LeaveRow], years: tuple[int, ...]) -> tuple[PersonCalendar, ...]:
    """Return the calendars of everybody who does project work, in the order of agency.toml."""
    away: dict[str, list[Absence]] = {}
    for row in leave:
        away.setdefault(row.person, []).append(Absence(row.first_on, row.last_on, row.minutes))
    return tuple(
        _calendar(person, settings, away.get(person.email, ()), years) for person in settings.people if delivers(person)
    )


def delivers(person: Person) -> bool:
    """Return whether somebody is there for project work: who has a skill, or is a member and nothing else."""
    return bool(person.skills) or set(person.roles) == {"member"}


def _skills(person: Person) -> tuple[Skill, ...]:
    """Return what somebody can do, the wider fields of each skill included; without skills the title speaks."""
    own = dict(person.skills) or ({person.title.lower(): _BY_TITLE} if person.title else {})
    for name, level in list(own.items()):
        for field in broader(name):
            own[field] = max(level, own.get(field, 0))
    return tuple(Skill(name, level) for name, level in sorted(own.items()))


def pattern_of(person: Person) -> tuple[int, ...]:
    """Return the contract minutes of Monday to Sunday."""
    if person.week:
        return tuple(round(person.week.get(day, 0) * HOUR) for day in WEEKDAYS)
    whole, rest = divmod(round(person.hours * HOUR), _WORKDAYS)
    return (*(whole + (day < rest) for day in range(_WORKDAYS)), 0, 0)


def holidays_for(person: Person, settings: Settings, years: tuple[int, ...]) -> dict[date, str]:
    """Return a person's public holidays with their names; their own country goes before the agency's."""
    if person.country:
        return holidays_of(person.country, person.region, years)
    agency = settings.agency
    return holidays_of(agency.country, person.region or agency.region, years)


def _calendar(person: Person, settings: Settings, away: Iterable[Absence], years: tuple[int, ...]) -> PersonCalendar:
    own = (
        Absence(leave.first, leave.last, None if leave.hours is None else round(leave.hours * HOUR))
        for leave in person.leave
    )
    share = settings.planning.non_delivery if person.non_delivery is None else person.non_delivery
    return PersonCalendar(
        person.email,
        pattern_of(person),
        roles=frozenset({person.title.lower()} if person.title else ()),
        skills=_skills(person),
        first=person.starts,
        last=person.ends,
        holidays=frozenset(holidays_for(person, settings, years)),
        leave=(*own, *away),
        non_delivery=Fraction(round(share * _THOUSANDTHS), _THOUSANDTHS),
    )
