"""Lengths of time are read and added; undated places in time keep their words."""

from datetime import date
from decimal import Decimal

import pytest

from parsers.fields.durations import DurationSpan, add, find_durations, find_periods


def test_the_figure_in_brackets_is_the_count() -> None:
    (span,) = find_durations("within six (6) weeks from the start")
    assert (span.count, span.unit, span.working) == (Decimal(6), "week", False)


def test_business_days_are_told_from_days() -> None:
    assert [span.working for span in find_durations("5 business days or 30 days")] == [True, False]


@pytest.mark.parametrize("words", ["Weeks 1-4", "Week 3", "Months 11–20", "4-6 weeks", "1 Month"])
def test_words_that_give_no_date_are_found_whole(words: str) -> None:
    text = f"Design ({words})"
    (span,) = find_periods(text)
    assert text[span.start : span.end] == words


@pytest.mark.parametrize(
    ("count", "unit", "working", "expected"),
    [
        (6, "week", False, date(2026, 3, 13)),
        (1, "month", False, date(2026, 2, 28)),
        (5, "year", False, date(2031, 1, 30)),
        (2, "day", True, date(2026, 2, 3)),
    ],
)
def test_a_length_is_added_to_a_day(count: int, unit: str, working: bool, expected: date) -> None:
    start = date(2026, 1, 30)
    assert add(start, DurationSpan(0, 0, Decimal(count), unit, working)) == expected


def test_a_sum_beyond_the_calendar_is_none() -> None:
    assert add(date(2026, 1, 1), DurationSpan(0, 0, Decimal(9999), "year")) is None
