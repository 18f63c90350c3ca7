"""The fee of the whole: the one total among line items, options, recurring charges and other agreements' sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.contract import Finding
from parsers.fields.money import MoneySpan, currency_in, read_amount
from parsers.sow.facts import Money
from parsers.sow.grids import Column, Grid, Row, filled
from parsers.sow.labels import Label, Pair
from parsers.sow.sections import Section, Topic, section_at
from parsers.sow.view import View

_PROSE = re.compile(
    r"(?:total|fixed|flat|lump[- ]sum|overall|aggregate|all-inclusive)\s+(?:\w+\s+){0,4}?(?:fees?"
    r"|price|cost|compensation|amount|sum|budget|value|investment|charges|consideration)\b"
    r"|not[- ]to[- ]exceed|shall not exceed|will not exceed|capped at|maximum (?:fee|amount|price"
    r"|budget)|for (?:a|the) (?:total|fixed|flat|sum)\b|in total"
    r"|\b(?:project|contract|sow) (?:fee|price|value|budget)|(?:fee|price|cost) (?:for|of) (?:the"
    r"|this|all) (?:project|services|work|sow|engagement)",
    re.IGNORECASE,
)
_NOT_FEE = re.compile(
    r"\b(?:option(?:al|s)?|add-?on|parent (?:sow|statement)|previous(?:ly)?|prior|liabilit\w+"
    r"|insurance|terminat\w+|damages|penalt\w+|late|interest|deposit|retainer"
    r"|expenses?|travel|maintenance|hosting|licen[cs]e|subscription|recurring|reimburs\w+|salary"
    r"|shares?|stock|threshold|revenue|credit|discount|change order|threshold"
    r"|warrant\w*|per incident|indemni\w+|bonus|minimum|instal?lments?|funding|raised|valuation"
    r"|per claim|not included|excluding tax of|subtotal|sub-total)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^\W*(?:grand |overall |project |estimated |fixed |contract |sow )*(?:total|gesamt\w*|summe"
    r"|totaal)\b(?! (?:hours|days|effort|monthly|annual|recurring|optional))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that claims to be the fee, with how strongly it claims it (the lower `rank` wins)."""

    finding: Finding[Money]
    rank: int


def read_totals(
    view: View, sections: tuple[Section, ...], pairs: tuple[Pair, ...], grids: tuple[Grid, ...]
) -> tuple[Total, ...]:
    """Return every sum that claims to be the whole fee, the strongest claim first."""
    found = [*_from_pairs(view, pairs), *_from_grids(view, sections, grids), *_from_prose(view, sections)]
    return tuple(sorted(found, key=lambda total: (total.rank, total.finding.place.start)))


def _from_pairs(view: View, pairs: tuple[Pair, ...]) -> Iterator[Total]:
    for pair in pairs:
        if pair.label is not Label.FEE or pair.blank or _NOT_FEE.search(pair.words):
            continue
        sums = [span for span in view.money(pair.start, pair.end) if _is_sum(view, span, pair.end)]
        if sums:
            named = re.search(r"total|not|fixed|gesamt|budget", pair.words, re.IGNORECASE)
            yield Total(_finding(view, sums[0]), 0 if named else 2)


def _from_grids(view: View, sections: tuple[Section, ...], grids: tuple[Grid, ...]) -> Iterator[Total]:
    for grid in grids:
        if not grid.has(Column.AMOUNT) or _in_options(sections, grid.rows[0].span[0] if grid.rows else 0):
            continue
        for row in grid.rows:
            start, end = row.span
            words = view.text[start:end]
            first = next((view.text[c.start : c.end] for c in row.cells if c.end > c.start), "")
            if (
                row.summary
                and (_TOTAL.match(first) or _TOTAL.match(_label_cell(view, row)))
                and not _NOT_FEE.search(words.partition("\t")[0])
            ):
                yield from _total_of(view, grid, row)


def _label_cell(view: View, row: Row) -> str:
    return next(
        (
            view.text[c.start : c.end]
            for c in row.cells
            if re.search(r"\btotal", view.text[c.start : c.end], re.IGNORECASE)
        ),
        "",
    )


def _total_of(view: View, grid: Grid, row: Row) -> Iterator[Total]:
    amount = filled(view, grid.cell(row, Column.AMOUNT, last=True)) or _last_filled(view, row)
    if amount is None:
        return
    sums = view.money(*amount)
    if sums:
        yield Total(_finding(view, sums[-1]), 1)
        return
    number = read_amount(view.text[amount[0] : amount[1]])
    currency = currency_in(" ".join(grid.head_words))
    if number is not None and currency is not None:
        yield Total(view.document.finding(Money(number, currency), *amount), 1)


def _last_filled(view: View, row: Row) -> tuple[int, int] | None:
    return next((span for cell in reversed(row.cells) if (span := filled(view, cell))), None)


def _from_prose(view: View, sections: tuple[Section, ...]) -> Iterator[Total]:
    for line in view.lines:
        cue = _PROSE.search(line.text)
        if cue is None or (line.cell is not None and len(line.text) < 25) or _in_options(sections, line.start):
            continue
        for span in view.money(line.start + cue.start(), line.end):
            sentence = _sentence(view.text, line.start, span)
            if _is_sum(view, span, line.end) and not _NOT_FEE.search(sentence):
                yield Total(_finding(view, span), 2)
                break


def _sentence(text: str, start: int, span: MoneySpan) -> str:
    """Return the words of the sentence around an amount, as far as they can say what it is for."""
    head = text[max(start, span.start - 160) : span.start]
    tail = text[span.end : span.end + 40]
    return head[max(head.rfind(". ") + 1, 0) :] + " " + re.split(r"[.;]\s", tail)[0]


def _is_sum(view: View, span: MoneySpan, end: int) -> bool:
    after = view.text[span.end : min(end, span.end + 50)]
    return span.per is None and span.amount > 0 and not re.match(r"\s*(?:of|in) (?:insurance|shares|stock)", after)


def _in_options(sections: tuple[Section, ...], position: int) -> bool:
    section = section_at(sections, position)
    return section.about(Topic.OPTIONS) or section.about(Topic.REVISIONS)


def _finding(view: View, span: MoneySpan) -> Finding[Money]:
    return view.document.finding(view.sum_of(span), span.start, span.end)
