"""A second reader beside the rules: it may point at words of the document, and nothing else.

A second reader (a language model, say) names a field and quotes the words that give it. The value is read out of those
words by the same readers that the rules use, so that it can invent neither a fact nor a value; a quote that does not
stand in the text is refused. It fills what the rules left empty and changes nothing they read. Who is written to and
whether anything is signed is none of its business: it cannot name contacts, signatures or the signed state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, Protocol, TypeVar, cast

from parsers.contract import Certainty, Finding
from parsers.fields.people import EMAIL
from parsers.sow.blanks import is_blank, is_generic
from parsers.sow.facts import Deliverable, Money, SowFacts
from parsers.sow.view import View

_MOST = 500  # proposals that are looked at
_LONGEST = 300  # characters of a quote
_LONGEST_NAME = 90
_NAMES = ("client", "agency", "project", "reference")
_DATES = ("effective_date", "start_date", "end_date")
_TEXTS = ("assumptions", "out_of_scope", "client_duties")


class SecondReaderError(Exception):
    """The second reader is down or cannot answer; raised by it, and the rules' reading stands alone."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field of `SowFacts` and the words `text[start:end]` that are said to give it."""

    field: str
    quote: str
    start: int


class SecondReader(Protocol):
    """What stands beside the rules; it gets the document's text and no means to do anything with it."""

    def propose(self, text: str) -> Iterable[Proposal]:
        """Return the fields it found, each with its verbatim quote; raises `SecondReaderError`."""
        ...


def completed(view: View, facts: SowFacts, second: SecondReader | None) -> SowFacts:
    """Return `facts` with what they lack filled in from the second reader's sound proposals; unchanged without one."""
    if second is None:
        return facts
    try:
        proposals = [one for one in islice(second.propose(view.text), _MOST) if _is_verbatim(view, one)]
    except SecondReaderError:
        return facts
    for names, read in ((_NAMES, _name), (_DATES, _date), (("fee_total",), _fee), (("warranty",), _words)):
        for name in names:
            facts = _scalar(view, facts, proposals, name, read)
    for name in _TEXTS:
        facts = _list(view, facts, proposals, name, _words)
    return _list(view, facts, proposals, "deliverables", _deliverable)


def _is_verbatim(view: View, one: object) -> bool:
    """Return whether a proposal quotes what stands at its place; what is no proposal at all does not."""
    if not isinstance(one, Proposal) or type(one.quote) is not str or type(one.start) is not int:
        return False
    sized = one.start >= 0 and 0 < len(one.quote) <= _LONGEST
    return sized and view.text.startswith(one.quote, one.start) and not is_blank(one.quote)


V = TypeVar("V")
Reader = Callable[[View, Proposal], Finding[object] | None]


def _scalar(view: View, facts: SowFacts, proposals: list[Proposal], name: str, read: Reader) -> SowFacts:
    """Fill a field that the rules left empty; two proposals that differ settle nothing."""
    if getattr(facts, name) is not None:
        return facts
    found = [made for one in proposals if one.field == name and (made := read(view, one)) is not None]
    values = {one.value for one in found}
    return _with(facts, name, found[0]) if len(values) == 1 else facts


def _list(view: View, facts: SowFacts, proposals: list[Proposal], name: str, read: Reader) -> SowFacts:
    if getattr(facts, name):
        return facts
    found = {one.start: made for one in proposals if one.field == name and (made := read(view, one)) is not None}
    return _with(facts, name, tuple(found[start] for start in sorted(found))) if found else facts


def _with(facts: SowFacts, name: str, value: object) -> SowFacts:
    return replace(facts, **cast("dict[str, Any]", {name: value}))  # the callers pair each name with its reader


def _name(view: View, one: Proposal) -> Finding[str] | None:
    words = " ".join(one.quote.split())
    plain = len(words) <= _LONGEST_NAME and "\n" not in one.quote.strip() and not EMAIL.search(words)
    return _finding(view, words, one) if plain and "://" not in words else None


def _date(view: View, one: Proposal) -> Finding[date] | None:
    values = {span.value for span in view.dates(one.start, one.start + len(one.quote))}
    value = values.pop() if len(values) == 1 else None
    return None if value is None else _finding(view, value, one)


def _fee(view: View, one: Proposal) -> Finding[Money] | None:
    sums = [span for span in view.money(one.start, one.start + len(one.quote)) if span.per is None]
    return _finding(view, view.sum_of(sums[0]), one) if len(sums) == 1 else None


def _words(view: View, one: Proposal) -> Finding[str]:
    return _finding(view, " ".join(one.quote.split()), one)


def _deliverable(view: View, one: Proposal) -> Finding[Deliverable] | None:
    title = " ".join(one.quote.split())
    return None if is_generic(title) else _finding(view, Deliverable(title), one)


def _finding(view: View, value: V, one: Proposal) -> Finding[V]:
    return view.document.finding(value, one.start, one.start + len(one.quote), Certainty.INFERRED)
