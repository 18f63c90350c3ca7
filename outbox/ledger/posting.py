"""Putting letters into the ledger: bytes and Message-ID are fixed here, and a dedupe key is taken only once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from outbox.letter import Letter
from outbox.tables import Phase, blob, letter


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a letter exists, as row ids: the act that wrote it, the mail it answers, the project it is about."""

    act_id: int | None = None
    mail_id: int | None = None
    project_id: int | None = None


NO_CAUSE = Cause()


@dataclass(frozen=True, slots=True)
class Post:
    """A letter with its final bytes; `due` (now unless told) is when it may leave."""

    letter: Letter
    message_id: str
    content: bytes
    cause: Cause = NO_CAUSE
    due: datetime | None = None


def post(
    conn: sa.Connection,
    letter: Letter,
    message_id: str,
    content: bytes,
    now: datetime,
    cause: Cause = NO_CAUSE,
    due: datetime | None = None,
) -> int | None:
    """Post one letter and return its id, or None when its dedupe key has been used for this recipient before."""
    return post_many(conn, [Post(letter, message_id, content, cause, due)], now)[0]


def post_many(conn: sa.Connection, posts: Sequence[Post], now: datetime) -> list[int | None]:
    """Post letters and return their ids in the order given, None for each that was posted before."""
    if not posts:
        return []
    digests = [hashlib.sha256(item.content).hexdigest() for item in posts]
    fresh = _keep_contents(conn, {digest: item.content for digest, item in zip(digests, posts, strict=True)})
    rows = [_row(item, digest, now) for item, digest in zip(posts, digests, strict=True)]
    insert = _insert_new(conn, letter).returning(letter.c.message_id, letter.c.id)
    ids: dict[str, int] = dict(conn.execute(insert, rows).all())
    unused = fresh - {row["bytes_sha256"] for row in rows if row["message_id"] in ids}
    if unused:
        conn.execute(sa.delete(blob).where(blob.c.sha256.in_(unused)))
    return [ids.pop(item.message_id, None) for item in posts]


def posted(conn: sa.Connection, dedupe_key: str, recipient: str) -> int | None:
    """Return the id of the letter that took this key, or None: asked before rendering what would not be posted."""
    wanted = sa.select(letter.c.id).where(letter.c.dedupe_key == dedupe_key, letter.c.recipient == recipient.lower())
    return conn.execute(wanted).scalar_one_or_none()


def _row(item: Post, digest: str, now: datetime) -> dict[str, Any]:
    return {
        "dedupe_key": item.letter.dedupe_key,
        "recipient": item.letter.to.email.lower(),
        "kind": item.letter.kind,
        "subject": item.letter.subject,
        "message_id": item.message_id,
        "bytes_sha256": digest,
        "phase": Phase.HELD if item.letter.held else Phase.QUEUED,
        "urgent": item.letter.urgent,
        "due": item.due or now,
        "posted_at": now,
        "act_id": item.cause.act_id,
        "mail_id": item.cause.mail_id,
        "project_id": item.cause.project_id,
    }


def _keep_contents(conn: sa.Connection, contents: dict[str, bytes]) -> set[str]:
    rows = [{"sha256": digest, "size": len(data), "content": data} for digest, data in contents.items()]
    return set(conn.execute(_insert_new(conn, blob).returning(blob.c.sha256), rows).scalars())


def _insert_new(conn: sa.Connection, table: sa.Table) -> Any:
    make = sqlite.insert if conn.dialect.name == "sqlite" else postgresql.insert
    return make(table).on_conflict_do_nothing()
