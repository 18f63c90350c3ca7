"""The sheet Capacity: people by weeks as a heat map, the agency's hours as a chart, and the hours behind both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from openpyxl.formatting import rule as rules
from openpyxl.styles import Font, PatternFill

from outbox.documents.capacity import deployment
from outbox.documents.capacity.cells import PERCENT, WEEK, Sheet, at, literal, quoted
from outbox.documents.capacity.chart import three_lines
from outbox.documents.capacity.facts import CapacityBook, WeekFigures
from outbox.documents.capacity.style import AMBER, AMBER_INK, AWAY, GREY, RED, RED_INK, ROOM
from templates.phrases import Phrases

HEADER = 4
FIRST = HEADER + 1
PERSON, SKILLS, AVERAGE, WEEKS = 1, 2, 3, 4
CHART_ROWS = 16
TOTALS = ("gross", "delivery", "planned", "tentative", "free")

_is: Any = rules.CellIsRule  # untyped in openpyxl
Figure = Callable[[WeekFigures], Decimal]


class Blocks:
    """Where each block of the sheet begins: the heat map, the agency's hours, the chart and the three grids."""

    def __init__(self, people: int) -> None:
        self.totals = FIRST + people + 2  # after an empty row and the block's heading
        self.chart = self.totals + len(TOTALS) + 1
        self.delivery = self.chart + CHART_ROWS + 2
        self.planned = self.delivery + people + 2
        self.tentative = self.planned + people + 2
        self.gross = self.tentative + people + 2


def write(sheet: Sheet, book: CapacityBook, phrases: Phrases) -> None:
    """Write all blocks; utilisation and totals are formulas over the hours, and planned hours over Deployment."""
    blocks = Blocks(len(book.people))
    _head(sheet, book, phrases)
    _heat(sheet, book, phrases, blocks)
    _totals(sheet, book, phrases, blocks)
    _grid(sheet, book, phrases, blocks.delivery, "hours_delivery", lambda week: week.delivery)
    _booked(sheet, book, phrases, blocks.planned, "planned", lambda week: week.planned)
    _booked(sheet, book, phrases, blocks.tentative, "tentative", lambda week: week.tentative)
    _grid(sheet, book, phrases, blocks.gross, "hours_gross", lambda week: week.gross)
    three_lines(sheet, book, phrases, blocks.totals, at(blocks.chart, 1))
    _set_up(sheet, book, phrases, blocks)


def utilisation(week: WeekFigures, phrases: Phrases) -> Decimal | str:
    """Return what the heat map shows for a week."""
    if week.delivery:
        return week.planned / week.delivery
    return phrases.say("capacity", "over" if week.planned else "away")


def figures(book: CapacityBook, number: int) -> dict[str, Decimal]:
    """Return the agency's hours in one week."""
    weeks = [person.weeks[number] for person in book.people]
    sums = {key: sum((getattr(week, key) for week in weeks), Decimal(0)) for key in TOTALS[:-1]}
    return {**sums, "free": sums["delivery"] - sums["planned"]}


def _head(sheet: Sheet, book: CapacityBook, phrases: Phrases) -> None:
    sheet.text(1, 1, phrases.say("sheets", "capacity"), "title")
    sheet.height(1, 26)
    sheet.text(2, 1, phrases.say("capacity", "heading"), "heading")
    sheet.text(2, WEEKS, phrases.say("capacity", "legend"), "subtitle")
    for column, key in ((PERSON, "person"), (SKILLS, "skills"), (AVERAGE, "average")):
        sheet.text(HEADER, column, phrases.say("capacity", key), "header")
    for number, week in enumerate(book.weeks):
        sheet.day(HEADER, WEEKS + number, week, "header week", WEEK)


def _heat(sheet: Sheet, book: CapacityBook, phrases: Phrases, blocks: Blocks) -> None:
    away, over = literal(phrases.say("capacity", "away")), literal(phrases.say("capacity", "over"))
    last = WEEKS + len(book.weeks) - 1
    for number, person in enumerate(book.people):
        row, delivery, planned = FIRST + number, blocks.delivery + number, blocks.planned + number
        sheet.text(row, PERSON, person.name, "strong")
        sheet.text(row, SKILLS, person.skills or person.title, "muted")
        total = [sum((getattr(w, key) for w in person.weeks), Decimal(0)) for key in ("planned", "delivery")]
        ratio = f"SUM({at(planned, WEEKS)}:{at(planned, last)})/SUM({at(delivery, WEEKS)}:{at(delivery, last)})"
        average = total[0] / total[1] if total[1] else ""
        sheet.formula(row, AVERAGE, f'IFERROR({ratio},"")', average, "heat", PERCENT)
        for offset, week in enumerate(person.weeks):
            column = WEEKS + offset
            hours, work = at(delivery, column), at(planned, column)
            formula = f"IF({hours}=0,IF({work}=0,{away},{over}),{work}/{hours})"
            sheet.formula(row, column, formula, utilisation(week, phrases), "heat", PERCENT)


