"""The fee of the whole: the one total among line items, options, recurring charges and other agreements' sums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from parsers.contract import Finding
from parsers.fields.money import MoneySpan
from parsers.sow.facts import Money
from parsers.sow.grids import Column, Grid, Row, filled, sum_in
from parsers.sow.labels import Label, Pair
from parsers.sow.sections import Section, Topic, is_part, section_at
from parsers.sow.view import View

_PROSE = re.compile(
    r"(?:total|fixed|flat|lump[- ]sum|overall|aggregate|all-inclusive)\s+(?:\w+\s+){0,4}?(?:fees?"
    r"|price|cost|compensation|amount|sum|budget|value|investment|charges|consideration|of)\b"
    r"|not[- ]to[- ]exceed|shall not exceed|will not exceed|capped at|maximum (?:fee|amount|price"
    r"|budget)|for (?:a|the) (?:total|fixed|flat|sum)\b|in total|estimated total|no more than"
    r"|\b(?:project|contract|sow) (?:fee|price|value|budget)|(?:fee|price|cost) (?:for|of) (?:the"
    r"|this|all) (?:project|services|work|sow|engagement|change order)",
    re.IGNORECASE,
)
_NOT_FEE = re.compile(
    r"\b(?:option(?:al|s)?|add-?on|parent (?:sow|statement)|original (?:sow|fee|agreement|statement)|previous(?:ly)?"
    r"|prior|liabilit\w+"
    r"|insurance|terminat\w+|damages|penalt\w+|late|interest|deposit|retainer"
    r"|expenses?|travel|maintenance|hosting|licen[cs]e|subscription|recurring|reimburs\w+ (?:of|for)|salary"
    r"|shares?|stock|threshold|revenue|credit|discount|threshold"
    r"|warrant\w*|per incident|indemni\w+|bonus|minimum|instal?lments?|raised|valuation"
    r"|per claim|not included|excluding tax of|subtotal|sub-total|purchase orders?|not less than|at least|less than"
    r"|typical\w*|for example|per occurrence|net sales|advance|received|success fee|expenditure)\b"
    r"|\b(?:annual|monthly|quarterly|weekly|yearly|hourly|daily)\s+(?:\w+\s+){0,2}(?:fees?|charges?|retainer|payments?"
    r"|amount|rates?|costs?|budget)\b",
    re.IGNORECASE,
)
_GROSS = re.compile(
    r"\b(?:ttc|gross|brutto|tva comprise|iva incluido|(?:incl(?:uding|usive)?|inkl(?:usive)?|with)\.? (?:of )?(?:vat"
    r"|tax(?:es)?"
    r"|gst|hst|mwst|ust|btw))\b",
    re.IGNORECASE,
)
_AMENDED = re.compile(r"\b(?:as amended|amended total|revised total|new total)\b", re.IGNORECASE)
_TOTAL = re.compile(
    r"^\W*(?:grand |overall |project |estimated |fixed |contract |sow )*(?:total|gesamt\w*|summe"
    r"|totaal|totale|totalt|somme|razem|suma)\b(?! (?:hours|days|effort|monthly|annual|recurring|optional))",
    re.IGNORECASE,
)


_AMENDS, _LABELLED, _TABLED, _WRITTEN = -1, 0, 2, 4  # how a total is claimed; one that includes tax ranks one lower


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that claims to be the fee, with how strongly it claims it (the lower `rank` wins)."""

    finding: Finding[Money]
    rank: int


def read_totals(
    view: View, sections: tuple[Section, ...], pairs: tuple[Pair, ...], grids: tuple[Grid, ...]
) -> tuple[Total, ...]:
    """Return every sum that claims to be the whole fee, the strongest claim first."""
    found = [*_from_pairs(view, sections, pairs), *_from_grids(view, sections, grids), *_from_prose(view, sections)]
    return tuple(sorted(found, key=lambda total: (total.rank, total.finding.place.start)))


def strongest(totals: tuple[Total, ...]) -> list[Total]:
    """Return the claims that weigh as much as the strongest: labelled totals and totals of tables weigh alike."""
    if not totals:
        return []
    alike = {_LABELLED, _TABLED} if totals[0].rank in (_LABELLED, _TABLED) else {totals[0].rank}
    return [total for total in totals if total.rank in alike]


