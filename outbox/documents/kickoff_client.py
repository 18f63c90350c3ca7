"""The kickoff document for the client; its input has no place for a rate, an effort, a quote, a source or a note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from outbox.documents.built import Built, write
from outbox.documents.facts import Project
from outbox.documents.plan_words import due_words, timeline_words
from outbox.documents.timeline import Point, draw
from templates.formats import date_text


@dataclass(frozen=True, slots=True)
class ClientDeliverable:
    """Something the client gets; `due_text` keeps words that give no date."""

    title: str
    due: date | None = None
    due_text: str = ""
    acceptance: str = ""


@dataclass(frozen=True, slots=True)
class ClientMilestone:
    """A point of the timeline the client knows."""

    title: str
    due: date | None = None
    due_text: str = ""


@dataclass(frozen=True, slots=True)
class ClientRole:
    """A role on the team and who takes it ("" while nobody does)."""

    role: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class ClientContact:
    """A person of the client's side whom the agreement names."""

    name: str
    role: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class KickoffClient:
    """All a client reads at the start of a project; empty and None are left out of the document."""

    project: Project
    reference: str = ""
    start: date | None = None
    end: date | None = None
    warranty: str = ""
    scope: tuple[ClientDeliverable, ...] = ()
    exclusions: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    team: tuple[ClientRole, ...] = ()
    milestones: tuple[ClientMilestone, ...] = ()
    client_duties: tuple[str, ...] = ()
    contacts: tuple[ClientContact, ...] = ()


def build(kickoff: KickoffClient, home_templates: Path | None = None) -> Built:
    """Write the client edition; `home_templates` is the `templates/` folder of the agency's home."""
    return write("kickoff-client", "Kickoff", kickoff.project, words(kickoff), home_templates)


def words(kickoff: KickoffClient) -> dict[str, object]:
    """Return what the template `kickoff-client.docx` is offered besides the project's own words."""
    locale = kickoff.project.locale
    return {
        "reference": kickoff.reference,
        "start": _day(kickoff.start, locale),
        "end": _day(kickoff.end, locale),
        "warranty": kickoff.warranty,
        "deliverables": [
            {"title": row.title, "acceptance": row.acceptance, "due": due_words(row.due, row.due_text, locale)}
            for row in kickoff.scope
        ],
        "exclusions": _lines(kickoff.exclusions),
        "assumptions": _lines(kickoff.assumptions),
        "team": [{"role": row.role, "person": row.person} for row in kickoff.team],
        "milestones": [
            {"title": row.title, "due": due_words(row.due, row.due_text, locale)} for row in kickoff.milestones
        ],
        "timeline": _timeline(kickoff),
        "duties": _lines(kickoff.client_duties),
        "contacts": [{"name": row.name, "role": row.role, "email": row.email} for row in kickoff.contacts],
    }


def _day(day: date | None, locale: str) -> str:
    return "" if day is None else date_text(day, locale)


def _lines(texts: tuple[str, ...]) -> list[dict[str, object]]:
    return [{"text": text} for text in texts]


def _timeline(kickoff: KickoffClient) -> dict[str, object] | None:
    milestones = [Point(row.title, row.due) for row in kickoff.milestones if row.due]
    deliverables = [Point(row.title, row.due) for row in kickoff.scope if row.due]
    return timeline_words(draw(milestones, kickoff.start) or draw(deliverables, kickoff.start), kickoff.project.locale)
