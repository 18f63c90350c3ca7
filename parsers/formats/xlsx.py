"""Excel workbooks: every sheet a table, every cell as it shows; formulas by the value stored with them."""

from __future__ import annotations

import posixpath
from functools import cache
from typing import TYPE_CHECKING

from parsers.contract import BlockKind, Document, Limits, Source
from parsers.formats.clean import clean
from parsers.formats.container import Container
from parsers.formats.draft import Draft, OpenTable
from parsers.formats.sniff import Kind
from parsers.formats.xlsx_cells import Formats, S

if TYPE_CHECKING:
    from lxml.etree import _Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CELL, _VALUE, _FORMULA, _INLINE, _TEXT, _RUN = (f"{S}{tag}" for tag in ("c", "v", "f", "is", "t", "r"))
_LETTERS, _FIGURES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
_MOST_MERGED = 20_000  # places that merged cells may cover
_MOST_COLUMNS = 500


def read_xlsx(source: Source, limits: Limits, *, hidden: bool = False) -> Document:
    """Read a workbook; raises `UnreadableError` on damage, a password or anything past the limits.

    Rows and columns that nobody sees are left out; with `hidden` they are read too, for a workbook that keeps its keys
    in them.
    """
    container = Container(source, limits)
    workbook = container.xml("xl/workbook.xml")
    targets = _targets(container)
    settings = workbook.find(f"{S}workbookPr")
    from_1904 = settings is not None and settings.get("date1904") in ("1", "true")
    styles = container.xml("xl/styles.xml") if container.has("xl/styles.xml") else None
    formats, draft = Formats(styles, from_1904=from_1904), Draft(source, Kind.XLSX.value, limits)
    book = _Book(draft, formats, _strings(container), hidden)
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
    return [_one_line(_text(item)) for item in container.xml("xl/sharedStrings.xml").iterfind(f"{S}si")]


def _text(item: _Element) -> str:
    """Return an entry's text, its pronunciation guide left out."""
    parts: list[str] = []
    for child in item:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag == _RUN:
            parts += [node.text or "" for node in child if node.tag == _TEXT]
    return parts[0] if len(parts) == 1 else "".join(parts)


class _Book:
    """A workbook being written down."""

    def __init__(self, draft: Draft, formats: Formats, strings: list[str], shows_hidden: bool) -> None:
        self.draft, self._formats, self._strings, self._shows_hidden = draft, formats, strings, shows_hidden

    def sheet(self, name: str, root: _Element) -> None:
        """Write a sheet's rows that hold anything; what is hidden in it is left out, where it was not asked for."""
        hidden = set() if self._shows_hidden else _hidden_columns(root)
        kept = [(element, self._cells(element, hidden)) for element in root.iterfind(f"{S}sheetData/{S}row")]
        rows = [(element, cells) for element, cells in kept if cells and not self._is_hidden(element)]
        if not rows:
            return
        self.draft.block(BlockKind.HEADING, name, level=1)
        table = self.draft.open_table(title=name)
        first = min(min(cells) for _, cells in rows)
        for _, cells in rows:
            places = range(first, max(cells) + 1)
            self.draft.row(table, [_place(name, cells.get(column)) for column in places])
        _merge(self.draft, table, root, [next(iter(cells.values()))[0] for _, cells in rows], first)
        self.draft.close_table(table)

    def _is_hidden(self, row: _Element) -> bool:
        hidden = row.get("hidden") in ("1", "true")
        if hidden:
            self.draft.flags.add("hidden cells")
        return hidden and not self._shows_hidden

    def _cells(self, row: _Element, hidden: set[int]) -> dict[int, tuple[str, str]]:
        """Return (name, text) of each cell that shows something, by its column from 1."""
        found: dict[int, tuple[str, str]] = {}
        for cell in row:
            if cell.tag != _CELL:
                continue
            name = cell.get("r", "")
            text = self._shown(cell)
            column = _column(name) if text else 0
            if not text or not column:
                continue
            if column in hidden:
                self.draft.flags.add("hidden cells")
            elif column <= _MOST_COLUMNS:
                found[column] = (name, text)
            else:
                self.draft.flags.add("truncated")
        return found

    def _shown(self, cell: _Element) -> str:
        """Return what a cell shows, clean and on one line."""
        kind, style = cell.get("t", "n"), cell.get("s")
        text, formula = "", False
        for child in cell:
            if child.tag == _VALUE:
                text = child.text or ""
            elif child.tag == _FORMULA:
                formula = True
        if kind == "s":
            return self._strings[int(text)] if text.isdigit() and int(text) < len(self._strings) else ""
        if kind == "inlineStr":
            inline = cell.find(_INLINE)
            return _one_line(_text(inline)) if inline is not None else ""
        if formula and not text:
            self.draft.flags.add("formulas without values")
        if kind == "b":
            return "yes" if text == "1" else "no"
        if kind in ("str", "e", "d"):
            return _one_line(text)
        return self._formats.shown(text, style) if text else ""


def _place(sheet: str, cell: tuple[str, str] | None) -> tuple[str, str]:
    return (f"{sheet}!{cell[0]}", cell[1]) if cell is not None else ("", "")


def _one_line(text: str) -> str:
    return clean(text).replace("\t", " ")


def _hidden_columns(root: _Element) -> set[int]:
    """Return the columns, from 1, that the sheet does not show."""
    hidden: set[int] = set()
    for element in root.iterfind(f"{S}cols/{S}col"):
        low, high = (_whole(element.get(name)) for name in ("min", "max"))
        if element.get("hidden") in ("1", "true") and low:
            hidden.update(range(low, min(high, _MOST_COLUMNS) + 1))
    return hidden


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 8 else 0


def _merge(draft: Draft, table: OpenTable, root: _Element, names: list[str], first: int) -> None:
    """Say which places of a table show a cell written elsewhere; `names` has a cell of each row."""
    rows = {_row(name): number for number, name in enumerate(names)}
    left = _MOST_MERGED
    for element in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        start, _, end = element.get("ref", "").partition(":")
        top, bottom, column, last = _row(start), _row(end), _column(start), min(_column(end), _MOST_COLUMNS)
        span = table.spans[rows[top]].get(column - first) if top in rows and column >= first else None
        if span is None or (bottom - top + 1) * (last - column + 1) > left:
            continue
        left -= (bottom - top + 1) * (last - column + 1)
        for row in range(top, bottom + 1):
            for covered in range(column, last + 1) if row in rows else ():
                draft.cover(table, rows[row], covered - first, span)


def _row(name: str) -> int:
    return _whole(name.lstrip(_LETTERS))


@cache
def _column_of(letters: str) -> int:
    number = 0
    for letter in letters if len(letters) <= 3 else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _column(name: str) -> int:
    """Return the column, from 1, of a cell's name such as "AB12"; 0 where it is no name."""
    letters = name.rstrip(_FIGURES)
    return _column_of(letters) if letters != name and letters.isascii() and letters.isalpha() else 0
