"""From the team's kickoff to the client's: what may be said is named one by one, the rest has nowhere to go."""

from __future__ import annotations

from datetime import date

from outbox.documents.facts import ContactRow, Sourced, SourcedDate
from outbox.documents.kickoff import Kickoff
from outbox.documents.kickoff_client import (
    ClientContact,
    ClientDeliverable,
    ClientMilestone,
    ClientRole,
    KickoffClient,
)


def client_edition(kickoff: Kickoff) -> KickoffClient:
    """Return what the client may read: scope, dates and duties as agreed; no effort, source, note or question.

    Of the people only those of the client's own side are listed.
    """
    return KickoffClient(
        project=kickoff.project,
        reference="" if kickoff.reference is None else kickoff.reference.text,
        start=_day(kickoff.start),
        end=_day(kickoff.end),
        warranty="" if kickoff.warranty is None else kickoff.warranty.text,
        scope=tuple(ClientDeliverable(d.title, d.due, d.due_text, d.acceptance) for d in kickoff.scope),
        exclusions=_texts(kickoff.exclusions),
        assumptions=_texts(kickoff.assumptions),
        team=tuple(ClientRole(row.role, row.person) for row in kickoff.team),
        milestones=tuple(ClientMilestone(m.title, m.due, m.due_text) for m in kickoff.milestones),
        client_duties=_texts(kickoff.client_duties),
        contacts=tuple(_contact(row) for row in kickoff.contacts if row.side == "client"),
    )


def _day(fact: SourcedDate | None) -> date | None:
    return None if fact is None else fact.day


def _texts(facts: tuple[Sourced, ...]) -> tuple[str, ...]:
    return tuple(fact.text for fact in facts)


def _contact(row: ContactRow) -> ClientContact:
    return ClientContact(row.name, row.role, row.email)
