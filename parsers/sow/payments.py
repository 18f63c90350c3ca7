"""Instalments: payment tables and lists, and milestone tables that carry amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from parsers.contract import Finding
from parsers.sow.due import Due, due_in, finding, words_if_undated
from parsers.sow.entries import Entry, is_clause, items_of, title_in
from parsers.sow.facts import Money, Payment
from parsers.sow.grids import Column, Grid, Row, entries, filled, grid_of, sum_in
from parsers.sow.instalments import EVENT, PERCENT, instalments_in
from parsers.sow.sections import Section, Topic, about
from parsers.sow.view import View

_LEAD = re.compile(
    r"[\s:–—-]*(?:of (?:the )?(?:total |project |contract |fixed )*(?:fees?|price|amount"
    r"|cost)?)?[\s:,–—(-]*(?:is |shall be |will be )?(?:due |payable |paid |invoiced )*",
    re.IGNORECASE,
)
_SUM_BESIDE = re.compile(r"\s*[(\[][^()\[\]]{0,4}(?:[$€£₹]|[A-Z]{3}[ ]?)\d[\d.,' ]*[^()\[\]]{0,4}[)\]]$")
_NOT_PAYMENT = re.compile(
    r"\b(?:late|interest|penalt\w+|tax|vat|discount|overdue|retention|net \d+|per annum|per month|expenses?"
    r"|reimburs\w+|management fee|surcharge)\b",
    re.IGNORECASE,
)
Found = tuple[Finding[Payment], ...]


def read_payments(view: View, sections: tuple[Section, ...], grids: tuple[Grid, ...]) -> Found:
    """Return the instalments: a payment table first, else a list of shares or sums, else paid milestones."""
    own = [section for section in sections if section.about(Topic.PAYMENTS)]
    placed = [
        grid
        for section in own
        for table in section.tables
        if (grid := grid_of(view, table)) is not None and not grid.has(Column.ROLE)
    ]
    named = [
        grid for grid in grids if grid.has(Column.PAYMENT) and (grid.has(Column.AMOUNT) or grid.has(Column.PERCENT))
    ]
    for tables in ([*named, *placed], [grid for grid in grids if _is_paid_plan(grid)]):
        tabled = tuple(item for grid in dict.fromkeys(tables) for item in _from_grid(view, grid))
        if tabled:
            return tabled
    listed = tuple(item for section in own for item in _from_list(view, section))
    for part in about(sections, Topic.FEES):
        entries_of = tuple(_from_list(view, part)) if not listed else ()
        listed = entries_of if _adds_up(entries_of) else listed
    if listed:
        return listed
    return next((found for line in view.lines if line.cell is None and (found := instalments_in(view, line))), ())


def _adds_up(found: Found) -> bool:
    """Return whether entries under a heading for fees are instalments: shares of the whole, or sums due on events."""
    shares = [one.value.percent for one in found if one.value.percent is not None]
    if shares:
        return len(shares) > 1 and sum(shares) == 100
    return len(found) > 1 and all(one.value.due or EVENT.match(one.value.label) for one in found)


def _is_paid_plan(grid: Grid) -> bool:
    if grid.has(Column.ROLE):
        return False
    if grid.has(Column.PAYMENT) and (grid.has(Column.DUE) or grid.has(Column.TITLE) or grid.has(Column.MILESTONE)):
        return True
    planned = grid.has(Column.MILESTONE) or grid.has(Column.DELIVERABLE)
    return planned and (grid.has(Column.AMOUNT) or grid.has(Column.PERCENT))


def _from_grid(view: View, grid: Grid) -> Iterator[Finding[Payment]]:
    for row in entries(grid):
        amount, percent = _amount(view, grid, row), _percent(view, grid, row)
        label = _label(view, grid, row)
        if label is None or (amount is None and percent is None):
            continue
        due = filled(view, grid.cell(row, Column.DUE))
        when = due_in(view, *due) if due else None
        text = None if due is None or (when and when.date) else " ".join(view.text[due[0] : due[1]].split())
        yield finding(view, Payment(label, amount, percent, None, text), when, *row.span)


def _amount(view: View, grid: Grid, row: Row) -> Money | None:
    for column in (Column.AMOUNT, Column.PAYMENT):
        found = sum_in(view, grid, row, column)
        if found is not None and (found.currency or column is Column.AMOUNT):
            return found
    return None


def _percent(view: View, grid: Grid, row: Row) -> Decimal | None:
    for column in (Column.PERCENT, Column.AMOUNT, Column.PAYMENT):
        span = filled(view, grid.cell(row, column))
        match = PERCENT.search(view.text, *span) if span else None
        if match is not None:
            return Decimal(match.group(1).replace(",", "."))
    return None


def _label(view: View, grid: Grid, row: Row) -> str | None:
    columns = (Column.PAYMENT, Column.DELIVERABLE, Column.MILESTONE, Column.TITLE, Column.ID, Column.DUE)
    spans = (filled(view, cell) for column in columns for cell in grid.cells(row, column))
    for span in spans:
        if span is not None and not re.fullmatch(r"[\d\W]+%?", view.text[span[0] : span[1]]) and not view.money(*span):
            return " ".join(view.text[span[0] : span[1]].split())
    return None


def _from_list(view: View, section: Section) -> Iterator[Finding[Payment]]:
    plain = [Entry(line.start, line.end, line) for line in section.lines if not line.is_item and len(line.text) < 160]
    plain = plain if section.about(Topic.PAYMENTS) and sum("%" in one.head.text for one in plain) > 1 else []
    for entry in list(items_of(view, section, nested=True)) or plain:
        words = view.text[entry.start : entry.end]
        share = PERCENT.search(words)
        sums = [span for span in view.money(entry.start, entry.end) if span.per is None]
        if (share is None and not sums) or _NOT_PAYMENT.search(words) or (share is None and is_clause(words)):
            continue
        due = due_in(view, entry.start, entry.end)
        at = (entry.start + share.start(), entry.start + share.end()) if share else (sums[0].start, sums[0].end)
        label = _item_label(view, entry.start, entry.end, at, due)
        if label is None:
            continue
        percent = Decimal(share.group(1).replace(",", ".")) if share else None
        value = Payment(
            label,
            view.sum_of(sums[0]) if sums else None,
            percent,
            None,
            words_if_undated(due),
        )
        yield finding(view, value, due, entry.start, entry.end)


def _item_label(view: View, start: int, end: int, at: tuple[int, int], due: Due | None) -> str | None:
    """Return what stands before the share or sum, else what follows it: "20% upon Contract Signature"."""
    before = title_in(view, start, at[0])
    if before is not None and re.search(r"[A-Za-zÀ-ÿ]{2}", view.text[before[0] : before[1]]):
        return " ".join(view.text[before[0] : before[1]].rstrip(" (:=").split())
    lead = _LEAD.match(view.text, at[1], end)
    after = title_in(view, lead.end() if lead else at[1], end, due)
    return _SUM_BESIDE.sub("", " ".join(view.text[after[0] : after[1]].split())) if after else None
