"""Realistic agency SOWs as docx: signed, part-signed, unsigned and as an empty template, all parametrised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import docx

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_RULE = "_" * 30


@dataclass(frozen=True)
class SampleRole:
    """A role with its hours and hourly rate."""

    role: str
    hours: int
    rate: int


@dataclass(frozen=True)
class SampleDeliverable:
    """A deliverable, due so many weeks after the start."""

    title: str
    week: int
    acceptance: str


@dataclass(frozen=True)
class SampleSigner:
    """Who signs for a side."""

    name: str
    title: str
    email: str


ROLES = (
    SampleRole("Project Manager", 60, 120),
    SampleRole("UX Designer", 120, 110),
    SampleRole("Frontend Developer", 200, 105),
    SampleRole("QA Engineer", 40, 90),
)
DELIVERABLES = (
    SampleDeliverable("Discovery report", 2, "Approved in writing by the client's product owner"),
    SampleDeliverable("Design system", 5, "All templates approved in Figma"),
    SampleDeliverable("Booking website on staging", 9, "All acceptance tests pass on staging"),
    SampleDeliverable("Production launch", 12, "Site live for five days without a critical fault"),
)


@dataclass(frozen=True)
class Sow:
    """The terms of one SOW; the defaults make a plausible twelve-week website project."""

    client: str = "Northwind Travel Ltd."
    agency: str = "Bright Harbour Studio GmbH"
    project: str = "Booking website relaunch"
    reference: str = "SOW-2027-014"
    effective: date = date(2027, 1, 4)
    start: date = date(2027, 1, 11)
    end: date = date(2027, 4, 9)
    fee: Decimal = Decimal("42300")
    currency: str = "EUR"
    warranty_days: int = 30
    roles: Sequence[SampleRole] = ROLES
    deliverables: Sequence[SampleDeliverable] = DELIVERABLES
    client_signer: SampleSigner = SampleSigner("Dana Whitfield", "Head of Digital", "dana.whitfield@northwind.example")
    agency_signer: SampleSigner = SampleSigner(
        "Jonas Brandt", "Managing Director", "jonas.brandt@brightharbour.example"
    )
    signed_on: date = date(2027, 1, 4)
    assumptions: Sequence[str] = (
        "Content and translations are supplied by the client in English and German.",
        "The booking engine's interface stays unchanged during the project.",
    )
    exclusions: Sequence[str] = ("Copywriting and photography.", "Hosting after launch.")
    duties: Sequence[str] = (
        "Name a product owner who answers questions within two working days.",
        "Give access to the booking engine's test system before the start.",
    )
    shares: Sequence[tuple[str, int]] = field(
        default=(("On signature", 30), ("On approval of the design system", 40), ("On launch", 30))
    )

    def due(self, item: SampleDeliverable) -> date:
        """Return the day a deliverable is due."""
        return self.start + timedelta(weeks=item.week)

    def money(self, amount: Decimal | int) -> str:
        """Return an amount as the SOW prints it."""
        return f"{self.currency} {Decimal(amount):,.2f}"


def signed_sow(sow: Sow = Sow()) -> bytes:
    """Return the SOW signed by both sides with typed marks and dates."""
    return _built(sow, client_signed=True, agency_signed=True)


def clientless_sow() -> bytes:
    """Return the signed SOW with its client left blank everywhere; a contact of the client is named."""
    return _built(replace(Sow(), client=""), client_signed=True, agency_signed=True)


def change_order(sow: Sow = Sow(), number: int = 1) -> bytes:
    """Return a signed change order that sets a new fee and end for the SOW of the same reference."""
    document = docx.Document()
    document.add_heading(f"Change Order No. {number}", level=0)
    document.add_paragraph(f"This change order amends Statement of Work {sow.reference} between the parties below.")
    document.add_paragraph(f"Client: {sow.client}")
    document.add_paragraph(f"Agency: {sow.agency}")
    document.add_paragraph(f"End Date: {_long(sow.end)}")
    document.add_paragraph(f"Total Fixed Fee: {sow.money(sow.fee)}")
    _signatures(document, sow, client_signed=True, agency_signed=True)
    return _bytes(document)


def part_signed_sow(sow: Sow = Sow()) -> bytes:
    """Return the SOW that only the agency has signed; the client's line is blank under a printed name."""
    return _built(sow, client_signed=False, agency_signed=True)


def unsigned_sow(sow: Sow = Sow()) -> bytes:
    """Return the SOW with printed names beside blank signature lines."""
    return _built(sow, client_signed=False, agency_signed=False)


def template_sow() -> bytes:
    """Return the agency's empty SOW form, every value a place to fill in."""
    document = docx.Document()
    document.add_heading("Statement of Work", level=0)
    for label in ("Client", "Agency", "Project Name", "SOW Number", "Effective Date", "Start Date", "End Date"):
        document.add_paragraph(f"{label}: [{label.upper()}]")
    document.add_heading("1. Scope of Work", level=1)
    document.add_paragraph("<Describe the work in two or three sentences>")
    document.add_heading("2. Deliverables", level=1)
    _table(document, ("Deliverable", "Due Date", "Acceptance Criteria"), [("[Deliverable 1]", "[DATE]", "[CRITERIA]")])
    document.add_heading("3. Fees", level=1)
    document.add_paragraph("Total Fee: {{ total_fee }}")
    document.add_heading("4. Signatures", level=1)
    _signature_table(document, ("Client", "", "", "", False), ("Agency", "", "", "", False))
    return _bytes(document)