def _totals(sheet: Sheet, book: CapacityBook, phrases: Phrases, blocks: Blocks) -> None:
    sheet.text(blocks.totals - 1, 1, phrases.say("capacity", "agency"), "heading")
    grids = {key: getattr(blocks, key) for key in TOTALS[:-1]}
    people = max(1, len(book.people))
    for line, key in enumerate(TOTALS):
        sheet.text(blocks.totals + line, PERSON, phrases.say("capacity", key), "sum" if key == "free" else "strong")
        for column in (SKILLS, AVERAGE):
            sheet.text(blocks.totals + line, column, "", "sum" if key == "free" else "body")
    for offset in range(len(book.weeks)):
        column, sums = WEEKS + offset, figures(book, offset)
        for line, key in enumerate(TOTALS[:-1]):
            cells = f"{at(grids[key], column)}:{at(grids[key] + people - 1, column)}"
            sheet.formula(blocks.totals + line, column, f"SUM({cells})", sums[key])
        free = f"{at(blocks.totals + 1, column)}-{at(blocks.totals + 2, column)}"
        sheet.formula(blocks.totals + 4, column, free, sums["free"], "total")


def _grid(sheet: Sheet, book: CapacityBook, phrases: Phrases, top: int, key: str, figure: Figure) -> None:
    """Write a grid of hours that nothing in the book computes."""
    _names(sheet, book, top, phrases.say("capacity", key))
    for number, person in enumerate(book.people):
        for offset, week in enumerate(person.weeks):
            sheet.number(top + number, WEEKS + offset, figure(week))


def _booked(sheet: Sheet, book: CapacityBook, phrases: Phrases, top: int, key: str, figure: Figure) -> None:
    """Write a grid that sums the rows of Deployment with one status."""
    _names(sheet, book, top, phrases.say("capacity", f"hours_{key}"))
    status = literal(phrases.say("deployment", "booked" if key == "planned" else "tentative"))
    other = quoted(phrases.say("sheets", "deployment"))
    first, last = deployment.FIRST, deployment.last_row(book)
    names = f"{other}{at(first, deployment.PERSON, 'both')}:{at(last, deployment.PERSON, 'both')}"
    states = f"{other}{at(first, deployment.STATUS, 'both')}:{at(last, deployment.STATUS, 'both')}"
    for number, person in enumerate(book.people):
        for offset, week in enumerate(person.weeks):
            column = deployment.WEEKS + offset
            hours = f"{other}{at(first, column, 'row')}:{at(last, column, 'row')}"
            who = at(top + number, PERSON, "column")
            # A row that a lead adds has no status yet: it counts as booked work.
            added = f'+SUMIFS({hours},{names},{who},{states},"")' if key == "planned" else ""
            formula = f"SUMIFS({hours},{names},{who},{states},{status}){added}"
            sheet.formula(top + number, WEEKS + offset, formula, figure(week))


def _names(sheet: Sheet, book: CapacityBook, top: int, heading: str) -> None:
    sheet.text(top - 1, 1, heading, "heading")
    for number, person in enumerate(book.people):
        sheet.text(top + number, PERSON, person.name, "body")
        sheet.text(top + number, SKILLS, "", "body")
        sheet.text(top + number, AVERAGE, "", "body")


def _set_up(sheet: Sheet, book: CapacityBook, phrases: Phrases, blocks: Blocks) -> None:
    raw, last = sheet.raw, WEEKS + len(book.weeks) - 1
    people = FIRST + max(1, len(book.people)) - 1
    sheet.widths((22, 30, 9, *(8 for _ in book.weeks)))
    raw.freeze_panes = at(FIRST, WEEKS)
    raw.auto_filter.ref = f"{at(HEADER, 1)}:{at(people, last)}"
    for rule in _rules(phrases):
        raw.conditional_formatting.add(f"{at(FIRST, AVERAGE)}:{at(people, last)}", rule)
    free = blocks.totals + len(TOTALS) - 1
    negative = _is(operator="lessThan", formula=["0"], fill=_fill(RED), font=Font(color=RED_INK, bold=True))
    raw.conditional_formatting.add(f"{at(free, WEEKS)}:{at(free, last)}", negative)


def _rules(phrases: Phrases) -> Sequence[Any]:
    """Return how the heat map is coloured; words go before figures, because a text counts as more than any number."""
    alarm, quiet = Font(color=RED_INK, bold=True), Font(color=GREY, italic=True)
    over, away = (literal(phrases.say("capacity", key)) for key in ("over", "away"))
    return (
        _is(operator="equal", formula=[over], fill=_fill(RED), font=alarm, stopIfTrue=True),
        _is(operator="equal", formula=[away], fill=_fill(AWAY), font=quiet, stopIfTrue=True),
        _is(operator="equal", formula=['""'], fill=_fill(AWAY), stopIfTrue=True),
        _is(operator="greaterThan", formula=["1.0001"], fill=_fill(RED), font=alarm),
        _is(operator="greaterThanOrEqual", formula=["0.9"], fill=_fill(AMBER), font=Font(color=AMBER_INK)),
        _is(operator="lessThan", formula=["0.6"], fill=_fill(ROOM)),
    )


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)
