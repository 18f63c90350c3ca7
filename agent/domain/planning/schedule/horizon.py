"""The days that can be planned: numbered, with the ISO week each one lies in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from agent.domain.planning.calendar import IsoWeek, days_between
from agent.domain.planning.capacity import PersonCalendar


@dataclass(frozen=True, slots=True)
class Horizon:
    """Numbered days from a first one on; days on which nobody ever works are left out.

    `week_of[d]` is the number of the week day `d` lies in, `ends[w]` the number of the day after week `w`.
    """

    days: tuple[date, ...]
    weeks: tuple[IsoWeek, ...]
    week_of: tuple[int, ...]
    ends: tuple[int, ...]

    def from_day(self, day: date | None) -> int:
        """Return the number of the first day that is not before `day`; 0 without one, `len(days)` past the end."""
        return 0 if day is None else bisect_left(self.days, day)

    def until_day(self, day: date) -> int:
        """Return the number of the last day that is not after `day`; -1 before the first."""
        return bisect_left(self.days, day + timedelta(days=1)) - 1


def horizon(people: Sequence[PersonCalendar], start: date, weeks: int) -> Horizon:
    """Return the days from `start` on to the end of the `weeks`-th ISO week, the one of `start` counted."""
    first = IsoWeek.of(start)
    last = (first + (weeks - 1)).days()[-1]
    worked = {weekday for person in people for weekday in range(7) if person.pattern[weekday]}
    days = tuple(day for day in days_between(start, last) if day.weekday() in worked)
    grid = tuple(sorted({IsoWeek.of(day) for day in days}))
    number = {week: position for position, week in enumerate(grid)}
    week_of = tuple(number[IsoWeek.of(day)] for day in days)
    ends = tuple(sum(one <= position for one in week_of) for position in range(len(grid)))
    return Horizon(days, grid, week_of, ends)
