"""The handoff from sales to delivery: what was sold, assumed, left out and at what price, each fact with its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from outbox.documents.built import Built, write
from outbox.documents.facts import (
    ContactRow,
    DeliverableRow,
    MilestoneRow,
    Money,
    Project,
    Question,
    Side,
    Sourced,
    SourcedDate,
    SourcedMoney,
    Unit,
)
from outbox.documents.plan_words import due_words, effort_words, money_words
from outbox.documents.sources import distinct_quote
from templates.formats import date_text, number_text


@dataclass(frozen=True, slots=True)
class RateRow:
    """A role as it was sold: how much of it, and the rate per unit."""

    role: str
    hours: Decimal | None = None
    unit: Unit = "hour"
    rate: Money | None = None
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One instalment: an amount or a share of the fee, with its date or the event that makes it due."""

    label: str
    amount: Money | None = None
    percent: Decimal | None = None
    due: date | None = None
    due_text: str = ""
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class RiskRow:
    """Something that may go wrong, and what to do about it first."""

    text: str
    response: str = ""
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature block; `mark` is what it was signed with, "" on a blank line."""

    side: Side
    name: str = ""
    title: str = ""
    day: date | None = None
    mark: str = ""
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Handoff:
    """All sales knows; empty and None mean that the agreement does not say it. `unsaid` names what it leaves out."""

    project: Project
    sold_by: str = ""
    reference: Sourced | None = None
    start: SourcedDate | None = None
    end: SourcedDate | None = None
    sold: tuple[DeliverableRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    assumptions: tuple[Sourced, ...] = ()
    exclusions: tuple[Sourced, ...] = ()
    unsaid: tuple[str, ...] = ()
    fee: SourcedMoney | None = None
    rates: tuple[RateRow, ...] = ()
    payments: tuple[PaymentRow, ...] = ()
    warranty: Sourced | None = None
    client_duties: tuple[Sourced, ...] = ()
    risks: tuple[RiskRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    signatures: tuple[SignatureRow, ...] = ()
    questions: tuple[Question, ...] = ()


def build(handoff: Handoff, home_templates: Path | None = None) -> Built:
    """Write the handoff document; `home_templates` is the `templates/` folder of the agency's home."""
    return write("handoff", "Handoff (internal)", handoff.project, words(handoff), home_templates)


def words(handoff: Handoff) -> dict[str, object]:
    """Return what the template `handoff.docx` is offered besides the project's own words."""
    locale = handoff.project.locale
    return {
        "sold_by": handoff.sold_by,
        "reference": _fact(handoff.reference),
        "start": _day(handoff.start, locale),
        "end": _day(handoff.end, locale),
        "deliverables": [_deliverable(row, locale) for row in handoff.sold],
        "milestones": [_milestone(row, locale) for row in handoff.milestones],
        "assumptions": _facts(handoff.assumptions),
        "exclusions": _facts(handoff.exclusions),
        "unsaid": [{"text": text} for text in handoff.unsaid],
        "fee": _fee(handoff.fee, locale),
        "rates": [_rate(row, locale) for row in handoff.rates],
        "payments": [_payment(row, locale) for row in handoff.payments],
        "warranty": _fact(handoff.warranty),
        "duties": _facts(handoff.client_duties),
        "risks": [
            {"text": row.text, "response": row.response, **_place(row.text, row.source, row.quote)}
            for row in handoff.risks
        ],
        "contacts": [_contact(row) for row in handoff.contacts],
        "signatures": [_signature(row, locale) for row in handoff.signatures],
        "questions": [_question(row) for row in handoff.questions],
    }


def _place(text: str, source: str, quote: str) -> dict[str, object]:
    return {"place": source, "quote": distinct_quote(text, quote)}


def _fact(fact: Sourced | None) -> dict[str, object] | None:
    return None if fact is None else {"text": fact.text, **_place(fact.text, fact.source, fact.quote)}


def _facts(facts: tuple[Sourced, ...]) -> list[dict[str, object]]:
    return [{"text": fact.text, **_place(fact.text, fact.source, fact.quote)} for fact in facts]


def _day(fact: SourcedDate | None, locale: str) -> dict[str, object] | None:
    if fact is None:
        return None
    text = date_text(fact.day, locale)
    return {"text": text, **_place(text, fact.source, fact.quote)}


def _fee(fee: SourcedMoney | None, locale: str) -> dict[str, object] | None:
    if fee is None:
        return None
    text = money_words(fee.money, locale)
    return {"text": text, **_place(text, fee.source, fee.quote)}


def _deliverable(row: DeliverableRow, locale: str) -> dict[str, object]:
    due = due_words(row.due, row.due_text, locale)
    place = _place(row.title, row.source, row.quote)
    return {"title": row.title, "acceptance": row.acceptance, "due": due, **place}


def _milestone(row: MilestoneRow, locale: str) -> dict[str, object]:
    due = due_words(row.due, row.due_text, locale)
    return {"title": row.title, "due": due, **_place(row.title, row.source, row.quote)}


def _rate(row: RateRow, locale: str) -> dict[str, object]:
    effort = effort_words(row.hours, row.unit, locale)
    rate = money_words(row.rate, locale)
    return {"role": row.role, "rate": rate, **effort, **_place(row.role, row.source, row.quote)}


def _payment(row: PaymentRow, locale: str) -> dict[str, object]:
    return {
        "label": row.label,
        "amount": money_words(row.amount, locale),
        "share": "" if row.percent is None else f"{number_text(row.percent, locale)}%",
        "due": due_words(row.due, row.due_text, locale),
        **_place(row.label, row.source, row.quote),
    }


def _contact(row: ContactRow) -> dict[str, object]:
    place = _place(row.name, row.source, row.quote)
    return {"name": row.name, "role": row.role, "email": row.email, "side": row.side, **place}


def _signature(row: SignatureRow, locale: str) -> dict[str, object]:
    return {
        "side": row.side,
        "name": row.name,
        "title": row.title,
        "day": "" if row.day is None else date_text(row.day, locale),
        "mark": row.mark,
        **_place(row.name, row.source, row.quote),
    }


def _question(row: Question) -> dict[str, object]:
    return {"text": row.text, "asked": row.asked, "evidence": _facts(row.evidence)}
