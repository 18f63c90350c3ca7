"""Bytes by their SHA-256, each kept once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from agent.errors import UsageError
from agent.store import tables as t


def insert_new(connection: sa.Connection, table: sa.Table) -> Any:
    """Return an INSERT that passes over rows whose key is already there."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return make(table).on_conflict_do_nothing()


def keep(connection: sa.Connection, contents: Iterable[bytes]) -> list[str]:
    """Keep each content once and return the digests in order."""
    rows = [
        {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "content": content}
        for content in contents
    ]
    if rows:
        connection.execute(insert_new(connection, t.blob), rows)
    return [str(row["sha256"]) for row in rows]


def load(connection: sa.Connection, sha256: str) -> bytes:
    """Return the content with this digest."""
    content = connection.execute(sa.select(t.blob.c.content).where(t.blob.c.sha256 == sha256)).scalar_one_or_none()
    if content is None:
        raise UsageError(f"there is no content with the digest {sha256}")
    return bytes(content)
