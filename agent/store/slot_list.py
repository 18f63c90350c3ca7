"""Slots that did not run: what was missed while the desk was down, and what failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.store import tables as t

_FALLEN = ("missed", "failed")


@dataclass(frozen=True, slots=True)
class FallenSlot:
    """A run that did not happen (`missed`) or did not end well (`failed`), with the reason that was noted."""

    routine: str
    slot_at: datetime
    state: str
    reason: str


def fallen(connection: sa.Connection, since: datetime) -> list[FallenSlot]:
    """Return the slots since a moment that were missed or failed, oldest first."""
    columns = [t.slot.c[name] for name in FallenSlot.__slots__]
    wanted = sa.select(*columns).where(t.slot.c.state.in_(_FALLEN), t.slot.c.slot_at > since)
    return [FallenSlot(*row) for row in connection.execute(wanted.order_by(t.slot.c.slot_at))]
