"""A document being written down: text and places grow together, so that every span is right by construction.

Blocks are parted by a line break, the cells of one row by a tab; nothing else is added to what the file says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parsers.contract import (
    Block,
    BlockKind,
    Cell,
    Document,
    Limits,
    Mark,
    MarkKind,
    Seal,
    Source,
    Table,
    UnreadableError,
)
from parsers.formats.clean import clean
from parsers.formats.signs import parted


@dataclass(frozen=True, slots=True)
class Where:
    """What the blocks to come have in common: their page, the table cell they stand in, how surely they were read."""

    page: int | None = None
    cell: str | None = None
    confidence: int | None = None


@dataclass(slots=True)
class OpenTable:
    """A table being filled: spans by row and column, both counted from 0."""

    number: int
    page: int | None
    title: str
    spans: list[dict[int, tuple[int, int]]] = field(default_factory=list)


class Draft:
    """The growing text of one file, with its blocks and tables; raises `UnreadableError` past the limits."""

    def __init__(self, source: Source, media_type: str, limits: Limits, *, signs: bool = False) -> None:
        self._source, self._media_type, self._limits = source, media_type, limits
        self._signs = signs  # whether the reader puts signs into its text; in any other text they are a file's own
        self._parts: list[str] = []
        self._gap = ""
        self._blocks: list[Block] = []
        self._tables: list[Table | None] = []
        self._cells = 0
        self._marks: list[Mark] = []
        self.position = 0
        self.flags: set[str] = set()
        self.seals: list[Seal] = list(source.seals)

    def block(self, kind: BlockKind, text: str, where: Where = Where(), level: int = 0) -> None:
        """Add one stretch of text; what is empty once cleaned adds nothing."""
        text, signs = parted(text) if self._signs else (text, [])
        text = clean(text)
        if not text:
            self._marks.extend(replace(mark, position=self.position) for mark in signs)
            return
        if where.cell is not None and "\t" in text:
            text = text.replace("\t", " ")
        start = self._write(text)
        self._marks.extend(replace(mark, position=start + min(mark.position, len(text))) for mark in signs)
        self._gap = "\n"
        if len(self._blocks) >= self._limits.paragraphs + self._limits.cells:
            raise UnreadableError(f"{self._source.name} has too many paragraphs; send the agreement alone.")
        number = len(self._blocks) + 1
        place = (where.page, number, where.cell)
        self._blocks.append(Block(kind, start, self.position, *place, level, where.confidence))

    def open_table(self, page: int | None = None, title: str | None = None) -> OpenTable:
        """Begin a table; its title is the short line just above it unless one is given."""
        self._tables.append(None)
        return OpenTable(len(self._tables), page, self._line_above() if title is None else title)

    def open_cell(self, table: OpenTable, row: int) -> int:
        """Begin the next cell of `row` (from 0) and return where it starts."""
        self._cells += 1
        self._check_cells()
        while len(table.spans) <= row:
            table.spans.append({})
        return self._write("")

    def row(self, table: OpenTable, cells: Sequence[tuple[str, str]]) -> None:
        """Write the next row of (cell's name, text) at once; the texts are clean and on one line each."""
        self._cells += len(cells)
        self._check_cells()
        parts, blocks, gap, at = self._parts, self._blocks, self._gap, self.position
        spans: dict[int, tuple[int, int]] = {}
        for column, (name, text) in enumerate(cells):
            if gap:
                parts.append(gap)
                at += len(gap)
            gap, start = "\t", at
            if text:
                parts.append(text)
                at += len(text)
                blocks.append(Block(BlockKind.CELL, start, at, None, len(blocks) + 1, name))
            spans[column] = (start, at)
        table.spans.append(spans)
        self.position, self._gap = at, ""
        self._write("")
        self._gap = "\n"

    def close_cell(self, table: OpenTable, row: int, column: int, start: int, columns: int = 1) -> None:
        """End a cell that covers `columns` columns."""
        for covered in range(column, column + columns):
            table.spans[row][covered] = (start, self.position)
        self._gap = "\t"

    def cover(self, table: OpenTable, row: int, column: int, span: tuple[int, int]) -> None:
        """Say that the place at `row`, `column` shows a cell written elsewhere: a merged one."""
        while len(table.spans) <= row:
            table.spans.append({})
        table.spans[row][column] = span

    def close_row(self) -> None:
        """End a row of cells."""
        if self._gap:
            self._gap = "\n"

    def close_table(self, table: OpenTable) -> None:
        """End the table; short rows are filled with empty cells where they end."""
        width = max((max(row, default=-1) + 1 for row in table.spans), default=0)
        rows = tuple(self._row(number, row, width) for number, row in enumerate(table.spans))
        self._tables[table.number - 1] = Table(table.number, rows, table.page, table.title)
        self.close_row()

    def document(self, pages: int | None = None) -> Document:
        """Return what was written."""
        tables = tuple(table for table in self._tables if table is not None)
        text = "".join(self._parts)
        flags, marks = frozenset(self.flags), tuple(self._marks)
        seals = _placed(self.seals, marks)
        blocks = tuple(self._blocks)
        return Document(self._source.name, self._media_type, text, blocks, tables, pages, flags, marks, seals)

    def _check_cells(self) -> None:
        if self._cells > self._limits.cells:
            limit = f"{self._limits.cells:,}"
            raise UnreadableError(f"{self._source.name} has more than {limit} table cells; send the pages that matter.")

    def _row(self, number: int, spans: dict[int, tuple[int, int]], width: int) -> tuple[Cell, ...]:
        end = max((span[1] for span in spans.values()), default=self.position)
        filled = (spans.get(column, (end, end)) for column in range(width))
        return tuple(Cell(number + 1, column + 1, start, stop) for column, (start, stop) in enumerate(filled))

    def _line_above(self) -> str:
        if not self._blocks or self._blocks[-1].cell is not None:
            return ""
        last = self._blocks[-1]
        size = last.end - last.start
        return "".join(self._parts[-1:]) if size <= 120 else ""

    def _write(self, text: str) -> int:
        if self._gap:
            self._parts.append(self._gap)
            self.position += len(self._gap)
            self._gap = ""
        start = self.position
        if text:
            self._parts.append(text)
            self.position += len(text)
        if self.position > self._limits.text_chars:
            limit = f"{self._limits.text_chars:,}"
            raise UnreadableError(
                f"{self._source.name} holds more than {limit} characters of text; send the agreement alone."
            )
        return start


def _placed(seals: list[Seal], marks: tuple[Mark, ...]) -> tuple[Seal, ...]:
    """Return the signatures with where in the text each shows itself."""
    places = {mark.number: mark.position for mark in marks if mark.kind is MarkKind.FIELD}
    return tuple(replace(seal, position=places.get(number)) for number, seal in enumerate(seals))


def cell_name(table: int, row: int, column: int) -> str:
    """Name a cell for a person; all three count from 1."""
    return f"table {table}, row {row}, column {column}"
