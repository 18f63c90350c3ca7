"""Who may see how a project does: those who answer for it, and those who work on it."""

from __future__ import annotations

from collections.abc import Collection

from config.settings import Person, Role

_ALL = frozenset({Role.LEAD, Role.FOUNDER, Role.ADMIN, Role.SALES})


def may_see(person: Person, lead: str, team: Collection[str]) -> bool:
    """Return whether a person may see a project's state: `team` are the addresses of who works on it."""
    address = person.email.lower()
    return bool(_ALL.intersection(person.roles)) or address == lead.lower() or address in team
