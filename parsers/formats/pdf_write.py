"""A pdf page written down: its lines as headings, items and paragraphs, its tables cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from parsers.contract import BlockKind
from parsers.formats.draft import Draft, Where, cell_name
from parsers.formats.pdf_columns import Aligned, flows_of
from parsers.formats.pdf_grid import Grid
from parsers.formats.pdf_lines import Line, lines_of, mean_confidence, paragraphs_of
from parsers.formats.pdf_words import Word
from parsers.formats.wrap import is_title, join, starts_item


@dataclass(slots=True)
class Page:
    """What stands on one page; `width` in points."""

    number: int
    lines: list[Line]
    tables: list[tuple[Grid, dict[int, list[Word]]]]
    width: float


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is set: the size of its body text and the right edge of its lines, in points."""

    size: float
    edge: float


def write_page(draft: Draft, page: Page, lines: list[Line], look: Look) -> None:
    """Write the page's tables and the `lines` around them, in reading order."""
    where = Where(page.number)
    for grid, held in page.tables:
        _write_flows(draft, [line for line in lines if line.top < grid.top], where, look)
        lines = [line for line in lines if line.top >= grid.top]
        _write_ruled(draft, grid, held, page.number)
    _write_flows(draft, lines, where, look)


def _write_flows(draft: Draft, lines: list[Line], where: Where, look: Look) -> None:
    for flow in flows_of(lines):
        if isinstance(flow, Aligned):
            _write_aligned(draft, flow, where)
        else:
            _write_lines(draft, flow.lines, where, look.size, look.edge if flow.edge is None else flow.edge)


def _write_lines(draft: Draft, lines: list[Line], where: Where, size: float, edge: float) -> None:
    for paragraph in paragraphs_of(lines, edge):
        where = replace(where, confidence=paragraph.confidence)
        level = _heading_level(paragraph.first, paragraph.text, paragraph.lines, size)
        if level:
            draft.block(BlockKind.HEADING, paragraph.text, where, level)
        elif starts_item(paragraph.text):
            draft.block(BlockKind.ITEM, paragraph.text, where, 1)
        else:
            draft.block(BlockKind.PARAGRAPH, paragraph.text, where)


def _heading_level(line: Line, text: str, lines: int, size: float) -> int:
    """Return how big a heading a paragraph is, 1 for the biggest, 0 for body text."""
    if len(text) > 140 or lines > 3 or "\t" in text or "__" in text or not any(c.isalpha() for c in text):
        return 0
    ratio = line.size / size if size else 1.0
    for level, least in ((1, 1.6), (2, 1.3), (3, 1.12)):
        if ratio >= least:
            return level
    if line.bold and len(text) <= 90 and not text.endswith((".", ",", ";")):
        return 4
    return 5 if is_title(text) else 0


def _write_ruled(draft: Draft, grid: Grid, held: dict[int, list[Word]], page: int) -> None:
    table = draft.open_table(page)
    spans: dict[int, tuple[int, int]] = {}
    for row, numbers in enumerate(grid.cells):
        for column, number in enumerate(numbers):
            if number in spans:
                draft.cover(table, row, column, spans[number])
                continue
            start = draft.open_cell(table, row)
            where = Where(page, cell_name(table.number, row + 1, column + 1))
            _write_cell(draft, held.get(number, []), where, _right(grid, row, column))
            draft.close_cell(table, row, column, start)
            spans[number] = (start, draft.position)
        draft.close_row()
    draft.close_table(table)


def _write_aligned(draft: Draft, flow: Aligned, where: Where) -> None:
    table = draft.open_table(where.page)
    for row, cells in enumerate(flow.rows):
        span = (draft.position, draft.position)
        for column, pieces in enumerate(cells):
            if pieces is None:
                draft.cover(table, row, column, span)
                continue
            start = draft.open_cell(table, row)
            text = _cell_text(pieces)
            cell = cell_name(table.number, row + 1, column + 1)
            draft.block(BlockKind.CELL, text, Where(where.page, cell, _confidence(pieces)))
            draft.close_cell(table, row, column, start)
            span = (start, draft.position)
        draft.close_row()
    draft.close_table(table)


def _confidence(pieces: list[Line]) -> int | None:
    return mean_confidence(word for piece in pieces for word in piece.words)


def _cell_text(pieces: list[Line]) -> str:
    """Join the pieces of one cell: side by side with a space, one below the other as a line goes on."""
    text = ""
    for piece in pieces:
        text = join(text, piece.text) if text else piece.text
    return text


def _write_cell(draft: Draft, words: list[Word], where: Where, right: float) -> None:
    lines = lines_of(words)
    edge = max([line.right for line in lines] + [right - 6.0])
    for paragraph in paragraphs_of(lines, edge):
        draft.block(BlockKind.CELL, paragraph.text, replace(where, confidence=paragraph.confidence))


def _right(grid: Grid, row: int, column: int) -> float:
    number, last = grid.cells[row][column], column
    while last + 1 < len(grid.cells[row]) and grid.cells[row][last + 1] == number:
        last += 1
    return grid.xs[last + 1]
