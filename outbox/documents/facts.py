"""The values documents are built from: plain words, dates and amounts, each fact with where it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Side = Literal["client", "agency", "unknown"]
Unit = Literal["hour", "day"]


@dataclass(frozen=True, slots=True)
class Project:
    """What every document names; nothing here is internal. `address` is the agency's shared inbox."""

    code: str
    title: str
    client: str
    agency: str
    written: date
    lead: str = ""
    address: str = ""
    locale: str = "en-GB"


@dataclass(frozen=True, slots=True)
class Sourced:
    """A statement, the place it was read ("SOW.pdf, page 3") and the verbatim words that stand there."""

    text: str
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class SourcedDate:
    """A date and where it was read."""

    day: date
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its ISO 4217 currency; None where the document names no currency."""

    amount: Decimal
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class SourcedMoney:
    """An amount and where it was read."""

    money: Money
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class DeliverableRow:
    """Something that was sold; `due_text` keeps words that give no date ("week 5")."""

    title: str
    due: date | None = None
    due_text: str = ""
    acceptance: str = ""
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A point of the timeline; `due_text` keeps words that give no date."""

    title: str
    due: date | None = None
    due_text: str = ""
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A role, how much of it was sold, and who takes it ("" while nobody does)."""

    role: str
    hours: Decimal | None = None
    unit: Unit = "hour"
    person: str = ""
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person the agreement names."""

    name: str
    role: str = ""
    email: str = ""
    side: Side = "unknown"
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something the agreement leaves open: who is asked ("" for nobody yet) and what the places say that disagree."""

    text: str
    asked: str = ""
    evidence: tuple[Sourced, ...] = ()
