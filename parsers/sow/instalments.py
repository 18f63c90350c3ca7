"""Instalments that one sentence strings together: "$9,100 on signing, $9,100 on approval, and the rest ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from parsers.contract import Finding
from parsers.sow.due import due_in, finding, words_if_undated
from parsers.sow.facts import Money, Payment
from parsers.sow.view import Line, View, trimmed

PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:[.,]\d{1,2})?)[ \u00a0]?(?:%|percent|per cent|Prozent)")
EVENT = re.compile(
    r"[\s:–—(-]*(?:of (?:the )?(?:total |project |contract |fixed )*(?:fees?|price|amount|cost)?\s*)?"
    r"(?:(?:is|are|shall be|will be) )?(?:due |payable |paid |invoiced )*"
    r"(?P<event>(?:on|upon|at|after|when|once|by|within|following|before|in advance|prior to|bei|nach|[àa] la|al"
    r"|op)\b[^,;.\n]{2,90})",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:late|interest|penalt\w+|discount|tax|vat|liabilit\w+|insurance|terminat\w+)\b", re.IGNORECASE
)
_LONGEST = 1200  # characters of a paragraph that can hold the schedule of payments


@dataclass(frozen=True, slots=True)
class _Share:
    start: int
    end: int
    percent: Decimal | None
    amount: Money | None


def instalments_in(view: View, line: Line) -> tuple[Finding[Payment], ...]:
    """Return the instalments of a sentence; none unless each share names its event and shares make up 100%."""
    if len(line.text) > _LONGEST or _OTHER.search(line.text):
        return ()
    shares = _shares(view, line)
    found = [item for share, stop in _bounded(shares, line.end) if (item := _instalment(view, share, stop))]
    if len(found) < 2:
        return ()
    percents = [one.value.percent for one in found if one.value.percent is not None]
    whole = len(percents) == len(found) and sum(percents) == 100
    return tuple(found) if whole or (not percents and len(found) >= len(shares) - 1) else ()


def _shares(view: View, line: Line) -> list[_Share]:
    """Return the percentages of a line, or where it has none its sums."""
    matches = PERCENT.finditer(view.text, line.start, line.end)
    shares = [_Share(m.start(), m.end(), Decimal(m.group(1).replace(",", ".")), None) for m in matches]
    if shares:
        return shares
    sums = [span for span in view.money(line.start, line.end) if span.per is None]
    return [_Share(span.start, span.end, None, view.sum_of(span)) for span in sums]


def _bounded(shares: list[_Share], end: int) -> list[tuple[_Share, int]]:
    return list(zip(shares, [*(one.start for one in shares[1:]), end], strict=True)) if shares else []


def _instalment(view: View, share: _Share, stop: int) -> Finding[Payment] | None:
    event = EVENT.match(view.text, share.end, stop)
    if event is None:
        return None
    first, last = trimmed(view.text, event.start("event"), event.end("event"))
    words = re.sub(r"[\s,;]+(?:and|or|und|et|y)$", "", view.text[first:last])
    due = due_in(view, first, first + len(words))
    value = Payment(" ".join(words.split()), share.amount, share.percent, None, words_if_undated(due))
    return finding(view, value, due, share.start, first + len(words))
