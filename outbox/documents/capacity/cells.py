"""The one writer of cells: text is never a formula, and each formula brings the value it comes to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from outbox.documents.capacity.cached import Cached, Value
from outbox.documents.capacity.style import STYLES
from templates.plain import clean

HOURS = "General;-General;"
DAY = "d mmm yyyy"
WEEK = "d mmm"
PERCENT = "0%"


class Sheet:
    """One sheet to be written cell by cell; rows and columns count from 1."""

    def __init__(self, book: Workbook, title: str, cached: Cached) -> None:
        self.raw: Any = book.create_sheet(title)
        self.title = title
        self._cached = cached.setdefault(title, {})

    def text(self, row: int, column: int, text: str, style: str = "body") -> None:
        """Write words, whatever they begin with: `=1+1` stays what somebody wrote."""
        cell = self._cell(row, column, style)
        cell.value = clean(text)
        if cell.value:
            cell.data_type = "s"

    def number(self, row: int, column: int, number: Decimal | int, style: str = "hours", form: str = HOURS) -> None:
        """Write a figure."""
        cell = self._cell(row, column, style)
        cell.value = float(number)
        cell.number_format = form

    def day(self, row: int, column: int, day: date | None, style: str = "date", form: str = DAY) -> None:
        """Write a date, or an empty cell where there is none."""
        cell = self._cell(row, column, style)
        cell.value = day
        cell.number_format = form

    def formula(
        self, row: int, column: int, formula: str, value: Value, style: str = "hours", form: str = HOURS
    ) -> None:
        """Write a formula of ours with the value it comes to."""
        cell = self._cell(row, column, style)
        cell.value = f"={formula}"
        cell.number_format = form
        self._cached[cell.coordinate] = value

    def widths(self, widths: Iterable[float]) -> None:
        """Set the widths of the columns from the first on, in characters."""
        for column, width in enumerate(widths, start=1):
            self.raw.column_dimensions[get_column_letter(column)].width = width

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        self.raw.row_dimensions[row].height = points

    def merge(self, row: int, first: int, last: int) -> None:
        """Make one cell of a row's columns `first` to `last`."""
        self.raw.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)

    def print_on_landscape(self, page: str, repeat: str, agency: str) -> None:
        """Set the sheet up for paper: landscape A4, one page wide, header rows repeated, page numbers."""
        raw = self.raw
        raw.page_setup.orientation = "landscape"
        raw.page_setup.paperSize = raw.PAPERSIZE_A4
        raw.page_setup.fitToWidth, raw.page_setup.fitToHeight = 1, 0
        raw.sheet_properties.pageSetUpPr.fitToPage = True
        raw.print_title_rows = repeat or None
        raw.oddFooter.left.text = agency.replace("&", "&&")
        raw.oddFooter.right.text = page
        for name in ("left", "right"):
            setattr(raw.page_margins, name, 0.4)
        raw.sheet_view.showGridLines = False

    def _cell(self, row: int, column: int, style: str) -> Any:
        cell = self.raw.cell(row, column)
        look = STYLES[style]
        cell.font, cell.fill, cell.border, cell.alignment = look.font, look.fill, look.border, look.alignment
        return cell


def at(row: int, column: int, fixed: str = "") -> str:
    """Return a cell's address; `fixed` is "row", "column" or "both" for dollar signs."""
    letter = get_column_letter(column)
    return f"{'$' if fixed in ('column', 'both') else ''}{letter}{'$' if fixed in ('row', 'both') else ''}{row}"


def quoted(title: str) -> str:
    """Return a sheet's title as formulas write it."""
    escaped = title.replace("'", "''")
    return f"'{escaped}'!"


def literal(text: str) -> str:
    """Return a text as formulas write it."""
    escaped = text.replace('"', '""')
    return f'"{escaped}"'
