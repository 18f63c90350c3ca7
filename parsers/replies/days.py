"""Months as days: "February" is the next one, "mid March" its 15th, "the end of May" its last day."""

from __future__ import annotations

import calendar
import re
from datetime import date

_MONTHS = (
    "january jan januar", "february feb februar", "march mar märz", "april apr", "may mai", "june jun juni",
    "july jul juli", "august aug", "september sept sep", "october oct oktober okt", "november nov",
    "december dec dezember dez",
)  # fmt: skip
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_SAID = re.compile(
    r"^(?:in |the |beginning of |early |anfang )*"
    r"(?P<part>mid(?:dle)?(?: of|-)? ?|mitte |(?:the )?end (?:of )?|late |ende )?"
    r"(?P<month>" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\.?(?: (?P<year>20\d\d))?$"
)


def month_start(text: str, today: date) -> date | None:
    """Return the day a month's name stands for, the next such month where no year is said; None for other words."""
    match = _SAID.match(" ".join(text.lower().split()).strip(" .!,"))
    if match is None:
        return None
    month = _NUMBER[match["month"]]
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    part = (match["part"] or "").strip()
    if part.startswith("mi"):
        return date(year, month, 15)
    if "end" in part or part == "late":
        return date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, 1)
