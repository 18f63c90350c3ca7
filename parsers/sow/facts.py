"""The facts of a statement of work, each a finding with its quote and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from parsers.contract import Finding


class Signed(StrEnum):
    """How far a SOW is signed; only `SIGNED` makes a project."""

    SIGNED = "signed"
    PART_SIGNED = "part-signed"
    UNSIGNED = "unsigned"
    TEMPLATE = "template"


class Doubt(StrEnum):
    """Why something that looks like a signature does not count as one, or not fully."""

    OTHER_DOCUMENT = "certificate of another document"
    PENDING = "signing not completed"
    ENDED = "declined, voided or expired"
    BROKEN = "digital signature does not match the file"
    CHANGED = "changed after it was digitally signed"
    NOT_VERIFIED = "digital signature not verified"


class Side(StrEnum):
    """Whose person it is."""

    CLIENT = "client"
    AGENCY = "agency"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its ISO 4217 currency; None where the document names no currency."""

    amount: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class Deliverable:
    """Something the agency hands over; `due_computed` is what words such as "Week 3" come to."""

    title: str
    due: date | None = None
    acceptance: str | None = None
    due_computed: date | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated or paid point of the project.

    `due_text` keeps words that give no date ("week 5"), `due_computed` the date they come to, counted from the start.
    """

    title: str
    due: date | None = None
    amount: Money | None = None
    due_text: str | None = None
    due_computed: date | None = None


@dataclass(frozen=True, slots=True)
class Effort:
    """Work sold by role: hours (or days, see `unit`) and the rate per unit."""

    role: str
    hours: Decimal | None = None
    rate: Money | None = None
    unit: str = "hour"


@dataclass(frozen=True, slots=True)
class Payment:
    """One instalment: an amount or a percentage of the fee, with its date or the event that makes it due."""

    label: str
    amount: Money | None = None
    percent: Decimal | None = None
    due: date | None = None
    due_text: str | None = None
    due_computed: date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person the document names, with what it says of them."""

    name: str
    role: str | None = None
    email: str | None = None
    side: Side = Side.UNKNOWN


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature block; `mark` is what was signed with ("/s/ Jane Doe", "ink"), None on a blank line."""

    side: Side
    name: str | None = None
    title: str | None = None
    date: date | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class SowFacts:
    """Everything read from one SOW; None and empty mean that the document does not say it."""

    client: Finding[str] | None = None
    agency: Finding[str] | None = None
    project: Finding[str] | None = None
    reference: Finding[str] | None = None
    amends: Finding[str] | None = None  # the reference of the agreement that this one changes
    effective_date: Finding[date] | None = None
    start_date: Finding[date] | None = None
    end_date: Finding[date] | None = None
    fee_total: Finding[Money] | None = None
    warranty: Finding[str] | None = None
    deliverables: tuple[Finding[Deliverable], ...] = ()
    milestones: tuple[Finding[Milestone], ...] = ()
    effort: tuple[Finding[Effort], ...] = ()
    payments: tuple[Finding[Payment], ...] = ()
    assumptions: tuple[Finding[str], ...] = ()
    out_of_scope: tuple[Finding[str], ...] = ()
    client_duties: tuple[Finding[str], ...] = ()
    contacts: tuple[Finding[Contact], ...] = ()
    signatures: tuple[Finding[Signature], ...] = ()
    doubts: tuple[Finding[Doubt], ...] = ()
    signed: Signed = Signed.UNSIGNED

    def findings(self) -> Iterator[Finding[object]]:
        """Yield every finding, in the order of the fields."""
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, Finding):
                yield value
            elif isinstance(value, tuple):
                yield from value
