"""Dates in text: ISO, spelled and numeric, in five languages; the day order is left open where it is open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_MONTHS = (
    "january jan januar janvier janv enero ene januari",
    "february feb februar fevrier février févr febrero februari",
    "march mar märz mrz maerz mars marzo maart mrt",
    "april apr avril avr abril abr",
    "may mai mayo mei",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug août aout agosto ago augustus",
    "september sept sep septembre septiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre decembre déc diciembre dic",
)
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
_ORDINAL_NUMBER = {word: number for number, word in enumerate(_ORDINALS, 1)}

_MONTH = "(?P<month>" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")(?!\w)\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?"
_DAY_WORD = "(?P<word>" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FLAGS = re.IGNORECASE

_ISO = re.compile(
    r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/-])"
)
_DAY_MONTH = re.compile(
    rf"(?<![\w./-]){_DAY}[ \t\u00a0]{{0,3}}(?:day[ \t]{{1,2}}of|of|de|[-/])?[ \t\u00a0]{{0,3}}{_MONTH}"
    rf"(?:[ \t\u00a0]{{0,3}}(?:,|de|del|[-/])?[ \t\u00a0\n]{{0,3}}{_YEAR}(?!\d))?",
    _FLAGS,
)
_WORD_DAY = re.compile(
    rf"(?<!\w){_DAY_WORD}[ \t]{{1,2}}(?:day[ \t]{{1,2}})?of[ \t]{{1,3}}{_MONTH}(?:,?[ \t\n]{{0,3}}{_YEAR}(?!\d))?",
    _FLAGS,
)
_MONTH_DAY = re.compile(
    rf"(?<![\w-]){_MONTH}[ \t\u00a0]{{1,3}}(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
    rf"(?:[ \t\u00a0]{{0,2}},?[ \t\u00a0\n]{{0,3}}{_YEAR}(?!\d))?",
    _FLAGS,
)
_NUMERIC = re.compile(
    r"(?<![\d/.$€£-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/%]|[.-]\d)"
)


class Order(StrEnum):
    """Which of the two numbers of 03/04/2026 is the day."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date at `text[start:end]`; `value` is None where the year is unsaid or the order is open.

    `readings` holds every date the words can mean: one where it is clear, two for 03/04/2026; none where only day
    and month are said, which `day` and `month` then keep.
    """

    start: int
    end: int
    value: date | None
    readings: tuple[date, ...] = ()
    day: int = 0
    month: int = 0


def find_dates(text: str, order: Order | None = None, start: int = 0, end: int | None = None) -> tuple[DateSpan, ...]:
    """Return the dates of `text[start:end]` in reading order, overlapping readings dropped (the longer one stays)."""
    stop = len(text) if end is None else end
    found = sorted(_all_spans(text, order, start, stop), key=lambda span: (span.start, -span.end))
    kept: list[DateSpan] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def settle_order(text: str) -> Order | None:
    """Return the day order that the text's own dates prove, or None where they prove none or contradict.

    A number over 12 proves an order; so does a numeric date whose one reading is spelled out elsewhere.
    """
    proven: set[Order] = set()
    spelled = {span.value for span in _spelled_spans(text, 0, len(text)) if span.value is not None}
    for match in _NUMERIC.finditer(text):
        if match["sep"] == ".":
            continue
        first, second = int(match["a"]), int(match["b"])
        if first > 12 >= second:
            proven.add(Order.DAY_FIRST)
        elif second > 12 >= first:
            proven.add(Order.MONTH_FIRST)
        elif first != second:
            proven.update(_order_by_echo(match, spelled))
    return proven.pop() if len(proven) == 1 else None


def with_year(span: DateSpan, years: Iterable[date]) -> date | None:
    """Return a yearless span's date in the first window `years` = (earliest, latest) that holds it, else None."""
    bounds = sorted(years)
    if not span.month or not bounds:
        return span.value
    fitting = [
        made
        for year in range(bounds[0].year, bounds[-1].year + 1)
        if (made := _date(year, span.month, span.day)) and bounds[0] <= made <= bounds[-1]
    ]
    return fitting[0] if len(fitting) == 1 else None


def _order_by_echo(match: re.Match[str], spelled: set[date]) -> Iterator[Order]:
    year = _full_year(match["year"])
    first, second = int(match["a"]), int(match["b"])
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if day_first in spelled and month_first not in spelled:
        yield Order.DAY_FIRST
    if month_first in spelled and day_first not in spelled:
        yield Order.MONTH_FIRST


def _all_spans(text: str, order: Order | None, start: int, end: int) -> Iterator[DateSpan]:
    yield from _spelled_spans(text, start, end)
    for match in _NUMERIC.finditer(text, start, end):
        readings = _numeric_readings(match, order)
        if readings:
            yield DateSpan(match.start(), match.end(), readings[0] if len(readings) == 1 else None, readings)


def _spelled_spans(text: str, start: int, end: int) -> Iterator[DateSpan]:
    for match in _ISO.finditer(text, start, end):
        value = _date(int(match["year"]), int(match["month"]), int(match["day"]))
        if value is not None:
            yield DateSpan(match.start(), match.end(), value, (value,))
    for pattern in (_DAY_MONTH, _WORD_DAY, _MONTH_DAY):
        for match in pattern.finditer(text, start, end):
            span = _spelled(match)
            if span is not None:
                yield span


def _spelled(match: re.Match[str]) -> DateSpan | None:
    groups = match.groupdict()
    word = groups.get("word")
    day = _ORDINAL_NUMBER[word.lower()] if word else int(groups["day"])
    month = _MONTH_NUMBER[groups["month"].lower()]
    if groups["year"] is None:
        # "may 2" in running text is a verb more often than a date
        plausible = _date(2024, month, day) and groups["month"][0].isupper()
        return DateSpan(match.start(), _trim(match), None, (), day, month) if plausible else None
    value = _date(int(groups["year"]), month, day)
    return None if value is None else DateSpan(match.start(), match.end(), value, (value,), day, month)


def _trim(match: re.Match[str]) -> int:
    return match.start() + len(match.group().rstrip(" \t\u00a0\n,"))


def _numeric_readings(match: re.Match[str], order: Order | None) -> tuple[date, ...]:
    year = _full_year(match["year"])
    first, second = int(match["a"]), int(match["b"])
    if match["sep"] == "." and len(match["year"]) == 2 and match["a"][0] != "0" and match["b"][0] != "0":
        return ()  # 4.2.10 is a clause number as readily as a date
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if match["sep"] == "." or order is Order.DAY_FIRST:
        chosen: tuple[date | None, ...] = (day_first,) if day_first or match["sep"] == "." else (month_first,)
    elif order is Order.MONTH_FIRST:
        chosen = (month_first,) if month_first else (day_first,)
    else:
        chosen = (month_first, day_first)
    return tuple(dict.fromkeys(value for value in chosen if value is not None))


def _full_year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return 2000 + number if number < 70 else 1900 + number


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
