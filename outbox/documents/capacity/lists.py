"""The sheets that list: Projects, At risk, Assumptions, and the hidden one that names this copy."""

from __future__ import annotations

from decimal import Decimal

from outbox.documents.capacity import deployment
from outbox.documents.capacity.cells import WEEK, Sheet, at, quoted
from outbox.documents.capacity.facts import CapacityBook, ProjectLine
from outbox.documents.capacity.said import sentence
from outbox.documents.capacity.style import TONES
from templates.phrases import Phrases

_AT_RISK = ("gone", "over", "late", "unstaffed", "squeezed")
_PROJECT_KEYS = ("code", "title", "client", "lead", "stage", "starts", "ends", "sold", "booked", "open", "next", "due")
LISTS = "_lists"


def write_projects(sheet: Sheet, book: CapacityBook, phrases: Phrases) -> None:
    """Write every project with what was sold and what is booked; what is not booked is a formula over Deployment."""
    _header(sheet, phrases, "projects", _PROJECT_KEYS)
    sheet.widths((15, 27, 22, 14, 10, 12, 12, 8, 13, 9, 20, 12))
    sheet.height(4, 38)
    for row, line in enumerate(book.projects, start=5):
        _project(sheet, book, phrases, row, line)
    _ready(sheet, len(_PROJECT_KEYS), len(book.projects), 3)


def _project(sheet: Sheet, book: CapacityBook, phrases: Phrases, row: int, line: ProjectLine) -> None:
    for column, text in enumerate((line.code, line.title, line.client, line.lead, line.stage), start=1):
        sheet.text(row, column, text, "strong" if column == 1 else "body")
    sheet.day(row, 6, line.starts)
    sheet.day(row, 7, line.ends)
    if line.sold is None:
        sheet.text(row, 8, "", "hours")
        sheet.text(row, 10, "", "hours")
    else:
        sheet.number(row, 8, line.sold)
        left = line.sold - line.booked
        sheet.formula(row, 10, f"MAX(0,{at(row, 8)}-{at(row, 9)})", max(left, Decimal(0)))
    beyond = line.booked - _shown(book, line.code)
    other = quoted(phrases.say("sheets", "deployment"))
    first, last, total = deployment.FIRST, deployment.last_row(book), deployment.WEEKS + len(book.weeks)
    codes = f"{other}{at(first, deployment.PROJECT, 'both')}:{at(last, deployment.PROJECT, 'both')}"
    hours = f"{other}{at(first, total, 'both')}:{at(last, total, 'both')}"
    # Hours after the weeks shown are a figure of the formula itself: no cell of this book holds them.
    sheet.formula(row, 9, f"SUMIFS({hours},{codes},{at(row, 1)})+{format(beyond.normalize(), 'f')}", line.booked)
    sheet.text(row, 11, line.next_milestone)
    sheet.day(row, 12, line.next_due)


def _shown(book: CapacityBook, code: str) -> Decimal:
    return sum((sum(row.hours, Decimal(0)) for row in book.rows if row.project == code), Decimal(0))


def write_risks(sheet: Sheet, book: CapacityBook, phrases: Phrases) -> None:
    """Write what breaks a date or a person, with its words."""
    _header(sheet, phrases, "risk", ("what", "who", "week", "hours", "due", "said"))
    sheet.widths((12, 26, 12, 9, 13, 95))
    risky = [finding for finding in book.findings if finding.kind in _AT_RISK]
    for row, finding in enumerate(risky, start=5):
        sheet.text(row, 1, phrases.say("kind", finding.kind), TONES[finding.kind])
        sheet.text(row, 2, finding.person or finding.project)
        sheet.day(row, 3, finding.week, form=WEEK)
        sheet.number(row, 4, finding.hours)
        sheet.day(row, 5, finding.day)
        sheet.text(row, 6, sentence(phrases, finding, book.locale), "wrap")
    if not risky:
        sheet.text(5, 1, phrases.say("risk", "nothing"), "note")
        sheet.merge(5, 1, 6)
    _ready(sheet, 6, len(risky), 2)


def write_assumptions(sheet: Sheet, book: CapacityBook, phrases: Phrases) -> None:
    """Write what is assumed, and how each person's capacity is counted."""
    _header(sheet, phrases, "assumptions", ("about", "text", "ground"))
    sheet.widths((26, 70, 70))
    for row, line in enumerate(book.assumptions, start=5):
        sheet.text(row, 1, line.about, "strong")
        sheet.text(row, 2, line.text, "wrap")
        sheet.text(row, 3, line.ground, "wrap")
        sheet.height(row, 15.0 * (1 + max(len(line.text), len(line.ground)) // 72))
    if not book.assumptions:
        sheet.text(5, 1, phrases.say("assumptions", "nothing"), "note")
    _ready(sheet, 3, len(book.assumptions), 2)


def write_lists(sheet: Sheet, book: CapacityBook) -> None:
    """Write the names that cells may choose from, and the token of this copy, out of sight."""
    for row, person in enumerate(book.people, start=1):
        sheet.text(row, 1, person.name)
    for row, line in enumerate(book.projects, start=1):
        sheet.text(row, 2, line.code)
    sheet.text(1, 3, book.token)
    for row, week in enumerate(book.weeks, start=1):
        sheet.text(row, 4, week.isoformat())
    sheet.raw.sheet_state = "hidden"


def _header(sheet: Sheet, phrases: Phrases, table: str, keys: tuple[str, ...]) -> None:
    name = {"risk": "risk", "projects": "projects", "assumptions": "assumptions"}[table]
    sheet.text(1, 1, phrases.say("sheets", name), "title")
    sheet.height(1, 26)
    for column, key in enumerate(keys, start=1):
        sheet.text(4, column, phrases.say(table, key), "header wrap")


def _ready(sheet: Sheet, columns: int, rows: int, freeze: int) -> None:
    sheet.raw.freeze_panes = at(5, freeze)
    if rows:
        sheet.raw.auto_filter.ref = f"{at(4, 1)}:{at(4 + rows, columns)}"
