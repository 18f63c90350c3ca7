"""The human queue: mails that wait for a person, and whether an admin was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.mailroom import State

_WAITING = t.mail.c.state == State.PERSON


@dataclass(frozen=True, slots=True)
class WaitingMail:
    """One mail that waits."""

    id: int
    from_email: str
    verdict: str
    subject: str
    reason: str
    received_at: datetime


def untold(connection: sa.Connection, limit: int) -> list[WaitingMail]:
    """Return what waits and no admin was told of, oldest first."""
    columns = [t.mail.c[name] for name in WaitingMail.__slots__]
    statement = sa.select(*columns).where(_WAITING, t.mail.c.told_at.is_(None)).order_by(t.mail.c.id).limit(limit)
    return [WaitingMail(*row) for row in connection.execute(statement)]


def count_told(connection: sa.Connection) -> int:
    """Return how many wait that an admin was told of before."""
    statement = sa.select(sa.func.count()).select_from(t.mail).where(_WAITING, t.mail.c.told_at.is_not(None))
    return int(connection.execute(statement).scalar_one())


def mark_told(connection: sa.Connection, ids: Sequence[int], now: datetime) -> None:
    """Note that an admin was told of these mails."""
    connection.execute(sa.update(t.mail).where(t.mail.c.id.in_(ids)).values(told_at=now))
