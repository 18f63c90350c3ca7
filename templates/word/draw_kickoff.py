"""The built-in kickoff document for the team."""

from __future__ import annotations

from templates.word.pieces import (
    EFFORT,
    REF,
    accepted,
    add_questions,
    add_rules,
    add_timeline,
    add_undated,
    bullets,
    of_side,
    section,
    small,
    titled,
)
from templates.word.sheet import Sheet, column, facts, paragraph, speaking, table


def draw_kickoff() -> Sheet:
    """Draw it: scope, team, timeline, ways of working, open questions, and the sources they cite."""
    sheet = Sheet("Kickoff · Internal", "{{ code }} · Kickoff", "Internal: for the team of {{ agency }} only")
    lead = (
        "What the team starts from: what {{ client }} bought, who does what by when, and what is still open."
        "{% if sources %} A number in brackets leads to the list of sources at the end.{% endif %}"
    )
    named = [
        (name, label, (f"{{{{ {name}.text }}}}\u00a0‹{{{{ {name}.ref }}}}›",))
        for name, label in (("start", "Start"), ("end", "End"), ("warranty", "Warranty"))
    ]
    sheet.add(
        paragraph(lead, "Lead"),
        facts(
            [
                ("", "Client", ("{{ client }}",)),
                ("reference", "Agreement", ("{{ reference.text }}\u00a0‹{{ reference.ref }}›",)),
                ("lead", "Delivery lead", ("{{ lead }}",)),
                *named,
                ("", "Date", ("{{ written }}",)),
            ],
            (2, 8),
        ),
    )
    for part in (_scope, _team, _dates, _ways, _closing):
        part(sheet)
    return sheet


def _scope(sheet: Sheet) -> None:
    columns = (
        column("No.", 1, "{{ loop.index }}"),
        column("Deliverable", 12, '{{ row.title or "–" }}' + REF, *accepted()),
        column("Due", 5, '{{ row.due or "–" }}', needs="due"),
    )
    sheet.heading("Scope")
    sheet.heading("What we deliver", 2)
    sheet.either("deliverables", speaking("deliverables", columns), [paragraph("The SOW names no deliverable.")])
    add_undated(sheet, "deliverables")
    sheet.heading("Out of scope", 2)
    nothing = "The SOW excludes nothing in so many words. What is not listed above is a change."
    sheet.either("exclusions", bullets("exclusions", "{{ row.text }}" + REF), [paragraph(nothing)])
    sheet.either("assumptions", titled("Assumptions", 2, *bullets("assumptions", "{{ row.text }}" + REF)))


def _team(sheet: Sheet) -> None:
    total = "**{{ team_total.amount }} {{ team_total.unit }}s**"
    columns = (
        column("Role", 7, '{{ row.role or "–" }}' + REF, total="**Total**"),
        column("Effort sold", 4, EFFORT, number=True, total=total, needs="amount"),
        column("Person", 7, '{{ row.person or "not staffed yet" }}', total="all roles"),
    )
    sheet.heading("Team and roles")
    sheet.either("team", speaking("team", columns, "team_total"), [paragraph("The SOW sells no effort by role.")])
    people = (
        column("Name", 10, '{{ row.name or "–" }}' + REF, *small("row.role", "{{ row.role }}"), *of_side()),
        column("Mail", 8, '{{ row.email or "–" }}', needs="email"),
    )
    sheet.either("contacts", titled("People the SOW names", 2, *speaking("contacts", people)))


def _dates(sheet: Sheet) -> None:
    columns = (
        column("Milestone", 12, '{{ row.title or "–" }}' + REF),
        column("Due", 6, '{{ row.due or "–" }}', needs="due"),
    )
    section(sheet, "Timeline", "milestones", columns, "The SOW names no milestone.")
    add_undated(sheet, "milestones")
    add_timeline(sheet)


def _ways(sheet: Sheet) -> None:
    sheet.heading("Ways of working")
    add_rules(
        sheet,
        (
            ("lead", "**One lead.** {{ lead }} decides on sequence and staffing and is the client’s first contact."),
            (
                "address",
                "**One inbox.** Questions, changes and files go to {{ address }}; a reply to its mail is enough.",
            ),
            (
                "",
                "**Scope.** What is not listed above is a change: written down, estimated and agreed before it starts.",
            ),
            ("", "**Dates.** A date at risk is said when it is first seen, with the reason and a proposal."),
            ("", "**Status.** One short question a week, answered in your own words. A blocker does not wait for it."),
            ("", "**Quality.** Nothing reaches the client before its checklist is passed and a named person approves."),
        ),
    )
    nothing = (
        "We read no duty of the client in the SOW. Agree at the kickoff on access, feedback times and who decides."
    )
    sheet.heading("What the client does")
    sheet.either("duties", bullets("duties", "{{ row.text }}" + REF), [paragraph(nothing)])


def _closing(sheet: Sheet) -> None:
    add_questions(sheet, "{{ item.text }}\u00a0‹{{ item.ref }}›")
    sheet.either("notes", titled("Notes", 1, *bullets("notes", "{{ row.text }}")))
    columns = (
        column("No.", 1, '{{ row.number or "–" }}', style="Table Source"),
        column("Place", 7, '{{ row.place or "–" }}', style="Table Source"),
        column("Words", 10, "{% if row.quote %}“{{ row.quote }}”{% else %}–{% endif %}", style="Table Source"),
    )
    sheet.either("sources", titled("Sources", 1, table("sources", columns)))
