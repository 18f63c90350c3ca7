"""What sending tells those who care: how each letter ended, and alarms that concern all letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa

from outbox.tables import Phase


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a letter stands after a try: `sent`, `refused`, `queued` for a later try, or `unknown`."""

    letter_id: int
    message_id: str
    recipient: str
    kind: str
    phase: Phase
    code: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Why letters wait for a person: `login`, `tls`, `server` (it said no), `unreachable` or `breaker`."""

    kind: str
    text: str


class Listener(Protocol):
    """Told inside the transaction that settles: what it writes on `conn` commits with it, and it must not commit."""

    def settled(self, conn: sa.Connection, outcome: Outcome) -> None:
        """Hear how a try to send a letter ended."""
        ...

    def alarmed(self, conn: sa.Connection, alarm: Alarm) -> None:
        """Hear, once until sending works again, that letters wait for a person."""
        ...


class Silent:
    """A listener that does nothing."""

    def settled(self, conn: sa.Connection, outcome: Outcome) -> None:
        """Do nothing."""

    def alarmed(self, conn: sa.Connection, alarm: Alarm) -> None:
        """Do nothing."""
