"""ISO weeks and their days: the grid that capacity is counted on (ISO 8601: weeks begin on Monday)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WORKING_DAYS = 5  # Monday to Friday; who works on Saturday says so in a day pattern
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})")


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """One ISO week; weeks are ordered, and a number of weeks can be added or taken away."""

    year: int
    week: int

    @classmethod
    def of(cls, day: date) -> IsoWeek:
        """Return the week that `day` lies in; 1 January may lie in the last week of the year before."""
        year, week, _ = day.isocalendar()
        return cls(year, week)

    @classmethod
    def parse(cls, text: str) -> IsoWeek:
        """Return the week written as 2026-W05; raises `ValueError` for anything else, week 53 of a short year too."""
        match = _WEEK.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a week; write it as 2026-W05")
        return cls.of(date.fromisocalendar(int(match[1]), int(match[2]), 1))

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return date.fromisocalendar(self.year, self.week, 1)

    @property
    def friday(self) -> date:
        """The last day of an ordinary working week."""
        return self.monday + timedelta(days=WORKING_DAYS - 1)

    def days(self) -> tuple[date, ...]:
        """Return the seven days, Monday first."""
        monday = self.monday
        return tuple(monday + timedelta(days=number) for number in range(7))

    def __add__(self, weeks: int) -> IsoWeek:
        return IsoWeek.of(self.monday + timedelta(weeks=weeks))

    def __sub__(self, other: IsoWeek) -> int:
        """Return how many weeks lie from `other` to this one; negative when this one is earlier."""
        return (self.monday - other.monday).days // 7

    def __str__(self) -> str:
        return f"{self.year}-W{self.week:02d}"


def weeks_from(first: IsoWeek, count: int) -> tuple[IsoWeek, ...]:
    """Return `count` weeks in a row, `first` included."""
    return tuple(first + number for number in range(count))


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield every day from `first` to `last`, both included; nothing when `last` is earlier."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def working_days_late(due: date, finish: date) -> int:
    """Return how many days from Monday to Friday lie after `due` up to `finish`; 0 when in time."""
    if finish <= due:
        return 0
    weeks, rest = divmod((finish - due).days, 7)
    return weeks * WORKING_DAYS + sum((due.weekday() + step) % 7 < WORKING_DAYS for step in range(1, rest + 1))
