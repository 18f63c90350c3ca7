"""Dated or paid points of the project, out of tables, lists and phase headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.contract import BlockKind, Finding
from parsers.sow.due import Due, due_in, finding, words_if_undated
from parsers.sow.entries import Entry, headline, is_clause, items_of, sum_after, title_in, words_of
from parsers.sow.facts import Milestone, Money
from parsers.sow.grids import Column, Grid, Row, filled, grid_of, leaves, sum_in
from parsers.sow.labels import Label, label_of
from parsers.sow.sections import Section, Topic, about, is_part
from parsers.sow.view import View

Found = tuple[Finding[Milestone], ...]
_NAMED = re.compile(
    r"^\W*(?:phase|milestone|sprint|stage|m|ms)[ -]?#?[A-Z]?(?:\d{1,2}|[IVX]{1,4})(?!\w)", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"(?:total |estimated |approximate |expected )*(?:duration|fte|full[- ]time equivalents?(?: \(fte\))?|costs?"
    r"|budget|funding"
    r"|price|amount|payment|effort|team size|summary|overview|deliverables?|milestones?|due(?: date)?|deadline)",
    re.IGNORECASE,
)
_COST = re.compile(
    r"^\W*(?:total |estimated |milestone |phase )*(?:costs?|funding|budget|price|amount|payment|fee|grant|kosten"
    r"|betrag|prix)\b[^:\n]{0,24}:",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^\W*(?:estimated |expected |planned |total )*(?:duration|due(?: date)?|deadline|delivery(?: date)?"
    r"|completion(?: date)?|time ?line|when"
    r"|timeframe|dauer)\W*:",
    re.IGNORECASE,
)


def read_milestones(view: View, sections: tuple[Section, ...], grids: tuple[Grid, ...]) -> Found:
    """Return the milestones: a table of them, else phase headings, dated lists, or what the deliverables name."""
    tabled = [item for grid in grids if _is_plan(grid) for item in _from_grid(view, grid)]
    if tabled:
        return tuple(tabled)
    own = [section for section in about(sections, Topic.MILESTONES) if not section.about(Topic.REVISIONS)]
    for read in (_scheduled, _phases, _listed, _titled):
        found = read(view, own)
        if found:
            return found
    paid = about(sections, Topic.DELIVERABLES)
    return tuple(
        item
        for section in paid
        for item in _from_list(view, section)
        if _NAMED.match(item.quote.lstrip("0123456789.)( •*-"))
    )


def _scheduled(view: View, own: list[Section]) -> Found:
    """Return the rows of the tables that stand under a heading for the schedule."""
    grids = [grid for section in own for table in section.tables if (grid := grid_of(view, table)) is not None]
    dated = [grid for grid in grids if grid.has(Column.DUE) and not grid.has(Column.PERSON)]
    return tuple(item for grid in dated for item in _from_grid(view, grid))


def _phases(view: View, own: list[Section]) -> Found:
    """Return the headed phases, where their headings or first lines say when they end or what they cost."""
    found = [item for section in own if is_part(section) for item in _from_title(view, section)]
    said = any(one.value.due or one.value.due_text or one.value.amount for one in found)
    return tuple(found) if said else ()


def _listed(view: View, own: list[Section]) -> Found:
    return tuple(item for section in own for item in (*_from_list(view, section), *_from_dated_lines(view, section)))


def _titled(view: View, own: list[Section]) -> Found:
    return tuple(item for section in own for item in (*_from_title(view, section), *_from_phase_lines(view, section)))


def _is_plan(grid: Grid) -> bool:
    return (
        grid.has(Column.MILESTONE)
        and not grid.has(Column.ROLE)
        and (grid.has(Column.DUE) or grid.has(Column.AMOUNT) or grid.has(Column.PERCENT))
    )


def _from_grid(view: View, grid: Grid) -> Iterator[Finding[Milestone]]:
    for row in leaves(view, grid):
        title = _row_title(view, grid, row)
        if title is None:
            continue
        due = filled(view, grid.cell(row, Column.DUE, last=grid.has(Column.START)))
        when = due_in(view, *due) if due else None
        words = " ".join(view.text[due[0] : due[1]].split()) if due and when and when.date is None else None
        amount = sum_in(view, grid, row, Column.AMOUNT)
        yield finding(view, Milestone(words_of(view, title), None, amount, words), when, *row.span)


def _row_title(view: View, grid: Grid, row: Row) -> tuple[int, int] | None:
    """Return the span of a row's title: its milestone, else what it is otherwise called; a bare number is none."""
    columns = (Column.MILESTONE, Column.TITLE, Column.DELIVERABLE)
    spans = [span for column in columns if (span := filled(view, grid.cell(row, column)))]
    titles = [named for span in spans if (named := title_in(view, *span))]
    return next((span for span in titles if not _is_number(view.text[span[0] : span[1]])), None)


