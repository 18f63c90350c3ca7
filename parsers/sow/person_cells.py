"""Cells that name a person and no company: in a table of contacts, "Client" before a name says whose person it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.contract import Cell
from parsers.fields.people import EMAIL
from parsers.sow.view import View

_PERSON_COLUMN = re.compile(
    r"(?:full |contact )?name|contacts?(?: person)?|person|representative|signatory|ansprechpartner(?:in)?|nom",
    re.IGNORECASE,
)


def is_person_cell(view: View, position: int) -> bool:
    """Return whether `position` lies in a row with a mail address, or under a heading such as "Name"."""
    for table in view.document.tables:
        for row in table.rows:
            column = next((at for at, cell in enumerate(row) if cell.start <= position < cell.end), None)
            if column is not None:
                return _has_email(view, row) or _is_person_column(view, table.rows[0], column)
    return False


def _has_email(view: View, row: Sequence[Cell]) -> bool:
    return any(EMAIL.search(view.text, cell.start, cell.end) for cell in row)


def _is_person_column(view: View, head: Sequence[Cell], column: int) -> bool:
    if column >= len(head):
        return False
    return _PERSON_COLUMN.fullmatch(view.text[head[column].start : head[column].end].strip(" :*")) is not None
