"""The one date an answer gives: "12 Jan" means the next one, 03/04 is read the way of the agency's locale."""

from __future__ import annotations

from datetime import date, timedelta

from parsers.fields.dates import Order, find_dates, with_year

_BEHIND = timedelta(days=60)
_AHEAD = timedelta(days=304)


def date_in(answer: str, today: date, locale: str) -> date | None:
    """Return the date an answer gives, or None where it gives none or several; a date without year lies near today."""
    order = Order.MONTH_FIRST if locale.endswith("-US") else Order.DAY_FIRST
    spans = find_dates(answer, order)
    if len(spans) != 1:
        return None
    return spans[0].value or with_year(spans[0], (today - _BEHIND, today + _AHEAD))
