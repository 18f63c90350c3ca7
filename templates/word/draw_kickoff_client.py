"""The built-in kickoff document for the client."""

from __future__ import annotations

from templates.word.pieces import accepted, add_rules, add_timeline, bullets, small, titled
from templates.word.sheet import Sheet, column, facts, paragraph, speaking, tag


def draw_kickoff_client() -> Sheet:
    """Draw it: what the client gets, when, from whom, and what we need; a section with nothing to say is left out."""
    sheet = Sheet("Project kickoff", "{{ code }} · Kickoff", "Prepared for {{ client }} by {{ agency }}")
    lead = (
        "Welcome. This is what {{ client }} and {{ agency }} have agreed to do together, who is involved, "
        "when it happens and what we need from you."
    )
    sheet.add(
        paragraph(lead, "Lead"),
        facts(
            (
                ("", "Project", ("{{ title }} ({{ code }})",)),
                ("reference", "Agreement", ("{{ reference }}",)),
                ("lead", "Your contact", ("{{ lead }}, {{ agency }}",)),
                ("start", "Start", ("{{ start }}",)),
                ("end", "End", ("{{ end }}",)),
                ("warranty", "Warranty", ("{{ warranty }}",)),
                ("", "Date", ("{{ written }}",)),
            ),
            (2, 8),
        ),
    )
    for part in (_scope, _people, _ways):
        part(sheet)
    return sheet


def _scope(sheet: Sheet) -> None:
    columns = (
        column("No.", 1, "{{ loop.index }}"),
        column("Deliverable", 12, '{{ row.title or "–" }}', *accepted()),
        column("Due", 5, '{{ row.due or "by agreement" }}', needs="due"),
    )
    sheet.either("deliverables", titled("What you get", 1, *speaking("deliverables", columns)))
    sheet.either("exclusions", titled("Not part of this project", 2, *bullets("exclusions", "{{ row.text }}")))
    sheet.either("assumptions", titled("What we build on", 2, *bullets("assumptions", "{{ row.text }}")))
    dates = (
        column("Milestone", 12, '{{ row.title or "–" }}'),
        column("Due", 6, '{{ row.due or "by agreement" }}', needs="due"),
    )
    sheet.either("milestones", titled("Timeline", 1, *speaking("milestones", dates)))
    add_timeline(sheet)


def _people(sheet: Sheet) -> None:
    team = (
        column("Role", 9, '{{ row.role or "–" }}'),
        column("Person", 9, '{{ row.person or "introduced at the kickoff" }}', needs="person"),
    )
    later = paragraph("You meet the people at the kickoff.", "Table Note")
    unnamed = (tag('{%p if not team | selectattr("person") | list %}'), later, tag("{%p endif %}"))
    sheet.either("team", titled("Your team at {{ agency }}", 1, *speaking("team", team), *unnamed))
    people = (
        column("Name", 10, '{{ row.name or "–" }}', *small("row.role", "{{ row.role }}")),
        column("Mail", 8, '{{ row.email or "–" }}', needs="email"),
    )
    sheet.either("contacts", titled("Your side", 1, *speaking("contacts", people)))
    sheet.either("duties", titled("What we need from you", 1, *bullets("duties", "{{ row.text }}")))


def _ways(sheet: Sheet) -> None:
    sheet.heading("How we work together")
    add_rules(
        sheet,
        (
            ("lead", "**One contact.** {{ lead }} answers for delivery and is there for every question."),
            ("address", "**One address.** {{ address }} reaches the whole team."),
            ("", "**Every week.** A short note: what was done, what comes next, and what we wait for."),
            ("", "**Decisions.** One question at a time, with our recommendation and the day we need your answer."),
            ("", "**Changes.** Work beyond this scope is estimated and agreed with you in writing before it starts."),
            ("", "**Dates.** If a date is at risk we say so as soon as we see it, and propose what to do."),
        ),
    )
