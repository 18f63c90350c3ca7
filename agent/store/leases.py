"""Leases: one watcher per mailbox, one scheduler, judged by the database's clock."""

from __future__ import annotations

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.blobs import insert_new
from outbox.instant import database_now, lapsed


def take(connection: sa.Connection, name: str, owner: str, seconds: int) -> bool:
    """Take or renew a lease; False while another owner holds it."""
    connection.execute(insert_new(connection, t.lease).values(name=name, owner="", epoch=0, until=0))
    free = sa.or_(t.lease.c.owner == owner, lapsed(t.lease.c.until, seconds * 1000))
    result = connection.execute(
        sa.update(t.lease)
        .where(t.lease.c.name == name, free)
        .values(
            owner=owner,
            until=database_now() + seconds * 1000,
            epoch=sa.case((t.lease.c.owner == owner, t.lease.c.epoch), else_=t.lease.c.epoch + 1),
        )
    )
    return result.rowcount == 1


def give_back(connection: sa.Connection, name: str, owner: str) -> None:
    """Let a lease go, so that another need not wait for it to run out."""
    connection.execute(sa.update(t.lease).where(t.lease.c.name == name, t.lease.c.owner == owner).values(until=0))
