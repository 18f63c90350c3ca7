"""What is free: each person's minutes by day, given out to tasks and taken back, never below nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.capacity import PersonCalendar, day_capacity, non_delivery
from agent.domain.planning.demand import Allocation
from agent.domain.planning.schedule.horizon import Horizon

GRAIN = 15
"""Minutes: people's free time by day is counted in whole quarters of an hour."""

Slices: TypeAlias = "tuple[tuple[int, int], ...]"
"""One person's part of a task: (number of the day, minutes), by day."""


class Agenda:
    """The free minutes of numbered people on a horizon's days; what is given out is kept by who gives it.

    A week's bookings are spread over its days as the person's presence is, so that a half-booked week is half free on
    each day. Sums by week are exact, down to `GRAIN`.
    """

    def __init__(self, grid: Horizon, free: Sequence[Sequence[int]]) -> None:
        self.grid = grid
        self.free = [list(days) for days in free]
        starts = (0, *grid.ends)
        self.by_week = [[sum(days[starts[week] : end]) for week, end in enumerate(grid.ends)] for days in self.free]

    def copy(self) -> Agenda:
        """Return an agenda that can be changed apart."""
        twin = Agenda.__new__(Agenda)
        twin.grid = self.grid
        twin.free = [days.copy() for days in self.free]
        twin.by_week = [weeks.copy() for weeks in self.by_week]
        return twin

    def take(self, person: int, slices: Slices) -> None:
        """Give these minutes away."""
        days, weeks, week_of = self.free[person], self.by_week[person], self.grid.week_of
        for day, minutes in slices:
            days[day] -= minutes
            weeks[week_of[day]] -= minutes

    def give_back(self, person: int, slices: Slices) -> None:
        """Make these minutes free again."""
        days, weeks, week_of = self.free[person], self.by_week[person], self.grid.week_of
        for day, minutes in slices:
            days[day] += minutes
            weeks[week_of[day]] += minutes


def agenda(
    people: Sequence[PersonCalendar], grid: Horizon, booked: Iterable[Allocation], *, beside_tentative: bool = True
) -> Agenda:
    """Return what `booked` leaves free; tentative bookings hold their place unless told otherwise."""
    held: dict[tuple[str, IsoWeek], int] = {}
    for one in booked:
        if beside_tentative or not one.tentative:
            held[one.person, one.week] = held.get((one.person, one.week), 0) + one.minutes
    return Agenda(grid, [_free_days(person, grid, held) for person in people])


def _free_days(person: PersonCalendar, grid: Horizon, held: dict[tuple[str, IsoWeek], int]) -> list[int]:
    free: list[int] = []
    start = 0
    for week, end in zip(grid.weeks, grid.ends, strict=True):
        spread = _spread(person, week, held.get((person.id, week), 0))
        free += [spread[day.weekday()] for day in grid.days[start:end]]
        start = end
    return free


def _spread(person: PersonCalendar, week: IsoWeek, held: int) -> list[int]:
    """Return the seven days' free minutes: cumulative shares, rounded down, so that no sum exceeds what is free."""
    present = [day_capacity(person, day).present for day in week.days()]
    total = sum(present)
    free = max(0, total - non_delivery(person, total) - held)
    until = before = 0
    spread = []
    for minutes in present:
        until += minutes
        given = free * until // total // GRAIN * GRAIN if total else 0
        spread.append(given - before)
        before = given
    return spread
