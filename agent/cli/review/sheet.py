"""A document laid out for the page: headings, paragraphs, items and tables in reading order, its facts marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agent.cli.review.marks import Marks, Piece
from agent.reading import Layout
from parsers.contract import Block, BlockKind, Table

_BREAK = "break"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table with the columns it spans."""

    pieces: tuple[Piece, ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One block: `kind` is a block's kind, "table" with its rows, or "break" with the page that begins."""

    kind: str
    level: int = 0
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    page: int = 0


def parts_of(layout: Layout, marks: Marks) -> tuple[Part, ...]:
    """Return a document's blocks; a document without blocks is one paragraph."""
    if not layout.blocks:
        return (Part(BlockKind.PARAGRAPH.value, 0, tuple(marks.pieces(layout.text, 0, len(layout.text)))),)
    return tuple(_parts(layout, marks))


def _parts(layout: Layout, marks: Marks) -> Iterator[Part]:
    tables = {start: (end, table) for table in layout.tables if (start := _start(table)) is not None
              for end in (_end(table),)}  # fmt: skip
    page, passed = None, 0
    for block in layout.blocks:
        if block.page is not None and block.page != page:
            page = block.page
            yield Part(_BREAK, page=page)
        if block.start < passed:
            continue
        held = tables.get(block.start) if block.kind is BlockKind.CELL else None
        if held is None:
            yield _block(layout.text, block, marks)
            continue
        passed = held[0]
        yield Part("table", rows=tuple(_rows(layout.text, held[1], marks)))


def _block(text: str, block: Block, marks: Marks) -> Part:
    return Part(block.kind.value, block.level, tuple(marks.pieces(text, block.start, block.end)))


def _rows(text: str, table: Table, marks: Marks) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows, merged cells once: a cell that repeats the one before it widens that one."""
    seen: set[tuple[int, int]] = set()
    for row in table.rows:
        cells: list[Cell] = []
        last: tuple[int, int] | None = None
        for cell in row:
            span = (cell.start, cell.end)
            if span == last and cell.end > cell.start:
                cells[-1] = Cell(cells[-1].pieces, cells[-1].span + 1)
                continue
            repeated = span in seen and cell.end > cell.start  # merged downwards: said above
            cells.append(Cell(() if repeated else tuple(marks.pieces(text, *span))))
            seen.add(span)
            last = span
        yield tuple(cells)


def _start(table: Table) -> int | None:
    filled = [cell.start for row in table.rows for cell in row]
    return min(filled, default=None)


def _end(table: Table) -> int:
    return max(cell.end for row in table.rows for cell in row)
