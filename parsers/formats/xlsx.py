"""Excel workbooks: every sheet a table, every cell as it shows; formulas by the value stored with them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from parsers.contract import BlockKind, Document, Limits, Source
from parsers.formats.container import Container
from parsers.formats.draft import Draft, OpenTable, Where
from parsers.formats.sniff import Kind
from parsers.formats.xlsx_cells import Formats, S

if TYPE_CHECKING:
    from lxml.etree import _Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NAME = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})$")
_MOST_COLUMNS = 500


def read_xlsx(source: Source, limits: Limits) -> Document:
    """Read a workbook; raises `UnreadableError` on damage, a password or anything past the limits."""
    container = Container(source, limits)
    workbook = container.xml("xl/workbook.xml")
    targets = _targets(container)
    settings = workbook.find(f"{S}workbookPr")
    from_1904 = settings is not None and settings.get("date1904") in ("1", "true")
    styles = container.xml("xl/styles.xml") if container.has("xl/styles.xml") else None
    book = _Book(Draft(source, Kind.XLSX.value, limits), Formats(styles, from_1904=from_1904), _strings(container))
    for sheet in workbook.iterfind(f"{S}sheets/{S}sheet"):
        part = targets.get(sheet.get(f"{_R}id", ""))
        if sheet.get("state", "visible") != "visible":
            book.draft.flags.add("hidden sheets")
        elif part is not None and container.has(part):
            book.sheet(sheet.get("name", ""), container.xml(part))
    return book.draft.document()


def _targets(container: Container) -> dict[str, str]:
    """Return the part of each relationship of the workbook."""
    name = "xl/_rels/workbook.xml.rels"
    if not container.has(name):
        return {}
    found: dict[str, str] = {}
    for relation in container.xml(name):
        target = str(relation.get("Target", ""))
        full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        found[str(relation.get("Id", ""))] = full
    return found


def _strings(container: Container) -> list[str]:
    if not container.has("xl/sharedStrings.xml"):
        return []
    return [_text(item) for item in container.xml("xl/sharedStrings.xml").iterfind(f"{S}si")]


def _text(item: _Element) -> str:
    """Return an entry's text, its pronunciation guide left out."""
    runs = [item, *item.iterfind(f"{S}r")]
    return "".join(node.text or "" for run in runs for node in run.iterfind(f"{S}t"))


class _Book:
    """A workbook being written down."""

    def __init__(self, draft: Draft, formats: Formats, strings: list[str]) -> None:
        self.draft, self._formats, self._strings = draft, formats, strings

    def sheet(self, name: str, root: _Element) -> None:
        """Write a sheet's rows that hold anything."""
        rows = [shown for row in root.iterfind(f"{S}sheetData/{S}row") if (shown := self._cells(row))]
        if not rows:
            return
        self.draft.block(BlockKind.HEADING, name, level=1)
        table = self.draft.open_table(title=name)
        first = min(column for row in rows for column, _, _ in row)
        for number, row in enumerate(rows):
            self._row(table, number, row, first, name)
        self.draft.close_table(table)

    def _row(self, table: OpenTable, number: int, row: list[tuple[int, str, str]], first: int, sheet: str) -> None:
        held = {column: (cell, text) for column, cell, text in row}
        for column in range(first, max(held) + 1):
            cell, text = held.get(column, ("", ""))
            start = self.draft.open_cell(table, number)
            self.draft.block(BlockKind.CELL, text, Where(cell=f"{sheet}!{cell}"))
            self.draft.close_cell(table, number, column - first, start)
        self.draft.close_row()

    def _cells(self, row: _Element) -> list[tuple[int, str, str]]:
        """Return (column from 1, name, text) of each cell that shows something."""
        found = []
        for cell in row.iterfind(f"{S}c"):
            name = _NAME.match(cell.get("r", ""))
            text = self._shown(cell).strip()
            if name is None or not text:
                continue
            column = _column(name[1])
            if column <= _MOST_COLUMNS:
                found.append((column, name[0], text))
            else:
                self.draft.flags.add("truncated")
        return found

    def _shown(self, cell: _Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return _text(inline) if inline is not None else ""
        stored = cell.find(f"{S}v")
        text = (stored.text or "") if stored is not None else ""
        if kind == "s":
            return self._strings[int(text)] if text.isdigit() and int(text) < len(self._strings) else ""
        if kind == "b":
            return "yes" if text == "1" else "no"
        if kind in ("str", "e", "d"):
            return text
        return self._formats.shown(text, cell.get("s")) if text else ""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
