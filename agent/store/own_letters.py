"""Copies of our own letters among the mail that was kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.mailroom import State


@dataclass(frozen=True, slots=True)
class OwnLetter:
    """One letter of ours as it came back; `received_at` is when the server had it."""

    raw: bytes
    raw_sha256: str
    received_at: datetime


def came_back(connection: sa.Connection, kind: str, since: datetime) -> Iterator[OwnLetter]:
    """Yield the mails of the kind our own letters have that were received since, the oldest first, each once."""
    statement = (
        sa.select(t.blob.c.content, t.mail.c.raw_sha256, t.mail.c.received_at)
        .join(t.mail, t.mail.c.raw_sha256 == t.blob.c.sha256)
        .where(t.mail.c.kind == kind, t.mail.c.copy_of.is_(None), t.mail.c.received_at >= since)
        .order_by(t.mail.c.received_at, t.mail.c.id)
    )
    for row in connection.execute(statement):
        yield OwnLetter(bytes(row.content), row.raw_sha256, row.received_at)


def in_order(connection: sa.Connection, now: datetime) -> list[int]:
    """Return the sorted mails that are due, in the order in which they were received."""
    due = sa.and_(t.mail.c.state == State.SORTED, t.mail.c.due <= now)
    statement = sa.select(t.mail.c.id).where(due).order_by(t.mail.c.received_at, t.mail.c.id)
    return list(connection.execute(statement).scalars())


def on_their_way(connection: sa.Connection) -> int:
    """Return how many mails are kept or sorted and not settled."""
    open_states = t.mail.c.state.in_([State.KEPT, State.SORTED])
    return connection.execute(sa.select(sa.func.count()).select_from(t.mail).where(open_states)).scalar_one()


def told_by(connection: sa.Connection, digest_at: datetime) -> int:
    """Note that a digest of that moment told of every mail that waited by then; return how many that were."""
    untold = sa.and_(t.mail.c.state == State.PERSON, t.mail.c.told_at.is_(None), t.mail.c.received_at <= digest_at)
    return connection.execute(sa.update(t.mail).where(untold).values(told_at=digest_at)).rowcount
