"""ISO weeks: years' ends, order, arithmetic, and days late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.domain.planning.calendar import IsoWeek, days_between, weeks_from, working_days_late

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def test_new_years_day_may_belong_to_the_week_of_the_year_before() -> None:
    assert IsoWeek.of(date(2027, 1, 1)) == IsoWeek(2026, 53)
    assert IsoWeek(2026, 53) + 1 == IsoWeek(2027, 1)


@given(DAYS, st.integers(-600, 600))
def test_adding_and_taking_away_weeks_are_inverse(day: date, count: int) -> None:
    week = IsoWeek.of(day)
    assert (week + count) - week == count
    assert (week + count > week) == (count > 0)
    assert IsoWeek.parse(str(week)) == week
    assert week.days()[day.weekday()] == day


@pytest.mark.parametrize("text", ["2026-48", "W48", "2026-W54", "2025-W53", "2026-W00"])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"week|Invalid"):
        IsoWeek.parse(text)


def test_weeks_in_a_row_cross_the_year() -> None:
    assert [str(week) for week in weeks_from(IsoWeek(2026, 52), 3)] == ["2026-W52", "2026-W53", "2027-W01"]


@given(DAYS, st.integers(-30, 60))
def test_days_late_are_the_working_days_after_the_due_day(due: date, days: int) -> None:
    finish = due + timedelta(days=days)
    counted = sum(day.weekday() < 5 for day in days_between(due + timedelta(days=1), finish))
    assert working_days_late(due, finish) == counted
