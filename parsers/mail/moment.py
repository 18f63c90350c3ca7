"""The date of a forwarded mail as its program printed it, in any of some thirty languages: an instant or wall time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from parsers.fields.calendar_words import MONTHS

MAX_CHARS = 200

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?!\d)")
_CJK = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_DAY = re.compile(r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?![\d:]|[.h]\d\d)")
_TIME = re.compile(
    r"(?<![\d+-])(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2}))?|\s?(?=[ap]\.?m\b))(?:\s?([ap])\.?\s?m\b\.?|\s?(π\.μ|"
    r"μ\.μ))?"
    r"(?![\d])",
    re.IGNORECASE,
)
_AFTERNOON = ("下午", "오후", "午後", "晚上", " م")
_ZONE = re.compile(r"(?:GMT|UTC|[ (])?([+-])(\d{1,2}):?(\d{2})?(?!\d)")
_NAMED = {
    "GMT": 0, "UTC": 0, "BST": 1, "WET": 0, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "EETS": 3, "JST": 9,
}  # fmt: skip
_ZONE_NAME = re.compile(r"\b(?:" + "|".join(_NAMED) + r")\b")


def read_moment(text: str) -> datetime | None:
    """Return the moment that a printed date says, aware where it names its zone; None where its day is open.

    03/04/2026 stays open: which of the two is the day depends on a program nobody knows.
    """
    text = text[:MAX_CHARS].replace("\u202f", " ").replace("\xa0", " ")
    found = _date(text)
    if found is None:
        return None
    year, month, day, rest = found
    hour, minute, second, after = _time(rest)
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - wall time until its zone is read
    except ValueError:
        return None
    zone = _zone(after)
    return moment if zone is None else moment.replace(tzinfo=zone)


def _date(text: str) -> tuple[int, int, int, str] | None:
    """Return (year, month, day, the text without them), None where one is missing or the order is open."""
    written = _CJK.search(text)
    if written is not None:
        return int(written[1]), int(written[2]), int(written[3]), text[written.end() :]
    numeric = _NUMERIC.search(text)
    if numeric is not None:
        read = _ordered(int(numeric[1]), int(numeric[3]), int(numeric[4]), numeric[2], len(numeric[1]))
        return None if read is None else (*read, f"{text[: numeric.start()]} {text[numeric.end() :]}")
    year, month = _YEAR.search(text), _month(text)
    if year is None or not month:
        return None
    rest = f"{text[: year.start()]} {text[year.end() :]}"
    day = next((m for m in _DAY.finditer(rest) if 1 <= int(m[1]) <= 31), None)
    return None if day is None else (int(year[0]), month, int(day[1]), f"{rest[: day.start(1)]} {rest[day.end(1) :]}")


def _ordered(first: int, second: int, third: int, mark: str, width: int) -> tuple[int, int, int] | None:
    """Return (year, month, day) of three numbers, None where two of them could be the day."""
    if width == 4:
        return first, second, third
    year = third if third > 99 else 2000 + third
    if mark == "." or first > 12 or first == second:
        return year, second, first
    return (year, first, second) if second > 12 else None


def _month(text: str) -> int:
    """Return the month that a word of the text names, 0 where none does."""
    for word in _WORD.findall(text.lower()):
        number = MONTHS.get(word) or MONTHS.get(word.rstrip("."))
        if number:
            return number
    return 0


def _time(text: str) -> tuple[int, int, int, str]:
    """Return (hour, minute, second, what stands behind); midnight where no time is said."""
    found = _TIME.search(text)
    if found is None:
        return 0, 0, 0, text
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    late = (found[4] or "").lower() == "p" or found[5] == "μ.μ" or any(word in text for word in _AFTERNOON)
    early = (found[4] or "").lower() == "a" or found[5] == "π.μ" or "上午" in text or "오전" in text or "午前" in text
    if late and hour < 12:
        hour += 12
    elif early and hour == 12:
        hour = 0
    return hour, minute, second, text[found.end() :]


def _zone(text: str) -> timezone | None:
    """Return the zone named behind a time: an offset first, else a well-known name."""
    offset = _ZONE.search(text)
    if offset is not None and int(offset[2]) <= 14:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    named = _ZONE_NAME.search(text)
    return None if named is None else timezone(timedelta(hours=_NAMED[named[0]]))
