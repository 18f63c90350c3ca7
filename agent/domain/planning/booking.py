"""The capacity rule on bookings: nobody is overbooked in silence; it is refused, or a named person overrides it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.capacity import PersonCalendar, week_capacity
from agent.domain.planning.demand import Allocation


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody's word that a person may be booked beyond their capacity."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Overload:
    """A person's week with more work than capacity: `minutes` is how much more, `projects` whose work it is."""

    person: str
    week: IsoWeek
    minutes: int
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Admission:
    """What became of asked-for bookings: all taken, or none and the overloads they would make.

    With an override all are taken, and `overloads` says what was overridden.
    """

    taken: tuple[Allocation, ...]
    overloads: tuple[Overload, ...] = ()
    override: Override | None = None

    @property
    def refused(self) -> bool:
        """Whether nothing was booked."""
        return bool(self.overloads) and self.override is None


def overloads(
    people: Sequence[PersonCalendar], allocations: Iterable[Allocation], *, with_tentative: bool = False
) -> tuple[Overload, ...]:
    """Return each person's weeks over their delivery capacity, by person and week.

    Who is booked but not among `people` has no capacity at all. Tentative work counts only when asked for.
    """
    known = {person.id: person for person in people}
    booked: dict[tuple[str, IsoWeek], list[Allocation]] = {}
    for one in allocations:
        if one.minutes and (with_tentative or not one.tentative):
            booked.setdefault((one.person, one.week), []).append(one)
    found = (_overload(known.get(name), name, week, booked[name, week]) for name, week in sorted(booked))
    return tuple(one for one in found if one is not None)


def _overload(person: PersonCalendar | None, name: str, week: IsoWeek, work: list[Allocation]) -> Overload | None:
    delivery = week_capacity(person, week).delivery if person is not None else 0
    over = sum(one.minutes for one in work) - delivery
    return Overload(name, week, over, tuple(sorted({one.project for one in work}))) if over > 0 else None


def admit(
    people: Sequence[PersonCalendar],
    existing: Sequence[Allocation],
    asked: Sequence[Allocation],
    override: Override | None = None,
) -> Admission:
    """Return `asked` as taken, or refused when it makes or worsens an overload; an override takes it all the same.

    An overload that stands already and that nothing asked for touches does not count. Tentative bookings are held
    against the room that certain and tentative work leave together, certain ones against certain work alone.
    """
    touched = {(one.person, one.week) for one in asked if one.minutes > 0}
    firm = [*existing, *(one for one in asked if not one.tentative)]
    found = {one for one in overloads(people, firm) if (one.person, one.week) in touched}
    tentative = {(one.person, one.week) for one in asked if one.tentative and one.minutes > 0}
    both = overloads(people, [*existing, *asked], with_tentative=True)
    found |= {one for one in both if (one.person, one.week) in tentative}
    made = tuple(sorted(found, key=lambda one: (one.person, one.week)))
    if made and override is None:
        return Admission((), made)
    return Admission(tuple(asked), made, override if made else None)
