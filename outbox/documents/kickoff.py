"""The kickoff document for the team: scope, team, timeline, client duties and open questions, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from outbox.documents.built import Built, write
from outbox.documents.facts import (
    ContactRow,
    DeliverableRow,
    MilestoneRow,
    Project,
    Question,
    Sourced,
    SourcedDate,
    TeamRow,
)
from outbox.documents.plan_words import due_words, effort_words, timeline_of, timeline_words, total_effort
from outbox.documents.sources import Sources
from templates.formats import date_text


@dataclass(frozen=True, slots=True)
class Kickoff:
    """All a team starts from; empty and None mean that the agreement does not say it. `notes` are the agency's own."""

    project: Project
    reference: Sourced | None = None
    start: SourcedDate | None = None
    end: SourcedDate | None = None
    warranty: Sourced | None = None
    scope: tuple[DeliverableRow, ...] = ()
    exclusions: tuple[Sourced, ...] = ()
    assumptions: tuple[Sourced, ...] = ()
    team: tuple[TeamRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    client_duties: tuple[Sourced, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()


def build(kickoff: Kickoff, home_templates: Path | None = None) -> Built:
    """Write the internal kickoff document; `home_templates` is the `templates/` folder of the agency's home."""
    return write("kickoff", "Kickoff (internal)", kickoff.project, words(kickoff), home_templates)


def words(kickoff: Kickoff) -> dict[str, object]:
    """Return what the template `kickoff.docx` is offered besides the project's own words."""
    locale, sources = kickoff.project.locale, Sources()
    start = None if kickoff.start is None else kickoff.start.day
    return {
        "reference": _fact(kickoff.reference, sources),
        "start": _day(kickoff.start, sources, locale),
        "end": _day(kickoff.end, sources, locale),
        "warranty": _fact(kickoff.warranty, sources),
        "deliverables": [_deliverable(row, sources, locale) for row in kickoff.scope],
        "exclusions": _facts(kickoff.exclusions, sources),
        "assumptions": _facts(kickoff.assumptions, sources),
        "team": [_role(row, sources, locale) for row in kickoff.team],
        "team_total": total_effort(kickoff.team, locale),
        "milestones": [_milestone(row, sources, locale) for row in kickoff.milestones],
        "timeline": timeline_words(timeline_of(kickoff.milestones, kickoff.scope, start), locale),
        "duties": _facts(kickoff.client_duties, sources),
        "contacts": [_contact(row, sources) for row in kickoff.contacts],
        "questions": [_question(row, sources) for row in kickoff.questions],
        "notes": [{"text": note} for note in kickoff.notes],
        "sources": sources.rows(),  # last: everything above cites
    }


def _fact(fact: Sourced | None, sources: Sources) -> dict[str, object] | None:
    return None if fact is None else {"text": fact.text, "ref": sources.cite(fact.source, fact.quote)}


def _facts(facts: tuple[Sourced, ...], sources: Sources) -> list[dict[str, object]]:
    return [{"text": fact.text, "ref": sources.cite(fact.source, fact.quote)} for fact in facts]


def _day(fact: SourcedDate | None, sources: Sources, locale: str) -> dict[str, object] | None:
    if fact is None:
        return None
    return {"text": date_text(fact.day, locale), "ref": sources.cite(fact.source, fact.quote)}


def _deliverable(row: DeliverableRow, sources: Sources, locale: str) -> dict[str, object]:
    return {
        "title": row.title,
        "acceptance": row.acceptance,
        "due": due_words(row.due, row.due_text, locale),
        "ref": sources.cite(row.source, row.quote),
    }


def _milestone(row: MilestoneRow, sources: Sources, locale: str) -> dict[str, object]:
    due = due_words(row.due, row.due_text, locale)
    return {"title": row.title, "due": due, "ref": sources.cite(row.source, row.quote)}


def _role(row: TeamRow, sources: Sources, locale: str) -> dict[str, object]:
    effort = effort_words(row.hours, row.unit, locale)
    return {"role": row.role, "person": row.person, "ref": sources.cite(row.source, row.quote), **effort}


def _contact(row: ContactRow, sources: Sources) -> dict[str, object]:
    ref = sources.cite(row.source, row.quote)
    return {"name": row.name, "role": row.role, "email": row.email, "side": row.side, "ref": ref}


def _question(row: Question, sources: Sources) -> dict[str, object]:
    evidence = [{"text": e.text, "ref": sources.cite(e.source, e.quote)} for e in row.evidence]
    return {"text": row.text, "asked": row.asked, "evidence": evidence}
