"""The client gate: who may let a letter go to a client."""

from __future__ import annotations

from config.settings import Person, Role, Settings

_MAY_RELEASE = frozenset({Role.LEAD, Role.FOUNDER, Role.ADMIN})


def may_release(person: Person, settings: Settings) -> bool:
    """Return whether `person` may release letters to clients today, by role or as the lead of a client.

    Having been asked once gives no right: who lost the role since may not (pitfalls: A16).
    """
    leads = {client.lead.lower() for client in settings.clients if client.lead}
    return person.email.lower() in leads or bool(_MAY_RELEASE.intersection(person.roles))