def settled(totals: tuple[Total, ...], parts: Iterable[Money]) -> Total | None:
    """Return the total that holds: the only one, or of equal claims the one labelled first or that its parts add up to.

    Two sentences that name different totals settle nothing.
    """
    best = strongest(totals)
    if not best or len({one.finding.value.amount for one in best}) == 1 or best[0].rank == _LABELLED:
        return best[0] if best else None
    added = sum((part.amount for part in parts), Decimal(0))
    matching = next((one for one in best if one.finding.value.amount == added), None)
    return matching or (best[0] if best[0].rank == _TABLED else None)


def _from_pairs(view: View, sections: tuple[Section, ...], pairs: tuple[Pair, ...]) -> Iterator[Total]:
    bare: list[Total] = []
    for pair in pairs:
        if pair.label is not Label.FEE or pair.blank or _NOT_FEE.search(pair.words) or _in_part(sections, pair.start):
            continue
        sums = [span for span in view.money(pair.start, pair.end) if _is_sum(view, span, pair.end)]
        if not sums:
            continue
        gross = 1 if _GROSS.search(pair.words) else 0
        if re.search(r"total|not|nte|fixed|gesamt|budget|pauschale", pair.words, re.IGNORECASE):
            yield Total(_finding(view, sums[0]), _LABELLED + gross)
        else:
            bare.append(Total(_finding(view, sums[0]), _WRITTEN + gross))
    if len({one.finding.value.amount for one in bare}) == 1:  # several bare prices are prices of parts
        yield bare[0]


def _from_grids(view: View, sections: tuple[Section, ...], grids: tuple[Grid, ...]) -> Iterator[Total]:
    for grid in grids:
        if not (grid.has(Column.AMOUNT) or grid.has(Column.PAYMENT)) or _in_options(
            sections, grid.rows[0].span[0] if grid.rows else 0
        ):
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
    columns = (Column.AMOUNT, Column.PAYMENT)
    cells = (filled(view, grid.cell(row, column, last=True)) for column in columns)
    amount = next((cell for cell in cells if cell), None) or _last_filled(view, row)
    if amount is None:
        return
    rank = _TABLED + (1 if _GROSS.search(view.text[row.span[0] : row.span[1]]) else 0)
    sums = view.money(*amount)
    if sums:
        yield Total(_finding(view, sums[-1]), rank)
        return
    value = sum_in(view, grid, row, Column.AMOUNT)
    if value is not None and value.currency is not None:
        yield Total(view.document.finding(value, *amount), rank)


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
                yield Total(_finding(view, span), _prose_rank(sentence))
                break


def _prose_rank(sentence: str) -> int:
    if _AMENDED.search(sentence):
        return _AMENDS
    return _WRITTEN + (1 if _GROSS.search(sentence) else 0)


def _sentence(text: str, start: int, span: MoneySpan) -> str:
    """Return the words of the sentence around an amount, as far as they can say what it is for."""
    head = text[max(start, span.start - 160) : span.start]
    tail = text[span.end : span.end + 40]
    return head[max(head.rfind(". ") + 1, 0) :] + " " + re.split(r"[.;]\s", tail)[0]


def _is_sum(view: View, span: MoneySpan, end: int) -> bool:
    after = view.text[span.end : min(end, span.end + 50)]
    return span.per is None and span.amount > 0 and not re.match(r"\s*(?:of|in) (?:insurance|shares|stock)", after)


def _in_part(sections: tuple[Section, ...], position: int) -> bool:
    """Return whether a place belongs to one phase or option of the work, whose price is not the whole's."""
    return is_part(section_at(sections, position)) or _in_options(sections, position)


def _in_options(sections: tuple[Section, ...], position: int) -> bool:
    section = section_at(sections, position)
    return section.about(Topic.OPTIONS) or section.about(Topic.REVISIONS)


def _finding(view: View, span: MoneySpan) -> Finding[Money]:
    return view.document.finding(view.sum_of(span), span.start, span.end)
