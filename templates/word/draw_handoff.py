"""The built-in handoff document from sales to delivery."""

from __future__ import annotations

from templates.word.pieces import (
    EFFORT,
    accepted,
    add_questions,
    add_undated,
    bullets,
    of_side,
    placed,
    section,
    small,
    source,
    titled,
)
from templates.word.sheet import Sheet, column, facts, paragraph, speaking, table


def draw_handoff() -> Sheet:
    """Draw it: what was sold, assumed and left out, terms, risks and the people, each fact with its place."""
    eyebrow = "Handoff from sales to delivery · Internal"
    sheet = Sheet(eyebrow, "{{ code }} · Handoff", "Internal: not for {{ client }}")
    lead = (
        "What {{ client }} bought, on which assumptions, at what price, and what the SOW leaves open. "
        "Every fact names the place it was read."
    )
    named = (("reference", "Agreement"), ("start", "Start"), ("end", "End"))
    sheet.add(
        paragraph(lead, "Lead"),
        facts(
            [
                ("", "Client", ("{{ client }}", paragraph("project {{ code }}", "Table Source"))),
                ("sold_by", "Sold by", ("{{ sold_by }}", paragraph("{{ agency }}", "Table Source"))),
                ("lead", "Handed to", ("{{ lead }}", paragraph("on {{ written }}", "Table Source"))),
                *((name, label, placed(name)) for name, label in named),
            ],
            (3, 7, 8),
        ),
    )
    for part in (_sold, _assumed, _left_out, _terms, _risks, _people):
        part(sheet)
    add_questions(sheet, "{{ item.text }} ({{ item.place }}{% if item.quote %}: “{{ item.quote }}”{% endif %})")
    return sheet


def _sold(sheet: Sheet) -> None:
    due = column("Due", 4, '{{ row.due or "–" }}', needs="due")
    deliverables = (column("Deliverable", 8, '{{ row.title or "–" }}', *accepted()), due, source(6))
    section(sheet, "What was sold", "deliverables", deliverables, "The SOW names no deliverable.")
    add_undated(sheet, "deliverables")
    milestones = (column("Milestone", 8, '{{ row.title or "–" }}'), due, source(6))
    sheet.either("milestones", titled("Milestones", 2, *speaking("milestones", milestones)))
    add_undated(sheet, "milestones")


def _assumed(sheet: Sheet) -> None:
    assumptions = (column("Assumption", 10, '{{ row.text or "–" }}'), source(8))
    section(sheet, "What was assumed", "assumptions", assumptions, "The SOW states no assumption.")
    duties = (column("Duty", 10, '{{ row.text or "–" }}'), source(8))
    sheet.either("duties", titled("What the client does", 2, table("duties", duties)))


def _left_out(sheet: Sheet) -> None:
    excluded = (column("Excluded in its own words", 10, '{{ row.text or "–" }}'), source(8))
    nothing = "The SOW excludes nothing in so many words."
    section(sheet, "What is not in the SOW", "exclusions", excluded, nothing)
    sheet.either("unsaid", titled("What it does not say", 2, *bullets("unsaid", "{{ row.text }}")))


def _terms(sheet: Sheet) -> None:
    sheet.heading("Commercial terms")
    only = "**Internal only.** Nothing of this section goes to the client or into a document for the client."
    sheet.add(paragraph(only, "Callout"))
    terms = [(name, label, placed(name)) for name, label in (("fee", "Fee"), ("warranty", "Warranty"))]
    sheet.either("fee or warranty", [facts(terms, (3, 7, 8))])
    sheet.either("not fee", [paragraph("The SOW states no total fee.")])
    rates = (
        column("Role", 5, '{{ row.role or "–" }}'),
        column("Sold", 3, EFFORT, number=True, needs="amount"),
        column("Rate", 4, "{% if row.rate %}{{ row.rate }} per {{ row.unit }}{% else %}–{% endif %}", number=True),
        source(6),
    )
    sheet.either("rates", titled("Effort and rates", 2, *speaking("rates", rates)))
    payments = (
        column("Instalment", 4, '{{ row.label or "–" }}'),
        column("Amount", 4, '{{ [row.share, row.amount] | select | join(" · ") or "–" }}', number=True),
        column("Due", 4, '{{ row.due or "–" }}', needs="due"),
        source(6),
    )
    sheet.either("payments", titled("Payment schedule", 2, *speaking("payments", payments)))


def _risks(sheet: Sheet) -> None:
    columns = (
        column("Risk", 7, '{{ row.text or "–" }}'),
        column("First step", 6, '{{ row.response or "–" }}', needs="response"),
        column(
            "Where it comes from",
            5,
            '{{ row.place or "our own reading" }}{% if row.quote %}: “{{ row.quote }}”{% endif %}',
            style="Table Source",
        ),
    )
    section(sheet, "Risks", "risks", columns, "We read no contradiction in the SOW.")


def _people(sheet: Sheet) -> None:
    contacts = (
        column("Name", 5, '{{ row.name or "–" }}', *small("row.role", "{{ row.role }}"), *of_side()),
        column("Mail", 7, '{{ row.email or "–" }}', needs="email"),
        source(6),
    )
    section(sheet, "Contacts", "contacts", contacts, "The SOW names no contact.")
    signed = "{% if row.mark %}{{ row.mark }}{% else %}not signed{% endif %}"
    signatures = (
        column("Name", 5, '{{ row.name or "–" }}', *small("row.title", "{{ row.title }}"), *of_side()),
        column("Signed", 7, signed, *small("row.day", "{{ row.day }}")),
        source(6),
    )
    section(sheet, "Signatures", "signatures", signatures, "The SOW has no signature block.")