def _from_list(view: View, section: Section) -> Iterator[Finding[Milestone]]:
    for entry in items_of(view, section):
        line = view.text[entry.start : entry.end]
        named = _NAMED.match(line[entry.head.bullet :])
        due = due_in(view, entry.start, entry.end)
        if (due is None and not named) or _is_attribute(line[entry.head.bullet :]) or is_clause(line):
            continue
        title = _entry_title(view, entry, due)
        if title is not None:
            amount = sum_after(view, title[1], entry.end)
            value = Milestone(words_of(view, title), None, amount, words_if_undated(due))
            yield finding(view, value, due, entry.start, entry.end)


def _entry_title(view: View, entry: Entry, due: Due | None) -> tuple[int, int] | None:
    """Return the span of a list entry's title: before its date and description, or after a date that leads it."""
    leads = due is not None and due.start - entry.start < 4
    if due is None or leads:
        body = entry.end
    else:
        body = max(due.start, entry.start + headline(view.text[entry.start : entry.end]))
    start = due.end if due is not None and leads else entry.start
    return title_in(view, start, body, due) or title_in(view, start, entry.end)


def _is_attribute(line: str) -> bool:
    """Return whether a list item only describes what it stands under: "Estimated duration: 2 months"."""
    head = line.partition(":")[0].strip(" *_")
    return label_of(head) is not None or _ATTRIBUTE.fullmatch(head) is not None


def _from_title(view: View, section: Section) -> Iterator[Finding[Milestone]]:
    title = section.title
    if title is None or (title.kind is not BlockKind.HEADING and not is_part(section)):
        return
    due = due_in(view, title.start, title.end)
    if not _NAMED.match(title.text) and not is_part(section) and (due is None or not section.nested):
        return
    span = title_in(view, title.start, title.end, due)
    if span is not None:
        when = due or _said_below(view, section)
        value = Milestone(words_of(view, span), None, _cost_below(view, section), words_if_undated(when))
        yield finding(view, value, when, title.start, title.end)


def _cost_below(view: View, section: Section) -> Money | None:
    """Return the sum that a phase's own lines name as its cost: "Funding: 9.500 €"."""
    for line in section.lines:
        sums = [span for span in view.money(line.start, line.end) if span.per is None] if _COST.match(line.text) else []
        if sums:
            return view.sum_of(sums[0])
    return None


def _said_below(view: View, section: Section) -> Due | None:
    """Return when a phase's own lines say that it is due or how long it takes."""
    lines = (line for line in section.lines if _WHEN.match(line.text))
    return next((due for line in lines if (due := due_in(view, line.start, line.end))), None)


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
        if due is None:
            continue
        leads = due.start - line.start < 4 and re.match(r"[*_ ]{0,4}\s?[:–—-]\s", view.text[due.end : due.end + 8])
        trails = line.end - due.end <= 2 and re.search(r"[:–—\t-]\s*$", view.text[line.start : due.start])
        if not leads and not trails:
            continue
        span = title_in(view, due.end, line.end) if leads else title_in(view, line.start, due.start, due)
        if span is not None:
            value = Milestone(words_of(view, span), None, None, words_if_undated(due))
            yield finding(view, value, due, line.start, line.end)


def _from_phase_lines(view: View, section: Section) -> Iterator[Finding[Milestone]]:
    """Yield "Milestone 1 - Staking - 1 Month" where it stands as a line of its own above its tasks."""
    for line in section.lines:
        if line.is_item or not _NAMED.match(line.text) or len(line.text) > 120 or line.text.endswith("."):
            continue
        due = due_in(view, line.start, line.end)
        span = title_in(view, line.start, line.end, due)
        if span is not None:
            value = Milestone(words_of(view, span), None, None, words_if_undated(due))
            yield finding(view, value, due, line.start, line.end)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\W*(?:M|MS|P|Phase|Milestone)?[ -]?#?\d{1,2}\W*", text, re.IGNORECASE))
