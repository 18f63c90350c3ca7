"""The sheet Summary: this week in five figures, and what needs attention in words."""

from __future__ import annotations

from decimal import Decimal

from outbox.documents.capacity import grid
from outbox.documents.capacity.cells import HOURS, PERCENT, Sheet, at, quoted
from outbox.documents.capacity.facts import CapacityBook
from outbox.documents.capacity.said import sentence
from outbox.documents.capacity.style import TONES
from templates.formats import date_text
from templates.phrases import Phrases

_MOST = 25
_COLUMNS = 10


def write(sheet: Sheet, book: CapacityBook, phrases: Phrases) -> None:
    """Write the figures of this week, then every finding, worst first."""
    sheet.widths([11] * _COLUMNS)
    sheet.text(1, 1, phrases.say("book", "title"), "title")
    sheet.height(1, 28)
    day = date_text(book.written, book.locale)
    sheet.text(2, 1, phrases.say("book", "as_of", agency=book.agency, day=day), "subtitle")
    sheet.text(4, 1, phrases.say("summary", "this_week"), "heading")
    _figures(sheet, book, phrases)
    sheet.text(8, 1, phrases.say("summary", "attention"), "heading")
    row = _findings(sheet, book, phrases, 9)
    _notes(sheet, phrases, row + 1)


def _figures(sheet: Sheet, book: CapacityBook, phrases: Phrases) -> None:
    totals, week = grid.Blocks(len(book.people)).totals, grid.figures(book, 0)
    there = quoted(phrases.say("sheets", "capacity"))
    delivery, planned = (f"{there}{at(totals + line, grid.WEEKS)}" for line in (1, 2))
    share = week["planned"] / week["delivery"] if week["delivery"] else Decimal(0)
    shown = (
        ("people", "", Decimal(len(book.people)), "0"),
        ("delivery", delivery, week["delivery"], HOURS),
        ("planned", planned, week["planned"], HOURS),
        ("utilisation", f"IF({delivery}=0,0,{planned}/{delivery})", share, PERCENT),
        ("free", f"{delivery}-{planned}", week["free"], "General"),
    )
    for number, (key, formula, value, form) in enumerate(shown):
        column = 1 + 2 * number
        if formula:
            sheet.formula(5, column, formula, value, "figure", form)
        else:
            sheet.number(5, column, value, "figure", form)
        sheet.text(5, column + 1, "", "figure")
        sheet.text(6, column, phrases.say("summary", key), "figure label")
        sheet.text(6, column + 1, "", "figure label")
        sheet.merge(5, column, column + 1)
        sheet.merge(6, column, column + 1)
    sheet.height(5, 32)
    sheet.height(6, 18)


def _findings(sheet: Sheet, book: CapacityBook, phrases: Phrases, row: int) -> int:
    if not book.findings:
        _line(sheet, row, phrases.say("summary", "nothing"), "good")
        return row + 1
    for finding in book.findings[:_MOST]:
        _line(sheet, row, sentence(phrases, finding, book.locale), TONES[finding.kind])
        row += 1
    return row


def _notes(sheet: Sheet, phrases: Phrases, row: int) -> None:
    sheet.text(row, 1, phrases.say("summary", "how"), "heading")
    deployment = phrases.say("sheets", "deployment")
    _line(sheet, row + 1, phrases.say("summary", "edit", deployment=deployment), "note", lines=2)
    _line(sheet, row + 2, phrases.say("summary", "counted"), "note", lines=2)


def _line(sheet: Sheet, row: int, text: str, style: str, lines: int = 1) -> None:
    for column in range(1, _COLUMNS + 1):
        sheet.text(row, column, text if column == 1 else "", style)
    sheet.merge(row, 1, _COLUMNS)
    sheet.height(row, 15.0 * max(lines, 1 + len(text) // 115))
