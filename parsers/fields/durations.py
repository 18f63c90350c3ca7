"""Lengths of time in text: "six (6) weeks", "30 business days", "Weeks 1-4"; and adding them to a date."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen"
    " nineteen twenty"
).split()
_NUMBER = {word: number for number, word in enumerate(_WORDS, 1)} | {
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90, "twenty-four": 24,
    "thirty-six": 36, "forty-eight": 48,
}  # fmt: skip
_UNITS = "day|week|month|year|quarter|hour|sprint"
_DURATION = re.compile(
    rf"(?<![\w.,-])(?P<count>\d{{1,4}}(?:\.\d)?|{'|'.join(sorted(_NUMBER, key=len, reverse=True))})"
    rf"(?:[ ]?\([ ]?(?P<paren>\d{{1,4}})[ ]?\))?[ -]{{1,2}}(?P<kind>business|working"
    rf"|calendar)?[ -]?(?P<unit>{_UNITS})s?(?!\w)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?<!\w)(?P<unit>weeks?|months?|days?|sprints?|wk|quarter"
    r"|Q)[ .]{0,2}(?P<first>\d{1,3})(?:[ ]?(?:-|–|—|to|and|&|\+)[ ]?(?P<last>\d{1,3}))?(?!\d)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?<![\w.,])(?P<first>\d{1,3}(?:[.,]\d)?)(?:[ ]?(?:-|–|to)[ ]?(?P<last>\d{1,3}(?:[.,]\d)?))?[ -]?"
    r"(?P<unit>weeks?|months?|days?)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DurationSpan:
    """A length of time at `text[start:end]`: `count` of "day", "week", "month" or "year"; `working` days only."""

    start: int
    end: int
    count: Decimal
    unit: str
    working: bool = False


@dataclass(frozen=True, slots=True)
class PeriodSpan:
    """Words at `text[start:end]` that place something without a date: "Weeks 1-4", "Month 3", "5 weeks"."""

    start: int
    end: int


def find_durations(text: str, start: int = 0, end: int | None = None) -> tuple[DurationSpan, ...]:
    """Return the lengths of time of `text[start:end]` in reading order; the figure in brackets wins over the word."""
    stop = len(text) if end is None else end
    return tuple(
        DurationSpan(
            match.start(),
            match.end(),
            Decimal(match["paren"] or _NUMBER.get(match["count"].lower(), match["count"])),
            match["unit"].lower(),
            (match["kind"] or "").lower() in ("business", "working"),
        )
        for match in _DURATION.finditer(text, start, stop)
    )


def find_periods(text: str, start: int = 0, end: int | None = None) -> tuple[PeriodSpan, ...]:
    """Return the undated places in time of `text[start:end]`, in reading order, without overlaps."""
    stop = len(text) if end is None else end
    found = sorted(
        (m.span() for pattern in (_SPAN, _COUNTED) for m in pattern.finditer(text, start, stop)),
        key=lambda s: (s[0], -s[1]),
    )
    kept: list[PeriodSpan] = []
    for first, last in found:
        if not kept or first >= kept[-1].end:
            kept.append(PeriodSpan(first, last))
    return tuple(kept)


def add(day: date, duration: DurationSpan) -> date | None:
    """Return `day` plus `duration`; None for units that are no calendar time or a date beyond the calendar."""
    count = int(duration.count)
    try:
        if duration.unit == "day":
            return _add_working_days(day, count) if duration.working else day + timedelta(days=count)
        if duration.unit == "week":
            return day + timedelta(weeks=count)
        months = {"month": 1, "quarter": 3, "year": 12}.get(duration.unit)
        return None if months is None else _add_months(day, months * count)
    except (OverflowError, ValueError):
        return None


def _add_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _add_working_days(day: date, count: int) -> date:
    weeks, rest = divmod(count, 5)
    moved = day + timedelta(weeks=weeks)
    while rest:
        moved += timedelta(days=1)
        rest -= moved.weekday() < 5
    return moved
