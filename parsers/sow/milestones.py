"""Dated or paid points of the project, out of tables, lists and phase headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.contract import BlockKind, Finding
from parsers.sow.entries import due_in, headline, items_of, title_in
from parsers.sow.facts import Milestone
from parsers.sow.grids import Column, Grid, entries, filled, grid_of
from parsers.sow.labels import Label, label_of
from parsers.sow.sections import Section, Topic, about
from parsers.sow.view import View

Found = tuple[Finding[Milestone], ...]
_NAMED = re.compile(
    r"^\W*(?:phase|milestone|sprint|stage|m|ms)[ -]?#?[A-Z]?(?:\d{1,2}|[IVX]{1,4})(?!\w)", re.IGNORECASE
)


def read_milestones(view: View, sections: tuple[Section, ...], grids: tuple[Grid, ...]) -> Found:
    """Return the milestones: a table of them first, else dated lists under their heading, else phase headings."""
    tabled = [item for grid in grids if _is_plan(grid) for item in _from_grid(view, grid)]
    if tabled:
        return tuple(tabled)
    own = [section for section in about(sections, Topic.MILESTONES) if not section.about(Topic.REVISIONS)]
    found: list[Finding[Milestone]] = []
    for section in own:
        for table in section.tables:
            grid = grid_of(view, table)
            if grid is not None and grid.has(Column.DUE) and not grid.has(Column.PERSON):
                found.extend(_from_grid(view, grid))
    if not found:
        found = [item for section in own for item in (*_from_list(view, section), *_from_dated_lines(view, section))]
    if not found:
        found = [item for section in own for item in (*_from_title(view, section), *_from_phase_lines(view, section))]
    if not found:
        paid = about(sections, Topic.DELIVERABLES)
        found = [
            item
            for section in paid
            for item in _from_list(view, section)
            if _NAMED.match(item.quote.lstrip("0123456789.)( •*-"))
        ]
    return tuple(found)


def _is_plan(grid: Grid) -> bool:
    return (
        grid.has(Column.MILESTONE)
        and not grid.has(Column.ROLE)
        and (grid.has(Column.DUE) or grid.has(Column.AMOUNT) or grid.has(Column.PERCENT))
    )


def _from_grid(view: View, grid: Grid) -> Iterator[Finding[Milestone]]:
    for row in entries(grid):
        columns = (Column.MILESTONE, Column.TITLE, Column.DELIVERABLE)
        spans = [span for column in columns if (span := filled(view, grid.cell(row, column)))]
        title = next(
            (
                named
                for span in spans
                if (named := title_in(view, *span)) and not _is_number(view.text[named[0] : named[1]])
            ),
            None,
        )
        if title is None:
            continue
        due = filled(view, grid.cell(row, Column.DUE))
        when = due_in(view, *due) if due else None
        amount = filled(view, grid.cell(row, Column.AMOUNT, last=True))
        sums = view.money(*amount) if amount else ()
        words = (
            None
            if when is None or when.date is not None
            else " ".join(view.text[due[0] : due[1]].split())
            if due
            else None
        )
        value = Milestone(
            _words(view, title), when.date if when else None, view.sum_of(sums[0]) if sums else None, words
        )
        yield view.document.finding(value, *row.span)


def _from_list(view: View, section: Section) -> Iterator[Finding[Milestone]]:
    for entry in items_of(view, section):
        due = due_in(view, entry.start, entry.end)
        line = view.text[entry.start : entry.end]
        named = _NAMED.match(line[entry.head.bullet :])
        if (due is None and not named) or label_of(line.partition(":")[0]) is not None:
            continue
        body = entry.end if due is None or due.start - entry.start < 4 else max(due.start, entry.start + headline(line))
        start = entry.start if due is None or due.start - entry.start >= 4 else due.end
        title = title_in(view, start, body, due) or title_in(view, start, entry.end)
        if title is None:
            continue
        words = due.words if due is not None and due.date is None else None
        yield view.document.finding(
            Milestone(_words(view, title), due.date if due else None, None, words), entry.start, entry.end
        )


def _from_title(view: View, section: Section) -> Iterator[Finding[Milestone]]:
    title = section.title
    if title is None or title.kind is not BlockKind.HEADING:
        return
    due = due_in(view, title.start, title.end)
    if not _NAMED.match(title.text) and (due is None or not section.nested):
        return
    span = title_in(view, title.start, title.end, due)
    if span is not None:
        words = due.words if due is not None and due.date is None else None
        yield view.document.finding(
            Milestone(_words(view, span), due.date if due else None, None, words), title.start, title.end
        )


def _from_dated_lines(view: View, section: Section) -> Iterator[Finding[Milestone]]:
    """Yield "Design sign-off: 1 May 2026" where such lines stand without bullets."""
    for line in section.lines:
        if (
            line.is_item
            or len(line.text) > 110
            or label_of(line.text.partition(":")[0]) not in (None, Label.START, Label.END)
        ):
            continue
        due = due_in(view, line.start, line.end)
        if due is None or line.end - due.end > 2 or not re.search(r"[:–—\t-]\s*$", view.text[line.start : due.start]):
            continue
        span = title_in(view, line.start, due.start, due)
        if span is not None:
            words = None if due.date is not None else due.words
            yield view.document.finding(Milestone(_words(view, span), due.date, None, words), line.start, line.end)


def _from_phase_lines(view: View, section: Section) -> Iterator[Finding[Milestone]]:
    """Yield "Milestone 1 - Staking - 1 Month" where it stands as a line of its own above its tasks."""
    for line in section.lines:
        if line.is_item or not _NAMED.match(line.text) or len(line.text) > 120 or line.text.endswith("."):
            continue
        due = due_in(view, line.start, line.end)
        span = title_in(view, line.start, line.end, due)
        if span is not None:
            words = due.words if due is not None and due.date is None else None
            yield view.document.finding(
                Milestone(_words(view, span), due.date if due else None, None, words), line.start, line.end
            )


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\W*(?:M|MS|P|Phase|Milestone)?[ -]?#?\d{1,2}\W*", text, re.IGNORECASE))


def _words(view: View, span: tuple[int, int]) -> str:
    return " ".join(view.text[span[0] : span[1]].replace("**", "").replace("`", "").split())
