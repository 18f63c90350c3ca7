"""The client gate: who may let a letter go to a client."""

from __future__ import annotations

from config.settings import Person, Role

_MAY_RELEASE = frozenset({Role.LEAD, Role.FOUNDER, Role.ADMIN})


def may_release(person: Person, asked: str) -> bool:
    """Return whether `person` may answer the approval that `asked` was asked for."""
    return person.email == asked or bool(_MAY_RELEASE.intersection(person.roles))
