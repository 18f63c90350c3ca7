"""Asking for a repair of the plan: once for each cause, put before the lead who is hit most."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass

from agent.domain.planning.absences import Days
from agent.services.planning.situation import Situation
from agent.store import proposals
from agent.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Trigger:
    """What broke the plan: somebody's leave or sickness, somebody gone, or a check that found somebody over."""

    kind: str  # leave | sick | gone | check
    person: str = ""
    first: str = ""  # ISO dates
    last: str = ""


def want_repair(
    work: UnitOfWork, now: Situation, person: str, kind: str, days: Days | None = None, mail_id: int | None = None
) -> int | None:
    """Ask for a repair; None where one for the same cause waits already, or nobody leads what is hit."""
    trigger = Trigger(kind, person, days.first.isoformat() if days else "", days.last.isoformat() if days else "")
    text = json.dumps(asdict(trigger))
    if any(row.wishes == text for row in proposals.waiting(work.connection, "repair")):
        return None
    lead = lead_hit(now, person)
    return proposals.want(work, "repair", lead, mail_id=mail_id, wishes=text) if lead else None


def lead_hit(now: Situation, person: str) -> str:
    """Return the lead of the projects that a person ("" for everybody) gives most hours to, "" where there is none."""
    minutes: Counter[str] = Counter()
    for one in now.certain:
        project = now.project(one.project)
        if project is not None and person in ("", one.person):
            minutes[project.lead] += one.minutes
    return min(minutes, key=lambda lead: (-minutes[lead], lead), default="")


def trigger_of(wishes: str) -> Trigger:
    """Return the cause that a wanted repair was kept with."""
    return Trigger(**json.loads(wishes))
