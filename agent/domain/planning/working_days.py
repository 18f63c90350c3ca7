"""Days on which an agency works: Monday to Friday, until its calendar says more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5


def working_days_after(day: date, count: int) -> date:
    """Return the day `count` working days after `day`; with 0 the first working day from `day` on."""
    while count > 0 or day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY:
            count -= 1
    return day


def first_working_day(day: date, holidays: Collection[date]) -> date | None:
    """Return the first day of `day`'s week, Monday to Friday, that is no holiday; None in a week of holidays."""
    monday = day - timedelta(days=day.weekday())
    week = (monday + timedelta(days=number) for number in range(_SATURDAY))
    return next((one for one in week if one not in holidays), None)
