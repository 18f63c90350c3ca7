"""What a forwarder's note on top of a SOW says of the work, as theirs: 'start is now 12 Jan, pls use Sam, not Jon'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from parsers.fields.money import dollar_of, find_money
from parsers.fields.spoken_dates import SpokenSpan, find_spoken
from parsers.replies.clauses import statements

MAX_TEXT = 5_000


class Told(StrEnum):
    """What a note tells; the first two are fields of a SOW too."""

    START = "start_date"
    END = "end_date"
    BUDGET = "fee_total"
    WANTED = "wanted"
    BARRED = "barred"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class NoteFact:
    """One thing the forwarder says, with their verbatim words; exactly the value of its kind is set."""

    told: Told
    quote: str
    day: date | None = None
    person: str = ""
    amount: Decimal | None = None
    currency: str | None = None


_START = re.compile(
    r"\b(?:start(?:s|ing|ed)?|kick(?:s|ing)?[ -]?off|begin(?:s|ning)?|onboarding|beginn(?:t|en)?|startet|"
    r"auftakt)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:end(?:s|ing)?|deadline|finish\w*|due|launch\w*|go[- ]?live|deliver\w*|done|complete\w*|ready|"
    r"no later than|by|until|"
    r"ende|endet|fertig|abgabe|lieferung|bis)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:call|meeting|meet|lunch|talk|speak|invite|holiday|out of office|away|besprechung|termin mit|urlaub)\b", re.I
)
_NAME = r"(?-i:[A-ZÄÖÜ][\w'’-]{1,20}(?: [A-ZÄÖÜ][\w'’-]{1,20})?)"
_BARRED = re.compile(
    rf"\b(?:not|no|without|except|anyone but|anybody but|everyone but|don'?t (?:use|take|book|put|assign|"
    rf"give it to)|do not (?:use|take|book|assign)|"
    rf"keep|nicht|kein|ohne|bloß nicht|auf keinen fall|außer)\s(?:with |"
    rf"mit )?(?P<name>{_NAME})(?P<more>(?:,? (?:or|and|nor|oder|und) {_NAME})*)",
    re.IGNORECASE,
)
_WANTED = re.compile(
    rf"\b(?:use|take|book|assign|staff|put|give (?:it|this) to|with|get|prefer|want|wants|needs|ask for|nehm\w*|"
    rf"mit|bitte|für|setz\w*|will)\s(?:it to |bitte |again |wieder )?"
    rf"(?P<name>{_NAME})(?P<more>(?:,? (?:and|&|und|or|oder) {_NAME})*)"
    rf"|\b(?P<lead>{_NAME})\s(?:should|to|can|must|has to|will|soll|muss|kann|wäre|would be|"
    rf"is)\s(?:please )?(?:lead|do|run|take|own|manage|be|the best|ideal|best|machen|leiten|übernehmen|perfekt|"
    rf"einplanen)\b"
    rf"|\b(?P<plan>{_NAME})\s(?:einplanen|nehmen|einsetzen|on it|on this)\b",
    re.IGNORECASE,
)
_BUDGET = re.compile(
    r"\b(?:budget|fee|price|cap(?:ped)?|max(?:imum)?|up to|not more than|no more than|total|worth|value|honorar|"
    r"preis|maximal|höchstens|insgesamt)\b",
    re.I,
)
_URGENT = re.compile(
    r"\b(?:urgent\w*|asap|a\.s\.a\.p|rush(?:ed)?|top priority|high priority|prio(?:rity)? ?1|immediately|"
    r"right away|eilig\w*|eilt|dringend|sofort|so schnell wie möglich|schnellstmöglich)\b",
    re.I,
)
_UNURGENT = re.compile(r"\b(?:not|no|isn'?t|nothing|nicht|kein\w*)\s(?:\w+\s)?(?:urgent|rush|eilig|dringend)", re.I)
_NAMES = re.compile(_NAME)


def read_note(note: str, today: date, people: Sequence[str] = ()) -> tuple[NoteFact, ...]:
    """Return what a note tells, seen from the day it was sent; a name counts only where `people` has it.

    A question tells nothing, and neither does a condition.
    """
    found: list[NoteFact] = []
    for sentence in statements(note[:MAX_TEXT]):
        for fact in (*_days(sentence, today), *_people(sentence, people), *_rest(sentence)):
            if not any(_same(fact, old) for old in found):
                found.append(fact)
    return tuple(found)


def _same(one: NoteFact, two: NoteFact) -> bool:
    return (one.told, one.day, one.person, one.amount) == (two.told, two.day, two.person, two.amount)


def _days(text: str, today: date) -> Iterator[NoteFact]:
    """Yield the start and the end a clause names: "12 Jan to 30 Apr" is both."""
    spans = [span for span in find_spoken(text, today) if span.said == "day"]
    if not spans or _MEETING.search(text):
        return
    starts, ends = _START.search(text), _END.search(text)
    if starts and len(spans) > 1 and _ranges(text, spans[0], spans[1]):
        yield NoteFact(Told.START, text, spans[0].first)
        yield NoteFact(Told.END, text, spans[1].last)
    elif starts and (not ends or starts.start() < ends.start() or ends.group().lower() in ("by", "bis", "until")):
        if len(spans) == 1 or not ends:
            yield NoteFact(Told.START, text, spans[-1].first)
        else:
            yield NoteFact(Told.START, text, spans[0].first)
            yield NoteFact(Told.END, text, spans[-1].last)
    elif ends:
        yield NoteFact(Told.END, text, spans[-1].last)


def _ranges(text: str, one: SpokenSpan, two: SpokenSpan) -> bool:
    between = text[one.end : two.start].strip().lower()
    return between in ("to", "till", "until", "-", "–", "bis", "through")


def _people(text: str, people: Sequence[str]) -> Iterator[NoteFact]:
    """Yield the people wanted and barred, as the roster names them."""
    barred: set[str] = set()
    for match in _BARRED.finditer(text):
        for name in _roster(match["name"] + (match["more"] or ""), people):
            barred.add(name)
            yield NoteFact(Told.BARRED, text, person=name)
    for match in () if _MEETING.search(text) else _WANTED.finditer(text):
        named = match["name"] or match["lead"] or match["plan"]
        for name in _roster(named + (match["more"] or ""), people):
            if name not in barred:
                yield NoteFact(Told.WANTED, text, person=name)


def _roster(said: str, people: Sequence[str]) -> Iterator[str]:
    """Yield each person of the roster that `said` names in full or by a first name only one of them has."""
    for words in re.split(r",|\b(?:or|and|nor|oder|und)\b|&", said):
        low = words.strip().lower()
        fits = [name for name in people if name.lower() == low] or [n for n in people if n.lower().split()[0] == low]
        if len(fits) == 1:
            yield fits[0]


def _rest(text: str) -> Iterator[NoteFact]:
    """Yield a budget and an urgency."""
    money = [span for span in find_money(text) if span.per is None]
    if len(money) == 1 and _BUDGET.search(text):
        currency = dollar_of(text) if money[0].bare_dollar else money[0].currency
        yield NoteFact(Told.BUDGET, text, amount=money[0].amount, currency=currency)
    if _URGENT.search(text) and not _UNURGENT.search(text):
        yield NoteFact(Told.URGENT, text)
