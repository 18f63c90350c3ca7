"""A capacity workbook that comes back: the rows of its sheet Deployment, wherever they were sorted or moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parsers.contract import Document, Table

_TOKEN = re.compile(r"wb-[0-9a-f]{16}")
_KEY = re.compile(r"[0-9a-f]{12}")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MAX_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class DeploymentCell:
    """What stands in one week of a row, as text ("" for an empty cell)."""

    week: str
    text: str


@dataclass(frozen=True, slots=True)
class DeploymentRow:
    """One row as it was sent back; `key` is "" for a row that was added, `place` says where it stands."""

    key: str
    person: str
    project: str
    task: str
    cells: tuple[DeploymentCell, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Deployment:
    """The rows of a returned workbook and the token of the copy it was made from; `truncated` beyond 5,000 rows."""

    token: str
    rows: tuple[DeploymentRow, ...]
    truncated: bool = False


def read_deployment(document: Document) -> Deployment | None:
    """Return the rows of our own workbook, None for any other file; weeks without a date above them are left out."""
    for table in document.tables:
        texts = [[document.text[cell.start : cell.end].strip() for cell in row] for row in table.rows]
        found = next((match for row in texts[:10] for text in row if (match := _TOKEN.fullmatch(text))), None)
        if found:
            rows = list(_rows(texts, table))
            return Deployment(found.group(), tuple(rows[:MAX_ROWS]), len(rows) > MAX_ROWS)
    return None


def _rows(texts: list[list[str]], table: Table) -> Iterator[DeploymentRow]:
    head = next((number for number, row in enumerate(texts) if any(map(_is_week, row))), None)
    if head is None:
        return
    weeks = {column: text for column, text in enumerate(texts[head]) if _is_week(text)}
    key = _key_column(texts[head + 1 :])
    for number, row in enumerate(texts[head + 1 :], start=head + 1):
        cells = tuple(DeploymentCell(week, _at(row, column)) for column, week in weeks.items())
        own = _at(row, key)
        if own or any(cell.text not in ("", "0") for cell in cells):
            person, project, task = (_at(row, key + offset) for offset in (1, 2, 4))
            is_key = bool(_KEY.fullmatch(own))
            yield DeploymentRow(own if is_key else "", person, project, task, cells, f"{table.title}, row {number + 1}")


def _key_column(rows: list[list[str]]) -> int:
    return next((column for row in rows for column, text in enumerate(row) if _KEY.fullmatch(text)), 0)


def _at(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _is_week(text: str) -> bool:
    match = _ISO.fullmatch(text)
    try:
        return match is not None and date.fromisoformat(text).weekday() == 0
    except ValueError:
        return False
