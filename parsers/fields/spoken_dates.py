"""Dates in a person's own words, seen from the day they wrote: "Friday", "next week", "the 5th", "22.12. bis 2.1.".

English, German, French, Spanish, Italian, Dutch and Portuguese. A span is a first and a last day; what can be read in
two ways (03/04 without a month's name) is left out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from parsers.fields.calendar_words import MONTHS, WEEKDAYS
from parsers.fields.date_words import (
    DAY_MONTH,
    DAY_ONLY,
    DOTTED,
    ISO,
    LAST,
    MONTH_DAY,
    NEXT,
    RELATIVE,
    SLASHED,
    WEEKDAY,
)
from parsers.fields.dates import Order, settle_order
from parsers.fields.numerals import number_of

MAX_TEXT = 20_000
FIRST_YEAR, LAST_YEAR = 1970, 2200
PAST_DAYS = 60  # a day and month without a year are this far back at most, else they are ahead


@dataclass(frozen=True, slots=True)
class SpokenSpan:
    """The days `first` to `last` that `text[start:end]` says; `said` is how: "day", "week", "month" or "past"."""

    start: int
    end: int
    first: date
    last: date
    said: str = "day"


def find_spoken(text: str, today: date) -> tuple[SpokenSpan, ...]:
    """Return the days that a text says, seen from `today`, in reading order; of overlapping ones the longest."""
    if not FIRST_YEAR <= today.year <= LAST_YEAR:
        return ()  # a Date header may say anything
    text = text[:MAX_TEXT]
    found = sorted(_all(text, today), key=lambda span: (span.start, -span.end))
    kept: list[SpokenSpan] = []
    for span in found:
        if kept and span.start >= kept[-1].end and _names_its_weekday(text, kept[-1], span):
            kept[-1] = SpokenSpan(kept[-1].start, span.end, span.first, span.last, span.said)
        elif not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end > kept[-1].end:
            kept[-1] = span
    return tuple(kept)


def _names_its_weekday(text: str, weekday: SpokenSpan, day: SpokenSpan) -> bool:
    """Return whether two spans are one date: "Monday, 30 November", "Donnerstag, den 5. Januar"."""
    if not WEEKDAY.fullmatch(text[weekday.start : weekday.end]) or not re.match(
        r"\W{0,2}\d|\w+\.? \d", text[day.start :]
    ):
        return False
    return (
        re.fullmatch(r",? ?(?:the |den |dem |le |el |il |\()?", text[weekday.end : day.start], re.IGNORECASE)
        is not None
    )


def _all(text: str, today: date) -> Iterator[SpokenSpan]:
    for pattern in (DAY_MONTH, MONTH_DAY):
        for match in pattern.finditer(text):
            if (span := _named(match, today)) is not None:
                yield span
    for match in ISO.finditer(text):
        if (day := _day(int(match["year"]), int(match["month"]), int(match["day"]))) is not None:
            yield SpokenSpan(match.start(), match.end(), day, day)
    for match in DOTTED.finditer(text):
        if (span := _numeric(match, int(match["day"]), int(match["month"]), today, match["from"])) is not None:
            yield span
    order = settle_order(text) if "/" in text else None
    for match in SLASHED.finditer(text):
        if (span := _slashed(match, today, order)) is not None:
            yield span
    for match in DAY_ONLY.finditer(text):
        if (coming := _next_day(int(match["day"] or match["german"]), today)) is not None:
            yield SpokenSpan(match.start("day" if match["day"] else "german"), match.end(), coming, coming)
    for match in WEEKDAY.finditer(text):
        yield _weekday(match, today)
    for match in RELATIVE.finditer(text):
        if (span := _relative(match, today)) is not None:
            yield span


def _named(match: re.Match[str], today: date) -> SpokenSpan | None:
    groups = match.groupdict()
    month = MONTHS[groups["month"].lower()]
    if groups["month"].islower() and month == 5 and len(groups["month"]) == 3 and not groups["year"]:
        return None  # "may 2" is a verb more often than a date
    last = _dated(groups["year"], month, int(groups.get("to") or groups["day"]), today)
    first = _dated(groups["year"], month, int(groups.get("from") or groups["day"]), today)
    if last is None or first is None or first > last:
        return None
    return SpokenSpan(match.start(), match.end(), first, last)


def _numeric(match: re.Match[str], day: int, month: int, today: date, since: str | None = None) -> SpokenSpan | None:
    year = match["year"]
    full = None if not year else year if len(year) == 4 else f"20{year}"
    last = _dated(full, month, day, today)
    first = _dated(full, month, int(since), today) if since else last
    if last is None or first is None or first > last:
        return None
    end = match.end() - (len(match.group()) - len(match.group().rstrip()))
    return SpokenSpan(match.start(), end, first, last)


def _slashed(match: re.Match[str], today: date, order: Order | None) -> SpokenSpan | None:
    """Return 22/12 or 12/22; 03/04 only where another date of the text proves the order."""
    a, b = int(match["a"]), int(match["b"])
    if "-" in match.group() or (order is None and a <= 12 and b <= 12 and a != b):
        return None
    if order is Order.MONTH_FIRST and a <= 12:
        return _numeric(match, b, a, today)
    return _numeric(match, a, b, today) if b <= 12 else _numeric(match, b, a, today)


def _weekday(match: re.Match[str], today: date) -> SpokenSpan:
    number = WEEKDAYS[match["day"].lower()]
    after = (match["after"] or "").lower()
    ahead = (number - today.weekday()) % 7
    if match["last"] or (after and re.fullmatch(LAST, after)):
        day = today - timedelta(days=(today.weekday() - number) % 7 or 7)
        return SpokenSpan(match.start(), match.end(), day, day, "past")
    if match["next"] or after or match["week"]:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        coming = (match["next"] or after).lower().startswith(("coming", "kommend"))
        day = today + timedelta(days=ahead or 7) if coming else monday + timedelta(days=number)
    else:
        day = today + timedelta(days=ahead)
    return SpokenSpan(match.start(), match.end(), day, day)


def _relative(match: re.Match[str], today: date) -> SpokenSpan | None:
    monday = today - timedelta(days=today.weekday())
    kind = next(name for name in match.groupdict() if match[name] and name in _KINDS)
    start, end = match.start(), match.end()
    single = {"today": 0, "tomorrow": 1, "overmorrow": 2, "yesterday": -1}.get(kind)
    if single is not None:
        day = today + timedelta(days=single)
        return SpokenSpan(start, end, day, day, "past" if single < 0 else "day")
    if kind == "count":
        then = _counted(match["count"], match["cunit"].lower(), today)
        return None if then is None else SpokenSpan(start, end, then, then)
    if kind in ("eom", "end") and (kind == "eom" or match["unit"].lower().startswith(("mo", "mes", "ma", "mê"))):
        day = _month_end(today, bool(kind == "end" and match["which"] and re.match(NEXT, match["which"], re.I)))
        return SpokenSpan(start, end, day, day)
    return _week(match, kind, monday, start, end)


_KINDS = (
    "overmorrow", "tomorrow", "today", "yesterday", "end", "start", "middle", "eow", "eom", "spannext", "afternext",
    "spanthis", "semaineprochaine", "count",
)  # fmt: skip
_IN_WEEK = {"end": 4, "eow": 4, "start": 0, "middle": 2}


def _week(match: re.Match[str], kind: str, monday: date, start: int, end: int) -> SpokenSpan | None:
    which = (match["which"] or match["swhich"] or match["mwhich"] or "").lower()
    ahead = bool(re.match(NEXT, which)) or kind in ("spannext", "semaineprochaine")
    monday += timedelta(days=14 if kind == "afternext" else 7 if ahead else 0)
    unit = (match["unext"] or match["sunit"] or "week").lower()
    if unit.startswith(("mo", "mes", "ma", "mê")):
        first = (monday.replace(day=1) + timedelta(days=32)).replace(day=1) if ahead else monday.replace(day=1)
        last = first if kind == "start" else _month_end(first, False)
        return SpokenSpan(start, end, first, last, "month")
    if kind in _IN_WEEK:
        day = monday + timedelta(days=_IN_WEEK[kind])
        return SpokenSpan(start, end, day, day)
    return SpokenSpan(start, end, monday, monday + timedelta(days=4), "week")


def _counted(count: str, unit: str, today: date) -> date | None:
    number = number_of(count)
    if number is None or number != int(number):
        return None
    if unit.startswith(("working", "business", "arbeits")):
        return _working(today, int(number))
    if unit.startswith(("w", "sem", "sett")):
        return today + timedelta(weeks=int(number))
    return today + timedelta(days=int(number))


def _working(day: date, count: int) -> date:
    """Return the day `count` weekdays after `day`; holidays are not known here."""
    for _ in range(min(count, 500)):
        day += timedelta(days=3 if day.weekday() == 4 else 2 if day.weekday() == 5 else 1)
    return day


def _month_end(today: date, following: bool) -> date:
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1) if following else today
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _dated(year: str | None, month: int, day: int, today: date) -> date | None:
    """Return a day and month in the year said, else in the nearest one that is not long past."""
    if year:
        return _day(int(year), month, day)
    for candidate in (today.year - 1, today.year, today.year + 1):
        found = _day(candidate, month, day)
        if found is not None and found >= today - timedelta(days=PAST_DAYS):
            return found
    return None


def _next_day(day: int, today: date) -> date | None:
    """Return the next date with this day of the month, today included."""
    month = today.replace(day=1)
    for _ in range(3):
        found = _day(month.year, month.month, day)
        if found is not None and found >= today:
            return found
        month = (month + timedelta(days=32)).replace(day=1)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
