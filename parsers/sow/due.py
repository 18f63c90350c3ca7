"""When an entry is due: a date, words such as "Week 3", and the date that those words come to."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from parsers.contract import Certainty, Finding
from parsers.fields.dates import DateSpan, with_year
from parsers.fields.durations import DurationSpan, add, find_durations, find_periods
from parsers.sow.facts import Deliverable, Milestone, Payment
from parsers.sow.view import View

_FROM = re.compile(
    r"\s*(?:\([^)\n]{0,20}\)\s*)?(?:from|after|following|of)\s+(?:the\s+)?(?:sow\s+)?(?:(?P<start>start(?: date)?"
    r"|commencement"
    r"(?: date)?|project start|kick-?off)|(?P<effective>effective date)"
    r"|(?P<signing>signature|signing|execution|(?:date of )?(?:the )?last signature))\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?<!\w)(?P<unit>week|month|day|wk)s?[ .]{0,2}(?:\d{1,3}[ ]?(?:-|–|—|to|and|&)[ ]?)?(?P<count>\d{1,3})(?!\d)",
    re.IGNORECASE,
)
_T_PLUS = re.compile(
    r"(?<!\w)T0?[ ]?\+[ ]?(?P<count>\d{1,3})[ ]?(?P<unit>d(?:ays?)?|w(?:eeks?|ks?)?|m(?:onths?)?)(?!\w)", re.IGNORECASE
)
_UNITS = {"d": "day", "w": "week", "m": "month"}


E = TypeVar("E", Milestone, Deliverable, Payment)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, as read at `text[start:end]`.

    `date` is what the words say, `counted` what they come to: "Week 3" says no date but comes to one where the start
    is known. `certainty` marks a date that the words tie to another one ("six weeks from the Effective Date").
    """

    start: int
    end: int
    date: date | None
    words: str
    counted: dt.date | None = None
    certainty: Certainty = Certainty.STATED


def due_in(view: View, start: int, end: int) -> Due | None:
    """Return the last date of a stretch, else the words that place it in time ("Weeks 1-4"), else None."""
    spans = view.dates(start, end)
    dated = [(span, value) for span in spans if (value := span.value or _in_window(view, span))]
    if dated:
        span, value = dated[-1]
        certainty = Certainty.STATED if span.value else Certainty.COMPUTED
        return Due(span.start, span.end, value, view.text[span.start : span.end], None, certainty)
    if spans:
        return Due(spans[-1].start, spans[-1].end, None, view.text[spans[-1].start : spans[-1].end])
    return _relative(view, start, end) or _t_plus(view, start, end) or _period(view, start, end)


def words_if_undated(due: Due | None) -> str | None:
    """Return the words of a due time that gives no date."""
    return due.words if due is not None and due.date is None else None


def finding(view: View, value: E, due: Due | None, start: int, end: int) -> Finding[E]:
    """Return an entry with its due date, marked where that is worked out from another date."""
    if due is None:
        return view.document.finding(value, start, end)
    return view.document.finding(replace(value, due=due.date, due_computed=due.counted), start, end, due.certainty)


def _in_window(view: View, span: DateSpan) -> date | None:
    return with_year(span, view.window) if view.window is not None else None


def _relative(view: View, start: int, end: int) -> Due | None:
    """Return "three weeks from the Start Date" as its date, where that anchor is known."""
    for length in find_durations(view.text, start, end):
        tied = _FROM.match(view.text, length.end, end)
        if tied is None:
            continue
        anchor = {"start": view.begins, "effective": view.effective, "signing": view.signed_on}[tied.lastgroup or ""]
        value = add(anchor, length) if anchor is not None else None
        words = view.text[length.start : tied.end()]
        return Due(length.start, tied.end(), value, words, None, Certainty.COMPUTED if value else Certainty.STATED)
    return None


def _t_plus(view: View, start: int, end: int) -> Due | None:
    match = _T_PLUS.search(view.text, start, end)
    if match is None:
        return None
    return Due(match.start(), match.end(), None, match.group(), _counted(view, match))


def _period(view: View, start: int, end: int) -> Due | None:
    periods = find_periods(view.text, start, end)
    if not periods:
        return None
    first, last = periods[0].start, periods[0].end
    match = _COUNTED.fullmatch(view.text, first, last)
    return Due(first, last, None, view.text[first:last], _counted(view, match) if match else None)


def _counted(view: View, match: re.Match[str]) -> date | None:
    """Return the end of the week, month or day that is counted from the project's start; None without a start."""
    if view.begins is None:
        return None
    unit = _UNITS[match["unit"][0].lower()]
    return add(view.begins, DurationSpan(match.start(), match.end(), Decimal(match["count"]), unit))
