"""What the agency hands over: deliverables out of tables, lists and numbered sub-headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.contract import Finding
from parsers.sow.due import Due, due_in, finding
from parsers.sow.entries import headline, is_clause, items_of, title_in, words_of
from parsers.sow.facts import Deliverable
from parsers.sow.grids import Column, Grid, entries, filled, grid_of, is_form_row
from parsers.sow.sections import Section, Topic, about
from parsers.sow.view import Line, View

_INLINE = re.compile(
    r"(?:^|(?<=[.;)*] )|(?<=\*))(?:deliverable|output)(?: ?\d{1,2})?\s*:[\s*_]*(?P<title>[^;\n]{3,160}?)(?=[.;]?\s*$"
    r"|[.;] )",
    re.IGNORECASE,
)
Found = tuple[Finding[Deliverable], ...]


def read_deliverables(view: View, sections: tuple[Section, ...], grids: tuple[Grid, ...]) -> Found:
    """Return the deliverables: a table that names them first, else the lists under their heading."""
    tabled = [
        item
        for grid in grids
        if grid.has(Column.DELIVERABLE) and not grid.has(Column.HOURS)
        for item in _from_grid(view, grid)
    ]
    if tabled:
        return _distinct(tabled)
    named = [item for section in sections for line in section.lines for item in _named_inline(view, line)]
    if len(named) > 1:
        return _distinct(named)
    listed: list[Finding[Deliverable]] = []
    own = [section for section in about(sections, Topic.DELIVERABLES) if not section.about(Topic.OUT_OF_SCOPE)]
    for section in own:
        for table in section.tables:
            grid = grid_of(view, table)
            if grid is not None and not grid.has(Column.ROLE):
                listed.extend(_from_grid(view, grid))
    if not listed:
        listed = [item for section in own if not section.nested for item in _from_list(view, section)]
    if not listed:
        listed = [item for section in own if section.nested for item in _from_title(view, section)]
    return _distinct(listed)


def _from_grid(view: View, grid: Grid) -> Iterator[Finding[Deliverable]]:
    for row in entries(grid):
        cell = next(
            (
                span
                for column in (Column.DELIVERABLE, Column.TITLE, Column.MILESTONE)
                if (span := filled(view, grid.cell(row, column)))
            ),
            None,
        )
        title = title_in(view, *_title_part(view, *cell)) if cell else None
        if title is None or is_form_row(view, row):
            continue
        due = filled(view, grid.cell(row, Column.DUE))
        acceptance = filled(view, grid.cell(row, Column.ACCEPTANCE))
        when = due_in(view, *due) if due else None
        words = view.text[acceptance[0] : acceptance[1]] if acceptance else None
        yield finding(view, Deliverable(words_of(view, title), None, words), when, *row.span)


def _from_list(view: View, section: Section) -> Iterator[Finding[Deliverable]]:
    for entry in items_of(view, section):
        due = due_in(view, entry.start, entry.end)
        short = entry.start + headline(view.text[entry.start : entry.end])
        title = title_in(view, entry.start, short, due if due and _trails(view, due, entry.end) else None)
        if title is not None and not is_clause(view.text[entry.start : entry.end]):
            yield finding(view, Deliverable(words_of(view, title)), due, entry.start, entry.end)


def _named_inline(view: View, line: Line) -> Iterator[Finding[Deliverable]]:
    """Yield what a task says it delivers: "Deliverable: Data brief, due 12/16/2024"."""
    match = _INLINE.search(line.text)
    if match is None or line.cell is not None:
        return
    start, end = line.start + match.start("title"), line.start + match.end("title")
    due = due_in(view, start, end)
    title = title_in(view, start, end, due)
    if title is not None and len(view.text[title[0] : title[1]].split()) <= 14:
        yield finding(view, Deliverable(words_of(view, title)), due, line.start + match.start(), end)


def _from_title(view: View, section: Section) -> Iterator[Finding[Deliverable]]:
    if section.title is not None:
        title = title_in(view, section.title.start, section.title.end)
        if title is not None:
            yield view.document.finding(Deliverable(words_of(view, title)), section.title.start, section.title.end)


def _trails(view: View, due: Due, end: int) -> bool:
    """Return whether a due date closes its entry, and so is no part of the title."""
    return end - due.end <= 3 or view.text[due.end : due.end + 1] in ")]"


def _title_part(view: View, start: int, end: int) -> tuple[int, int]:
    """Return the part of a cell that is its title: a pdf wraps a title over lines, Word begins a new paragraph."""
    stop = view.text.find("\n", start, end)
    wraps = "pdf" in view.document.media_type and view.text[stop + 1 : stop + 2] not in "-•"
    return start, end if stop < 0 or stop - start < 8 or wraps else stop


def _distinct(items: list[Finding[Deliverable]]) -> Found:
    seen: dict[str, Finding[Deliverable]] = {}
    for item in items:
        seen.setdefault(item.value.title.lower(), item)
    return tuple(seen.values())
