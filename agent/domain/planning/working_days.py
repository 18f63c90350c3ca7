"""Days on which an agency works: Monday to Friday, until its calendar says more."""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY = 5


def working_days_after(day: date, count: int) -> date:
    """Return the day `count` working days after `day`; with 0 the first working day from `day` on."""
    while count > 0 or day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY:
            count -= 1
    return day
