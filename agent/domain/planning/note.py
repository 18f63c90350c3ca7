"""What a forwarder's note adds to a SOW: it never overrides what was signed, it asks."""

from __future__ import annotations

from collections.abc import Sequence

from agent.domain.planning.questions import MOST, NewQuestion, questions_about
from parsers.contract import Parsed
from parsers.replies.note import NoteFact, Told
from parsers.sow.facts import Money, SowFacts
from templates.formats import date_text, money_text
from templates.labels import field_label


def questions_with_note(parsed: Parsed[SowFacts], notes: Sequence[NoteFact], locale: str) -> tuple[NewQuestion, ...]:
    """Return the questions about a SOW, first where its sender's note says something else than it, nine at most."""
    doubts = {fact.told.value: doubt for fact in notes if (doubt := _doubt(parsed.facts, fact, locale))}
    rest = [(q.field, q.text) for q in questions_about(parsed, locale) if q.field not in doubts]
    return tuple(NewQuestion(n, field, text) for n, (field, text) in enumerate([*doubts.items(), *rest][:MOST], 1))


def note_value(fact: NoteFact, locale: str) -> str:
    """Return what a note says in one field, as a letter shows it."""
    if fact.day is not None:
        return date_text(fact.day, locale)
    if fact.amount is not None:
        return money_text(fact.amount, fact.currency, locale)
    return fact.person or "yes"


def _doubt(facts: SowFacts, fact: NoteFact, locale: str) -> str:
    """Return the question where the note and the SOW differ, or where only the note says it; "" where they agree."""
    label, said = field_label(fact.told.value), note_value(fact, locale)
    match fact.told:
        case Told.START | Told.END:
            signed = facts.start_date if fact.told is Told.START else facts.end_date
            if signed is None:
                return f"{label}: your note says {said}, the SOW says nothing. Is that right?"
            if signed.value == fact.day:
                return ""
            return f"{label}: your note says {said}, the SOW says {date_text(signed.value, locale)}. What is right?"
        case Told.BUDGET:
            fee = facts.fee_total
            if fee is None:
                return f"{label}: your note says {said}, the SOW says nothing. Is that right?"
            return "" if _agrees(fee.value, fact) else _fee_doubt(label, said, fee.value, locale)
        case _:
            return ""


def _agrees(fee: Money, fact: NoteFact) -> bool:
    return fee.amount == fact.amount and (
        fact.currency is None or fee.currency is None or fee.currency == fact.currency
    )


def _fee_doubt(label: str, said: str, fee: Money, locale: str) -> str:
    signed = money_text(fee.amount, fee.currency, locale)
    return f"{label}: your note says {said}, the SOW says {signed}. What is right?"
