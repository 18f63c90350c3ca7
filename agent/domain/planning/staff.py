"""Who leads a new project, and whose mail may open one."""

from __future__ import annotations

from agent.domain.planning.clients import KnownClient
from config.settings import Person, Role, Settings

_MAY_OPEN = frozenset({Role.SALES, Role.LEAD, Role.FOUNDER, Role.ADMIN})


def lead_of(client: KnownClient | None, settings: Settings) -> Person:
    """Return the client's own lead, or the first delivery lead of agency.toml (there is always one)."""
    if client is not None and client.lead is not None:
        person = settings.person(client.lead)
        if person is not None:
            return person
    return settings.with_role(Role.LEAD)[0]


def may_open_project(person: Person) -> bool:
    """Return whether this person's forward of a signed SOW opens a project."""
    return bool(_MAY_OPEN.intersection(person.roles))


def is_planned(settings: Settings) -> bool:
    """Return whether the agency plans with us: somebody has skills, or help can be bought."""
    return any(person.skills for person in settings.people) or bool(settings.planning.outside)
