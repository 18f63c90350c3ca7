"""Pulses: when something last happened (mail seen, letter accepted), so that silence can be told from quiet."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.blobs import insert_new


def beat(connection: sa.Connection, name: str, at: datetime, detail: str = "") -> None:
    """Note that `name` happened at `at`."""
    connection.execute(insert_new(connection, t.pulse).values(name=name, at=at, detail=detail))
    connection.execute(sa.update(t.pulse).where(t.pulse.c.name == name).values(at=at, detail=detail))


def last(connection: sa.Connection, name: str) -> datetime | None:
    """Return when `name` last happened, or None."""
    return connection.execute(sa.select(t.pulse.c.at).where(t.pulse.c.name == name)).scalar_one_or_none()


def all_pulses(connection: sa.Connection) -> dict[str, datetime]:
    """Return every pulse by name."""
    return {row.name: row.at for row in connection.execute(sa.select(t.pulse))}


def detail(connection: sa.Connection, name: str) -> str:
    """Return what was noted with the last `name`, "" where it never happened."""
    return connection.execute(sa.select(t.pulse.c.detail).where(t.pulse.c.name == name)).scalar_one_or_none() or ""
