"""The sheet Deployment: who does what in which week; the one sheet a lead edits and sends back."""

from __future__ import annotations

from decimal import Decimal

from openpyxl.worksheet.datavalidation import DataValidation

from outbox.documents.capacity.cells import WEEK, Sheet, at
from outbox.documents.capacity.facts import CapacityBook, DeploymentLine
from templates.phrases import Phrases

HEADER = 4
FIRST = HEADER + 1
KEY, PERSON, PROJECT, TITLE, TASK, STATUS, WEEKS = 1, 2, 3, 4, 5, 6, 7
EMPTY_ROWS = 20  # room for rows a lead adds, within the reach of every formula
_WIDTHS = (4, 20, 15, 30, 22, 10)


def last_row(book: CapacityBook) -> int:
    """Return the last row that formulas on other sheets look at."""
    return FIRST + len(book.rows) + EMPTY_ROWS - 1


def write(sheet: Sheet, book: CapacityBook, phrases: Phrases) -> None:
    """Write every row with its hours, and empty ones for what a lead adds."""
    total = WEEKS + len(book.weeks)
    sheet.text(1, KEY, book.token, "muted")  # in the hidden column: it comes back with the rows, whatever is renamed
    sheet.text(1, PERSON, phrases.say("sheets", "deployment"), "title")
    sheet.height(1, 26)
    sheet.text(2, PERSON, phrases.say("summary", "edit", deployment=phrases.say("sheets", "deployment")), "subtitle")
    for column, key in enumerate(("key", "person", "project", "title", "task", "status"), start=1):
        sheet.text(HEADER, column, phrases.say("deployment", key), "header")
    for number, week in enumerate(book.weeks):
        sheet.day(HEADER, WEEKS + number, week, "header week", WEEK)
    sheet.text(HEADER, total, phrases.say("deployment", "total"), "header week")
    for row, line in enumerate(book.rows, start=FIRST):
        _row(sheet, row, line, phrases)
        _total(sheet, row, total, sum(line.hours, Decimal(0)))
    for row in range(FIRST + len(book.rows), last_row(book) + 1):
        _empty(sheet, row, total)
    _set_up(sheet, book, phrases, total)


def _row(sheet: Sheet, row: int, line: DeploymentLine, phrases: Phrases) -> None:
    text, hours = ("tentative text", "tentative") if line.tentative else ("body", "input")
    sheet.text(row, KEY, line.key, "muted")
    sheet.text(row, PERSON, line.person, text)
    sheet.text(row, PROJECT, line.project, text)
    sheet.text(row, TITLE, line.title, text)
    sheet.text(row, TASK, line.task, text)
    sheet.text(row, STATUS, phrases.say("deployment", "tentative" if line.tentative else "booked"), text)
    for number, amount in enumerate(line.hours):
        sheet.number(row, WEEKS + number, amount, hours)


def _empty(sheet: Sheet, row: int, total: int) -> None:
    for column in range(KEY, total):
        sheet.text(row, column, "", "input" if column >= WEEKS else "input text")
    _total(sheet, row, total, Decimal(0))


def _total(sheet: Sheet, row: int, total: int, value: Decimal) -> None:
    sheet.formula(row, total, f"SUM({at(row, WEEKS)}:{at(row, total - 1)})", value, "total")


def _set_up(sheet: Sheet, book: CapacityBook, phrases: Phrases, total: int) -> None:
    raw, last = sheet.raw, last_row(book)
    sheet.widths((*_WIDTHS, *(7.5 for _ in book.weeks), 8))
    raw.column_dimensions["A"].hidden = True
    raw.freeze_panes = at(FIRST, WEEKS)
    raw.auto_filter.ref = f"{at(HEADER, KEY)}:{at(last, total)}"
    hours = DataValidation(type="decimal", operator="between", formula1="0", formula2="80", allow_blank=True)
    hours.error, hours.errorTitle = phrases.say("deployment", "hours_help"), phrases.say("deployment", "hours_wrong")
    hours.add(f"{at(FIRST, WEEKS)}:{at(last, total - 1)}")
    raw.add_data_validation(hours)
    for column, name, count in ((PERSON, "A", len(book.people)), (PROJECT, "B", len(book.projects))):
        if count:
            listed = DataValidation(type="list", formula1=f"_lists!${name}$1:${name}${count}", allow_blank=True)
            listed.error = phrases.say("deployment", "person_help" if column == PERSON else "project_help")
            listed.add(f"{at(FIRST, column)}:{at(last, column)}")
            raw.add_data_validation(listed)