def _built(sow: Sow, client_signed: bool, agency_signed: bool) -> bytes:
    document = docx.Document()
    document.add_heading("Statement of Work", level=0)
    _opening(document, sow)
    _scope(document, sow)
    _plan(document, sow)
    _money(document, sow)
    _terms(document, sow)
    _contacts(document, sow)
    _signatures(document, sow, client_signed, agency_signed)
    return _bytes(document)


def _opening(document: WordDocument, sow: Sow) -> None:
    document.add_paragraph(f"Client: {sow.client}")
    document.add_paragraph(f"Agency: {sow.agency}")
    document.add_paragraph(f"Project Name: {sow.project}")
    document.add_paragraph(f"SOW Number: {sow.reference}")
    document.add_paragraph(f"Effective Date: {_long(sow.effective)}")
    document.add_paragraph(
        "This Statement of Work is governed by the Master Services Agreement dated March 3, 2025 between the parties "
        "and uses the price list of June 1, 2026."
    )


def _scope(document: WordDocument, sow: Sow) -> None:
    document.add_heading("1. Scope of Work", level=1)
    document.add_paragraph(f"{sow.agency} will design, build and launch the work named above for {sow.client}.")
    for step in (
        "Discovery workshops with the client's teams",
        "Design and build in two-week sprints",
        "Testing and launch",
    ):
        document.add_paragraph(step, style="List Number")
    document.add_paragraph(f"Start Date: {_long(sow.start)}")
    document.add_paragraph(f"End Date: {_long(sow.end)}")
    document.add_heading("2. Deliverables", level=1)
    rows = [
        (f"D{n}", item.title, sow.due(item).isoformat(), item.acceptance) for n, item in enumerate(sow.deliverables, 1)
    ]
    _table(document, ("#", "Deliverable", "Due Date", "Acceptance Criteria"), rows)


def _plan(document: WordDocument, sow: Sow) -> None:
    document.add_heading("3. Milestones", level=1)
    rows = [(f"{item.title} accepted", _long(sow.due(item))) for item in sow.deliverables]
    _table(document, ("Milestone", "Target Date"), rows)
    document.add_heading("4. Team and Effort", level=1)
    roles = [(one.role, str(one.hours), sow.money(one.rate)) for one in sow.roles]
    total = ("Total", str(sum(one.hours for one in sow.roles)), "")
    _table(document, ("Role", "Hours", "Hourly Rate"), [*roles, total])


def _money(document: WordDocument, sow: Sow) -> None:
    document.add_heading("5. Fees", level=1)
    document.add_paragraph(f"Total Fixed Fee: {sow.money(sow.fee)}")
    document.add_paragraph("Optional extras, such as a second language, are priced on request.")
    document.add_heading("6. Payment Schedule", level=1)
    rows = [(label, f"{share}%", sow.money(sow.fee * share / 100)) for label, share in sow.shares]
    _table(document, ("Payment", "Share", "Amount"), rows)


def _terms(document: WordDocument, sow: Sow) -> None:
    for number, (title, entries) in enumerate(
        (("Assumptions", sow.assumptions), ("Out of Scope", sow.exclusions), ("Client Responsibilities", sow.duties)), 7
    ):
        document.add_heading(f"{number}. {title}", level=1)
        for entry in entries:
            document.add_paragraph(entry, style="List Bullet")
    document.add_heading("10. Warranty", level=1)
    document.add_paragraph(
        f"Faults reported within {sow.warranty_days} days after launch are corrected free of charge."
    )


def _contacts(document: WordDocument, sow: Sow) -> None:
    document.add_heading("11. Contacts", level=1)
    rows = [
        (side, one.name, one.title, one.email)
        for side, one in (("Client", sow.client_signer), ("Agency", sow.agency_signer))
    ]
    _table(document, ("Party", "Name", "Role", "Email"), rows)


def _signatures(document: WordDocument, sow: Sow, client_signed: bool, agency_signed: bool) -> None:
    document.add_heading("12. Signatures", level=1)
    document.add_paragraph("Agreed and accepted by the parties' authorised representatives.")
    day = _long(sow.signed_on)
    client, agency = sow.client_signer, sow.agency_signer
    _signature_table(
        document,
        (sow.client, client.name, client.title, day, client_signed),
        (sow.agency, agency.name, agency.title, day, agency_signed),
    )


def _signature_table(
    document: WordDocument, left: tuple[str, str, str, str, bool], right: tuple[str, str, str, str, bool]
) -> None:
    rows: list[tuple[str, str]] = [(left[0], right[0])]
    rows.append((f"By: {_mark(left)}", f"By: {_mark(right)}"))
    rows.append((f"Name: {left[1]}", f"Name: {right[1]}"))
    rows.append((f"Title: {left[2]}", f"Title: {right[2]}"))
    rows.append((f"Date: {left[3] if left[4] else _RULE}", f"Date: {right[3] if right[4] else _RULE}"))
    _table(document, rows[0], rows[1:])


def _mark(block: tuple[str, str, str, str, bool]) -> str:
    return f"/s/ {block[1]}" if block[4] else _RULE


def _table(document: WordDocument, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1 + len(rows), cols=len(head))
    table.style = "Table Grid"
    for number, values in enumerate((head, *rows)):
        for cell, value in zip(table.rows[number].cells, values, strict=True):
            cell.text = value


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _bytes(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
