"""The drawn timeline: weeks as columns, a bar from one date to the next."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outbox.documents.timeline import MOST_COLUMNS, MOST_ROWS, Point, draw


def test_a_bar_runs_from_the_week_after_the_last_date_to_its_own() -> None:
    timeline = draw([Point("Design", date(2026, 1, 14)), Point("Build", date(2026, 1, 30))], date(2026, 1, 5))
    assert timeline is not None
    assert timeline.weeks == (2, 3, 4, 5)
    assert timeline.bars == (("Design", ("bar", "mark", "rest", "rest")), ("Build", ("rest", "rest", "bar", "mark")))


def test_weeks_are_iso_weeks_over_the_end_of_a_year() -> None:
    timeline = draw([Point("a", date(2026, 12, 30)), Point("b", date(2027, 1, 12))])
    assert timeline is not None
    assert (timeline.begins, timeline.weeks) == (date(2026, 12, 28), (53, 1, 2))


def test_one_date_or_one_week_needs_no_picture() -> None:
    assert draw([Point("a", date(2026, 1, 5))]) is None
    assert draw([Point("a", date(2026, 1, 5)), Point("b", date(2026, 1, 9))]) is None


def test_a_misread_year_draws_nothing() -> None:
    assert draw([Point("a", date(1926, 1, 5)), Point("b", date(2026, 1, 9))]) is None


@given(st.lists(st.dates(date(2024, 1, 1), date(2032, 12, 31)), min_size=2, max_size=MOST_ROWS), st.dates())
def test_every_point_has_one_mark_within_the_columns(days: list[date], start: date) -> None:
    timeline = draw([Point(str(day), day) for day in days], start)
    if timeline is None:
        return
    assert len(timeline.weeks) <= MOST_COLUMNS
    for title, cells in timeline.bars:
        at = cells.index("mark")
        since = timeline.begins + timedelta(weeks=timeline.step * at)
        assert cells.count("mark") == 1
        assert since <= date.fromisoformat(title) < since + timedelta(weeks=timeline.step)
