"""A document laid out for the SOW readers: its lines, sections and labelled values, prepared once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from parsers.contract import BlockKind, Document, Finding, Place, Table
from parsers.fields.dates import DateSpan, Order, find_dates
from parsers.fields.money import MoneySpan, crown_of, dollar_of, find_money, yen_of
from parsers.sow.continued import joined
from parsers.sow.facts import Money

_DECORATION = ' \t\n\u00a0*_`|"“”'  # what can surround a value without being part of it
_OPENERS = _DECORATION + "#>•·▪◦‣■"
_BULLET = re.compile(
    r"^(?:[•·▪◦‣■□☐☒✓–—*+o-][ \t]+|\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivx]{1,5})[.)][ \t]+"
    r"|\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[ \t]+(?=[A-Z]))"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line `text[start:end]`, trimmed; `cell` names the table cell it stands in, `block` counts blocks."""

    start: int
    end: int
    text: str
    kind: BlockKind
    level: int = 0
    cell: str | None = None
    block: int = 0

    @property
    def bullet(self) -> int:
        """Return the length of the bullet or number the line begins with, 0 where it has none."""
        match = _BULLET.match(self.text)
        return match.end() if match else 0

    @property
    def is_item(self) -> bool:
        """Return whether the line begins a list item."""
        return self.kind is BlockKind.ITEM or self.bullet > 0


@dataclass(frozen=True, slots=True)
class View:
    """A document with what every reader of it needs: lines in order, the day order, what `$`, `¥` and `kr` mean.

    `currency` is the one in which all its amounts are stated; None where it uses none or several.

    `window` is the time the project takes, which gives a yearless "Jan 25" its year; `begins`, `effective` and
    `signed_on` are the dates that relative ones count from. Each is None where it is not known.
    """

    document: Document
    lines: tuple[Line, ...]
    order: Order | None
    dollar: str
    yen: str = "JPY"
    crown: str | None = None
    currency: str | None = None
    window: tuple[date, date] | None = None
    begins: date | None = None
    effective: date | None = None
    signed_on: date | None = None

    @property
    def text(self) -> str:
        """Return the document's text."""
        return self.document.text

    def dates(self, start: int, end: int) -> tuple[DateSpan, ...]:
        """Return the dates of a stretch, read in the document's day order."""
        return find_dates(self.text, self.order, start, end)

    def money(self, start: int, end: int) -> tuple[MoneySpan, ...]:
        """Return the amounts of a stretch."""
        return find_money(self.text, start, end)

    def sum_of(self, span: MoneySpan) -> Money:
        """Return the amount of a span, a bare `$` read as the document's dollar, and `¥` and `kr` likewise."""
        if span.bare_dollar:
            return Money(span.amount, self.dollar)
        local = self.yen if span.currency == "JPY" else span.currency or self.crown
        return Money(span.amount, local)

    def plain(self, start: int, end: int) -> Finding[str]:
        """Return the words of a stretch, trimmed, as a finding of themselves."""
        first, last = trimmed(self.text, start, end)
        return self.document.finding(self.text[first:last], first, last)


def view_of(document: Document, order: Order | None) -> View:
    """Return `document` laid out as lines; a document without blocks is taken line by line."""
    text, document = document.text, joined(document)
    view = View(document, lines_of(document), order, dollar_of(text), yen_of(text), crown_of(text))
    used = {view.sum_of(span).currency for span in view.money(0, len(text))}
    return replace(view, currency=used.pop() if len(used) == 1 else None)


def lines_of(document: Document) -> tuple[Line, ...]:
    """Return the document's lines in reading order, empty ones left out."""
    lines: list[Line] = []
    if not document.blocks:
        _split(document.text, 0, len(document.text), BlockKind.PARAGRAPH, 0, None, 0, lines)
    for number, block in enumerate(document.blocks):
        _split(document.text, block.start, block.end, block.kind, block.level, block.cell, number, lines)
    return tuple(lines)


def _split(
    text: str, start: int, end: int, kind: BlockKind, level: int, cell: str | None, number: int, into: list[Line]
) -> None:
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        first, last = position, stop
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if last > first:
            into.append(Line(first, last, text[first:last], kind, level, cell, number))
        position = stop + 1


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space, emphasis marks and dangling separators at its ends."""
    while start < end and (text[start] in _OPENERS or (text[start] in ":;,–—-" and _loose(text, start, end))):
        start += 1
    while end > start and (text[end - 1] in _DECORATION or text[end - 1] in ",;:–—-|"):
        end -= 1
    return start, end


def _loose(text: str, position: int, end: int) -> bool:
    return position + 1 < end and text[position + 1].isspace()


def table_span(table: Table) -> tuple[int, int]:
    """Return where a table starts and ends in the text; (0, 0) for an empty one."""
    cells = [cell for row in table.rows for cell in row]
    return (min(cell.start for cell in cells), max(cell.end for cell in cells)) if cells else (0, 0)


def place_of(view: View, start: int, end: int) -> Place:
    """Return the place of a stretch."""
    return view.document.place(start, end)
