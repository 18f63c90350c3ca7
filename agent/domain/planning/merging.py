"""Three-way merge of a returned workbook: what it was made from, what came back, and what is booked now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from agent.domain.planning.booking import overloads
from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.capacity import HOUR, PersonCalendar
from agent.domain.planning.demand import Allocation
from agent.domain.planning.shifts import Shift, Slot, after_shifts

_MOST_HOURS = 80


class Why(StrEnum):
    """Why a cell or row was not taken; the words stand in the letter's template."""

    NO_NUMBER = "no number"
    TOO_MANY = "too many"
    CHANGED_SINCE = "changed since"
    OVER = "over"
    NOBODY = "nobody"
    NO_PROJECT = "no project"
    RENAMED = "renamed"
    TWICE = "twice"
    GONE_ROW = "deleted"
    TENTATIVE = "tentative"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Edit:
    """One row that came back: its key ("" for a new one), the names in it and the texts of its weeks."""

    key: str
    person: str
    project: str
    task: str
    cells: Mapping[IsoWeek, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell or row that was not taken: whose, where (None: the row as a whole), what stood there, and why."""

    person: str
    project: str
    week: IsoWeek | None
    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class Merge:
    """The shifts to make, what was refused, and how many cells nobody touched."""

    shifts: tuple[Shift, ...]
    refused: tuple[Refused, ...]
    untouched: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What a merge stands on: the rows that went out by key, their minutes, and who and what there is now.

    `rows` gives person, project and task of each key; `shown` the weeks of the copy; `names` the person of a name.
    """

    rows: Mapping[str, tuple[str, str, str]]
    base: Mapping[Slot, int]
    shown: frozenset[IsoWeek]
    now: Mapping[Slot, int]
    names: Mapping[str, str]
    projects: frozenset[str]
    tentative: Callable[[str], bool]


def merge(
    ground: Ground, edits: Sequence[Edit], people: Sequence[PersonCalendar], booked: Iterable[Allocation]
) -> Merge:
    """Return what an edited copy changes; a cell that nobody touched never changes, whatever is booked there now."""
    shifts: list[Shift] = []
    refused: list[Refused] = []
    untouched = 0
    seen: set[str] = set()
    for edit in edits:
        row = _row(ground, edit, seen)
        if isinstance(row, Why):
            refused.append(Refused(edit.person, edit.project, None, "", row))
            continue
        for week, text in sorted(edit.cells.items()):
            found = _cell(ground, (row[0], row[1], week, row[2]), edit, text)
            if isinstance(found, Shift):
                shifts.append(found)
            elif isinstance(found, Why):
                refused.append(Refused(row[0], row[1], week, text, found))
            else:
                untouched += 1
    missing = [ground.rows[key] for key in sorted(ground.rows.keys() - seen)]
    refused += [Refused(person, project, None, "", Why.GONE_ROW) for person, project, _ in missing]
    kept, over = _within_capacity(shifts, people, list(booked))
    return Merge(kept, (*refused, *over), untouched)


def _row(ground: Ground, edit: Edit, seen: set[str]) -> tuple[str, str, str] | Why:
    """Return the person, project and task a row is about, or why it cannot be told."""
    if edit.key and edit.key in seen:
        return Why.TWICE
    if edit.key in ground.rows:
        seen.add(edit.key)
        person, project, task = ground.rows[edit.key]
        named = ground.names.get(_plain(edit.person))
        return Why.RENAMED if (named != person or edit.project != project) and edit.person else (person, project, task)
    named = ground.names.get(_plain(edit.person))
    if named is None:
        return Why.NOBODY
    return (named, edit.project.upper(), edit.task) if edit.project.upper() in ground.projects else Why.NO_PROJECT


def _cell(ground: Ground, slot: Slot, edit: Edit, text: str) -> Shift | Why | None:
    """Return the shift a cell asks for, why it is refused, or None where nobody touched it."""
    base, now = ground.base.get(slot, 0), ground.now.get(slot, 0)
    if slot[2] not in ground.shown:
        return None
    minutes = _minutes(text)
    if minutes is None:
        return Why.NO_NUMBER
    if minutes == base and edit.key:
        return None
    if minutes == now:
        return None
    if ground.tentative(slot[1]):
        return Why.TENTATIVE
    if slot[1] not in ground.projects:
        return Why.CLOSED
    if not 0 <= minutes <= _MOST_HOURS * HOUR:
        return Why.TOO_MANY
    return Shift(*slot, before=now, after=minutes) if now == base else Why.CHANGED_SINCE


def _minutes(text: str) -> int | None:
    said = text.strip().lower().removesuffix("h").strip().replace(",", ".")
    if not said:
        return 0
    try:
        hours = Decimal(said)
    except InvalidOperation:
        return None
    return round(hours * HOUR) if hours.is_finite() and abs(hours) < 100_000 else None


def _within_capacity(
    shifts: Sequence[Shift], people: Sequence[PersonCalendar], booked: Sequence[Allocation]
) -> tuple[tuple[Shift, ...], tuple[Refused, ...]]:
    """Return the shifts that overload nobody, and those refused: what adds to a week that would then be over."""
    before = {(one.person, one.week): one.minutes for one in overloads(people, booked)}
    after = overloads(people, after_shifts(booked, shifts))
    worse = {(o.person, o.week) for o in after if o.minutes > before.get((o.person, o.week), 0)}
    bad = [one for one in shifts if (one.person, one.week) in worse and one.after > one.before]
    kept = tuple(one for one in shifts if one not in bad)
    hours = {one: f"{Decimal(one.after) / HOUR:f}".rstrip("0").rstrip(".") for one in bad}
    return kept, tuple(Refused(one.person, one.project, one.week, hours[one], Why.OVER) for one in bad)


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
