"""Tables read by what their headings say: which column holds the role, the hours, the amount, the due date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from parsers.contract import Cell, Table
from parsers.fields.money import currency_in, read_amount
from parsers.sow.blanks import is_blank, slots
from parsers.sow.facts import Money
from parsers.sow.view import View, trimmed


class Column(StrEnum):
    """What a column holds."""

    ID = "id"
    DELIVERABLE = "deliverable"
    MILESTONE = "milestone"
    PAYMENT = "payment"
    ROLE = "role"
    PERSON = "person"
    EMAIL = "email"
    HOURS = "hours"
    DAYS = "days"
    RATE = "rate"
    DUE = "due"
    PERCENT = "percent"
    ACCEPTANCE = "acceptance"
    AMOUNT = "amount"
    RECURRING = "recurring"
    START = "start"
    SIDE = "side"
    TITLE = "title"


_HEADS: tuple[tuple[Column, str], ...] = (
    (Column.ID, r"#|no\.?|nr\.?|id|ref(?:erence)?|item (?:#|no\.?|number)|s\.?no\.?|number|code|d#|m#"
r"|(?:deliverable|milestone|phase) (?:#|id|no\.?|number)"),
    (Column.ACCEPTANCE, r".*\b(?:acceptance|accepted when|criteria|definition of done|abnahme\w*)\b.*"),
    (Column.RECURRING, r"(?!.*\b(?:hours|hrs|days)\b)(?:.*\b(?:monthly|per month|annual(?:ly)?|per year|yearly"
    r"|recurring|quarterly|ongoing)\b.*"
r"|.*/ ?(?:mo(?:nth)?|yr|year)\b.*|monatlich\w*|j[äa]hrlich\w*|par mois|mensuel\w*|mensual\w*)"),
    (Column.RATE, r".*\b(?:rates?|(?:cost|price|fee) ?(?:/|per|an) ?(?:hour|day|hr)|hourly|daily|stundensatz"
r"|tagessatz|satz|tarif|taux\w*|per hour|per day)\b.*"),
    (Column.PERCENT, r".*%.*|.*\b(?:percent(?:age)?|share|anteil)\b.*"),
    (Column.START, r"(?:planned |estimated )?(?:start(?:s|ing)?|begin(?:s|ning)?|from)(?: date)?|beginn|d[ée]but"
    r"|inicio"),
    (Column.DUE, r".*\b(?:due|dates?|data|deadline|when|finish|week\(?s?\)?|month\(?s?\)?|completion|timing|time ?line"
r"|time ?frame|schedule|datum|termin|f[äa]llig\w*|fin|[ée]ch[ée]ance|fecha|target|duration"
r"|delivery)\b.*"),
    (Column.HOURS, r".*\b(?:hours?|hrs?|stunden|heures|horas|uren)\b.*|(?:estimated )?(?:effort|estimate)"),
    (Column.DAYS, r".*\b(?:days?|tage|jours|d[ií]as|dagen|person[- ]days)\b.*"),
    (Column.AMOUNT, r".*\b(?:amounts?|fees?|price|cost|costs|total|value|budget|betrag|preis|kosten|honorar|montant"
r"|prix|importe|precio|bedrag|one-?(?:off|time)|funding|grant|kwota|commercials|subtotal|payment amount|charge"
r"|ext(?:ended)?|line total|usd|eur|gbp"
r"|sum)\b.*"),
    (Column.EMAIL, r".*\be-?mail\b.*"),
    (Column.ROLE, r"(?:project |team |staff )?(?:roles?|resources?|positions?|personnel|staff|job titles?"
r"|team members?(?: role)?|profile|rolle|ressource|r[ôo]le|rol|perfil|profil|labou?r category"
r"|skill|role ?/ ?title|resource type)"),
    (Column.PERSON, r"(?:contact |full |person |contact person )?names?|contact|person|ansprechpartner|nom|naam"),
    (Column.SIDE, r"party|side|organi[sz]ation|company|for"),
    (Column.MILESTONE, r".*\b(?:milestones?|phases?|meilensteine?|stage|jalon|hito|mijlpaal|fase|phase|[ée]tape"
    r"|etapa)\b.*"),
    (Column.DELIVERABLE, r".*\b(?:deliverables?|work products?|outputs?|liefergegenstand|livrables?|entregables?)\b.*"),
    (Column.PAYMENT, r".*\b(?:payments?|instal?l?ments?|invoices?|trigger|zahlung\w*|rate nr)\b.*"),
    (Column.TITLE, r"(?:item|description|task|activity|work|service|name|title|event|line item|scope|component"
r"|module|feature|workstream|category|leistung|beschreibung|bezeichnung|t[âa]che|tarea"
r"|work package|area|sprint|requirement|element)s?(?: (?:name|description|title))?"
r"|.*\bdescription\b.*"),
)  # fmt: skip
_HEAD_PATTERNS = tuple((column, re.compile(words, re.IGNORECASE | re.DOTALL)) for column, words in _HEADS)
_SUMMARY = re.compile(
    r"^\W*(?:(?:grand |sub-?|overall |project |estimated )*total(?:s|es|e)?|sum(?:me|a)?|gesamt\w*|zwischensumme"
    r"|totaal|totalt|somme|razem"
    r"|subtotal|tax|vat|tva|iva|btw|gst|mwst|ust)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the headings: its cells, and whether it sums up others."""

    cells: tuple[Cell, ...]
    summary: bool

    @property
    def span(self) -> tuple[int, int]:
        """Return where the row stands in the text."""
        return min(cell.start for cell in self.cells), max(cell.end for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with known columns; `columns` pairs each kind of column with its places, left to right."""

    table: Table
    heads: tuple[Column | None, ...]
    head_words: tuple[str, ...]
    rows: tuple[Row, ...]

    def has(self, *wanted: Column) -> bool:
        """Return whether the table has every column asked for."""
        return all(column in self.heads for column in wanted)

    def cell(self, row: Row, column: Column, last: bool = False) -> Cell | None:
        """Return the row's cell in the first (or last) column of a kind, None where the table has none."""
        places = [place for place, head in enumerate(self.heads) if head is column and place < len(row.cells)]
        return row.cells[places[-1 if last else 0]] if places else None

    def cells(self, row: Row, column: Column) -> list[Cell]:
        """Return the row's cells in every column of a kind, left to right."""
        return [row.cells[place] for place, head in enumerate(self.heads) if head is column and place < len(row.cells)]

    def cell_headed(self, row: Row, column: Column, words: re.Pattern[str]) -> Cell | None:
        """Return the row's cell in the column of a kind whose heading holds `words`, else in the first one."""
        places = [place for place, head in enumerate(self.heads) if head is column and place < len(row.cells)]
        named = [place for place in places if words.search(self.head_words[place])]
        return row.cells[(named or places)[0]] if places else None

    def words(self, column: Column) -> str:
        """Return the heading of the first column of a kind, "" where there is none."""
        return self.head_words[self.heads.index(column)] if column in self.heads else ""


def grid_of(view: View, table: Table) -> Grid | None:
    """Return a table by its headings, None where no row of the first three reads as headings."""
    for number, row in enumerate(table.rows[:3]):
        words = tuple(view.text[cell.start : cell.end].strip(" *_\n:") for cell in row)
        heads = tuple(column_of(word) for word in words)
        distinct = len({cell.start for cell in row})
        if distinct >= 2 and sum(head is not None for head in heads) >= max(2, (distinct + 1) // 2):
            rows = tuple(_row(view, cells) for cells in table.rows[number + 1 :] if _is_row(view, cells))
            return Grid(table, heads, words, rows)
    return None


def grids_of(view: View) -> tuple[Grid, ...]:
    """Return the document's tables that have headings."""
    return tuple(grid for table in view.document.tables if (grid := grid_of(view, table)) is not None)


def column_of(words: str) -> Column | None:
    """Return what a heading says its column holds; long words are no heading."""
    plain = " ".join(words.split())
    if not plain or len(plain) > 60:
        return None
    return next((column for column, pattern in _HEAD_PATTERNS if pattern.fullmatch(plain)), None)


def filled(view: View, cell: Cell | None) -> tuple[int, int] | None:
    """Return the trimmed span of a cell that says something, None for an empty or placeholder cell."""
    if cell is None:
        return None
    start, end = trimmed(view.text, cell.start, cell.end)
    return None if start >= end or is_blank(view.text[start:end]) else (start, end)


def sum_in(view: View, grid: Grid, row: Row, column: Column) -> Money | None:
    """Return the amount in a row's last cell of a kind, its currency taken from the heading where the cell has none."""
    span = filled(view, grid.cell(row, column, last=True))
    if span is None:
        return None
    sums = view.money(*span)
    if sums:
        return view.sum_of(sums[0]) if sums[0].per is None else None
    number = read_amount(view.text[span[0] : span[1]].strip())
    return None if number is None else Money(number, _currency(view, grid, column))


def _currency(view: View, grid: Grid, column: Column) -> str | None:
    """Return the currency that the heading names, else another heading, else the document's only one."""
    heads = [words for words, head in zip(grid.head_words, grid.heads, strict=True) if head is column]
    words = " ".join((*heads[::-1], *grid.head_words))
    named = currency_in(words)
    if named is None:
        return view.currency
    return view.dollar if named == "USD" and re.search(r"(?<![A-Z])\$", words) else named


def entries(grid: Grid) -> Iterator[Row]:
    """Yield the rows that stand for one thing each, sums left out."""
    return (row for row in grid.rows if not row.summary)


def leaves(view: View, grid: Grid) -> Iterator[Row]:
    """Yield the entries without those that sum up others by number: "2 Build" above "2.1" and "2.2"."""
    rows = list(entries(grid))
    numbers = [_number(view, row) for row in rows]
    parents = {number.rpartition(".")[0] for number in numbers if "." in number}
    return (row for row, number in zip(rows, numbers, strict=True) if not number or number not in parents)


def _number(view: View, row: Row) -> str:
    cell = row.cells[0]
    match = re.match(r"\W{0,4}(\d{1,3}(?:\.\d{1,3}){0,3})(?=[.)]?(?:\s|$))", view.text[cell.start : cell.end])
    return match.group(1) if match else ""


def is_form_row(view: View, row: Row) -> bool:
    """Return whether a row is a form's own: a label that ends in a colon, or a cell with a place to fill in."""
    texts = [view.text[cell.start : cell.end].strip(" *_") for cell in row.cells]
    return any(text.endswith(":") for text in texts) or any(slots(text) for text in texts)


def _row(view: View, cells: tuple[Cell, ...]) -> Row:
    first = next((cell for cell in cells if cell.end > cell.start), cells[0])
    words = [view.text[cell.start : cell.end] for cell in cells[:3]]
    return Row(
        cells, bool(_SUMMARY.match(view.text[first.start : first.end])) or any(_SUMMARY.match(word) for word in words)
    )


def _is_row(view: View, cells: tuple[Cell, ...]) -> bool:
    distinct = {cell.start for cell in cells if view.text[cell.start : cell.end].strip()}
    if not distinct:
        return False
    return len(cells) == 1 or len(distinct) > 1 or len({cell.start for cell in cells}) > 1
