"""Dates are read in every common spelling, and left open where they are open."""

from datetime import date

import pytest

from parsers.fields.dates import Order, find_dates, settle_order, with_year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("March 4, 2026", date(2026, 3, 4)),
        ("4 March 2026", date(2026, 3, 4)),
        ("this 12th day of May 2003", date(2003, 5, 12)),
        ("the 1st day of February, 2020", date(2020, 2, 1)),
        ("the first day of June, 2021", date(2021, 6, 1)),
        ("Dec. 3, 2021", date(2021, 12, 3)),
        ("5-Mar-2024", date(2024, 3, 5)),
        ("1. März 2026", date(2026, 3, 1)),
        ("15 de enero de 2025", date(2025, 1, 15)),
        ("3 février 2026", date(2026, 2, 3)),
        ("14 maart 2026", date(2026, 3, 14)),
        ("14.02.2026", date(2026, 2, 14)),
        ("25/12/2026", date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25)),
    ],
)
def test_a_date_is_read_in_each_spelling(text: str, expected: date) -> None:
    assert [span.value for span in find_dates(text)] == [expected]


def test_an_open_day_order_is_left_open_with_both_readings() -> None:
    (span,) = find_dates("due 03/04/2026")
    assert span.value is None
    assert set(span.readings) == {date(2026, 3, 4), date(2026, 4, 3)}


def test_another_date_of_the_document_settles_the_order() -> None:
    assert settle_order("03/04/2026 and 16/04/2026") is Order.DAY_FIRST
    assert settle_order("03/04/2026 and 04/16/2026") is Order.MONTH_FIRST


def test_a_date_spelled_out_elsewhere_settles_the_order() -> None:
    assert settle_order("made this 12th day of May 2003 ... Date: 5/12/03") is Order.MONTH_FIRST


def test_dates_that_contradict_settle_nothing() -> None:
    assert settle_order("16/04/2026 and 04/16/2026") is None


def test_a_clause_number_is_no_date() -> None:
    assert find_dates("see clause 4.2.10 and version 1.2.3") == ()


def test_a_verb_is_no_month() -> None:
    assert find_dates("the client may 2 times ask") == ()


def test_a_yearless_date_takes_the_year_of_the_project() -> None:
    (span,) = find_dates("Beta on Jan 25")
    assert span.value is None
    assert with_year(span, (date(2026, 11, 1), date(2027, 3, 1))) == date(2027, 1, 25)


def test_a_yearless_date_outside_the_project_stays_without_a_year() -> None:
    (span,) = find_dates("Beta on Jan 25")
    assert with_year(span, (date(2026, 3, 1), date(2026, 6, 1))) is None
