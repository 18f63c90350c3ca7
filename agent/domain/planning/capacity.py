"""Capacity: what a person can give to projects in a week, counted in whole minutes so that sums are exact.

gross         contract minutes of the days on which the person is employed
- holidays    public holidays of the person's own country and region
- leave       days or parts of days away
- non-delivery  the share of what is left that goes to sales, admin and meetings (rounded up to a minute)
= delivery    what projects can have; planned = certain allocations; tentative ones stand apart
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.demand import Allocation

Minutes: TypeAlias = int

HOUR: Minutes = 60
EIGHT_HOURS_FIVE_DAYS: tuple[Minutes, ...] = (480, 480, 480, 480, 480, 0, 0)


@dataclass(frozen=True, slots=True, order=True)
class Skill:
    """What somebody can do, and how well: level 1 (with help) to 5 (leads others)."""

    name: str
    level: int = 3


@dataclass(frozen=True, slots=True, order=True)
class Absence:
    """Days away, `first` to `last` both included; `minutes` a day when it is only a part of each day."""

    first: date
    last: date
    minutes: Minutes | None = None

    def covers(self, day: date) -> bool:
        """Return whether the person is away on `day`, wholly or in part."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class PersonCalendar:
    """One person as planning sees them: when they work, what they can do, and when they are away.

    `pattern` holds the contract minutes of Monday to Sunday, `first` and `last` the days of employment (None: open),
    `non_delivery` the share of present time that no project gets. `outside` people are freelancers: they cost extra.
    """

    id: str
    pattern: tuple[Minutes, ...] = EIGHT_HOURS_FIVE_DAYS
    roles: frozenset[str] = frozenset()
    skills: tuple[Skill, ...] = ()
    first: date | None = None
    last: date | None = None
    holidays: frozenset[date] = frozenset()
    leave: tuple[Absence, ...] = ()
    non_delivery: Fraction = Fraction(0)
    outside: bool = False

    def level(self, skill: str) -> int:
        """Return this person's level in a skill, 0 when they do not have it."""
        return max((own.level for own in self.skills if own.name == skill), default=0)

    def employed(self, day: date) -> bool:
        """Return whether `day` lies within the person's time here."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class DayCapacity:
    """One person's day in minutes: contract, lost to a holiday, lost to leave."""

    gross: Minutes
    holiday: Minutes
    leave: Minutes

    @property
    def present(self) -> Minutes:
        """What is left of the day before the non-delivery share."""
        return self.gross - self.holiday - self.leave


@dataclass(frozen=True, slots=True)
class WeekCapacity:
    """One person's ISO week in minutes, from contract to what is free."""

    person: str
    week: IsoWeek
    gross: Minutes
    holidays: Minutes
    leave: Minutes
    non_delivery: Minutes
    planned: Minutes = 0
    tentative: Minutes = 0

    @property
    def delivery(self) -> Minutes:
        """What projects can have of this week."""
        return self.gross - self.holidays - self.leave - self.non_delivery

    @property
    def free(self) -> Minutes:
        """What certain work leaves; negative when the person is over."""
        return self.delivery - self.planned

    @property
    def free_beside_tentative(self) -> Minutes:
        """What is left when the tentative work comes too; negative when both do not fit."""
        return self.free - self.tentative

    @property
    def over(self) -> Minutes:
        """How much more certain work there is than delivery capacity; 0 when it fits."""
        return max(0, -self.free)

    @property
    def utilisation(self) -> Fraction | None:
        """Planned over delivery capacity; None in a week without any."""
        return Fraction(self.planned, self.delivery) if self.delivery else None


@dataclass(frozen=True, slots=True)
class GroupCapacity:
    """The sums of a group (a role, a skill, everyone) in one week; who has two skills counts in both."""

    group: str
    week: IsoWeek
    people: int
    gross: Minutes
    delivery: Minutes
    planned: Minutes
    tentative: Minutes

    @property
    def free(self) -> Minutes:
        """What certain work leaves of the group's delivery capacity, overload counted against it."""
        return self.delivery - self.planned


def day_capacity(person: PersonCalendar, day: date) -> DayCapacity:
    """Return what `day` holds; a holiday takes the whole day, and leave on it costs nothing more."""
    gross = person.pattern[day.weekday()] if person.employed(day) else 0
    if day in person.holidays:
        return DayCapacity(gross, gross, 0)
    away = (gross if leave.minutes is None else leave.minutes for leave in person.leave if leave.covers(day))
    return DayCapacity(gross, 0, min(gross, sum(away)))


def non_delivery(person: PersonCalendar, present: Minutes) -> Minutes:
    """Return the minutes of a week's presence that no project gets, rounded up."""
    share = person.non_delivery
    return -(-present * share.numerator // share.denominator)


def week_capacity(person: PersonCalendar, week: IsoWeek, allocations: Iterable[Allocation] = ()) -> WeekCapacity:
    """Return a person's week; of `allocations` those of this person and week count."""
    days = [day_capacity(person, day) for day in week.days()]
    planned = tentative = 0
    for allocation in allocations:
        if allocation.person == person.id and allocation.week == week:
            planned += 0 if allocation.tentative else allocation.minutes
            tentative += allocation.minutes if allocation.tentative else 0
    present = sum(day.present for day in days)
    return WeekCapacity(
        person.id,
        week,
        gross=sum(day.gross for day in days),
        holidays=sum(day.holiday for day in days),
        leave=sum(day.leave for day in days),
        non_delivery=non_delivery(person, present),
        planned=planned,
        tentative=tentative,
    )


def capacities(
    people: Sequence[PersonCalendar], weeks: Sequence[IsoWeek], allocations: Iterable[Allocation] = ()
) -> tuple[WeekCapacity, ...]:
    """Return every person's every week, person by person; allocations outside of both are left aside."""
    booked: dict[tuple[str, IsoWeek], list[Allocation]] = {}
    for allocation in allocations:
        booked.setdefault((allocation.person, allocation.week), []).append(allocation)
    return tuple(week_capacity(person, week, booked.get((person.id, week), ())) for person in people for week in weeks)


def by_role(people: Sequence[PersonCalendar], weeks: Collection[WeekCapacity]) -> tuple[GroupCapacity, ...]:
    """Return the sums by role and week, ordered by both."""
    return _grouped({person.id: sorted(person.roles) for person in people}, weeks)


def by_skill(people: Sequence[PersonCalendar], weeks: Collection[WeekCapacity]) -> tuple[GroupCapacity, ...]:
    """Return the sums by skill and week, ordered by both."""
    return _grouped({person.id: sorted({own.name for own in person.skills}) for person in people}, weeks)


def _grouped(groups: dict[str, list[str]], weeks: Collection[WeekCapacity]) -> tuple[GroupCapacity, ...]:
    members: dict[tuple[str, IsoWeek], list[WeekCapacity]] = {}
    for capacity in weeks:
        for group in groups.get(capacity.person, ()):
            members.setdefault((group, capacity.week), []).append(capacity)
    return tuple(_sum(group, week, members[group, week]) for group, week in sorted(members))


def _sum(group: str, week: IsoWeek, members: Sequence[WeekCapacity]) -> GroupCapacity:
    return GroupCapacity(
        group,
        week,
        people=len(members),
        gross=sum(one.gross for one in members),
        delivery=sum(one.delivery for one in members),
        planned=sum(one.planned for one in members),
        tentative=sum(one.tentative for one in members),
    )
