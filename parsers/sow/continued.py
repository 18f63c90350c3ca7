"""Tables that a page break cuts in two, joined again: the second part has no headings, or repeats them."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.contract import Cell, Document, Table

_FURNITURE = re.compile(r"[\s\d|/.-]*(?:page|seite)?[\s\d|/.of-]*", re.IGNORECASE)  # a page number between the parts
_MOST_BETWEEN = 60


def joined(document: Document) -> Document:
    """Return the document with each table that goes on over a page break as one table."""
    tables: list[Table] = []
    for table in document.tables:
        last = tables[-1] if tables else None
        if last is not None and _goes_on(document.text, last, table):
            repeated = _words(document.text, table.rows[0]) == _words(document.text, last.rows[0])
            rows = table.rows[1:] if repeated else table.rows
            tables[-1] = replace(last, rows=(*last.rows, *rows), page=table.page)
        else:
            tables.append(table)
    return document if len(tables) == len(document.tables) else replace(document, tables=tuple(tables))


def _goes_on(text: str, one: Table, other: Table) -> bool:
    if one.page is None or other.page != one.page + 1 or not one.rows or not other.rows:
        return False
    same = len(one.rows[-1]) == len(other.rows[0])
    between = text[one.rows[-1][-1].end : other.rows[0][0].start]
    return same and len(between) <= _MOST_BETWEEN and _FURNITURE.fullmatch(between) is not None


def _words(text: str, row: tuple[Cell, ...]) -> list[str]:
    return [" ".join(text[cell.start : cell.end].split()) for cell in row]
