"""What a reply's words mean for the plan: each change as a statement about a piece of work, or a doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agent.domain.control.items import Item, Said, Statement
from agent.domain.control.working_time import WorkingHours
from parsers.replies.signals import What
from parsers.replies.status import Change

_SAID = {
    What.DONE: Said.DONE,
    What.NOT_DONE: Said.NOT_DONE,
    What.NEXT: Said.NEXT,
    What.BLOCKED: Said.BLOCKED,
    What.UNBLOCKED: Said.FREED,
    What.WAITING: Said.WAITING_CLIENT,
    What.PERCENT: Said.PERCENT,
    What.NEW_DATE: Said.NEW_DATE,
    What.MORE_TIME: Said.NEW_DATE,
    What.HOURS_LEFT: Said.HOURS_LEFT,
    What.RISK: Said.RISK,
    What.ON_TRACK: Said.ON_TRACK,
}
# What makes no sense of a project as a whole: it needs one piece of work that it is about.
_NEEDS_ITEM = frozenset({Said.DONE, Said.NOT_DONE, Said.PERCENT, Said.NEW_DATE})
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(day|week|hour)")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement about one piece of work, or about its project as a whole (no item)."""

    project: str
    item: Item | None
    statement: Statement


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that mean something and cannot be placed: `which` names the project where it is known."""

    quote: str
    which: str = ""


def told_by(
    changes: Sequence[Change], items: Sequence[Item], asked: Sequence[Item], by: str, at: datetime, hours: WorkingHours
) -> tuple[tuple[Told, ...], tuple[Doubt, ...]]:
    """Return what changes say of which items; `asked` are those the letter asked about, `items` all they may mean."""
    told: list[Told] = []
    doubts: list[Doubt] = []
    for change in changes:
        said = _SAID.get(change.what)
        about = _about(change, said, items, asked) if said is not None and change.project else None
        if said is None or about is None or change.project is None:
            doubts.append(Doubt(change.quote, change.project or ""))
            continue
        for item in about or (None,):
            value = _value(change, item, hours.local_day(at), hours)
            told.append(Told(change.project, item, Statement(said, by, at, change.quote, value)))
    return tuple(told), tuple(doubts)


def _about(change: Change, said: Said | None, items: Sequence[Item], asked: Sequence[Item]) -> tuple[Item, ...] | None:
    """Return the items a change is about, () for the project as a whole, None where it cannot be told."""
    mine = [item for item in items if item.project == change.project and item.done_on is None]
    if change.milestone:
        named = [item for item in items if item.project == change.project and item.title == change.milestone]
        return tuple(named[:1]) or None
    put = [item for item in asked if item.project == change.project and item.done_on is None]
    alone = put if len(put) == 1 else mine if len(mine) == 1 else []
    if alone:
        return tuple(alone)
    if said is Said.ON_TRACK:
        return tuple(put)
    return None if said in _NEEDS_ITEM else ()


def _value(change: Change, item: Item | None, today: date, hours: WorkingHours) -> str:
    """Return a statement's value: of more time, the day it leads to, in working days from the due date or today."""
    if change.what is not What.MORE_TIME:
        return change.value or ""
    span = _SPAN.search(change.value or "")
    if span is None:
        return ""
    start = max(item.due, today) if item is not None and item.due is not None else today
    if span[2] == "week":
        return (start + timedelta(weeks=float(span[1]))).isoformat()
    days = max(1, round(float(span[1]) / (8 if span[2] == "hour" else 1)))
    return _working_day(start, days, hours).isoformat()


def _working_day(start: date, count: int, hours: WorkingHours) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= hours.works_on(day)
    return day
