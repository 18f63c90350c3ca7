"""What people and the breaker do with letters: hold, release, drop, try again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from outbox.tables import Phase, attempt, letter


def hold(conn: sa.Connection, letter_id: int, reason: str) -> bool:
    """Keep a queued letter back until somebody releases it; False when it is no longer queued."""
    queued = sa.and_(letter.c.id == letter_id, letter.c.phase == Phase.QUEUED)
    return conn.execute(sa.update(letter).where(queued).values(phase=Phase.HELD, reason=reason)).rowcount == 1


def hold_queued(conn: sa.Connection, reason: str, spared_kinds: Collection[str] = ()) -> int:
    """Keep back all queued letters that nobody released by name (the breaker); return how many."""
    caught = sa.and_(
        letter.c.phase == Phase.QUEUED, letter.c.released_by == "", letter.c.kind.not_in(tuple(spared_kinds))
    )
    return conn.execute(sa.update(letter).where(caught).values(phase=Phase.HELD, reason=reason)).rowcount


def hold_all(conn: sa.Connection, reason: str) -> int:
    """Keep back all queued letters, whoever released them (after a dry run); return how many."""
    queued = letter.c.phase == Phase.QUEUED
    return conn.execute(sa.update(letter).where(queued).values(phase=Phase.HELD, reason=reason)).rowcount


def release(conn: sa.Connection, letter_id: int, by: str, now: datetime) -> bool:
    """Let a held letter go, by the name of who decided; False when it was not held."""
    held = sa.and_(letter.c.id == letter_id, letter.c.phase == Phase.HELD)
    values = {"phase": Phase.QUEUED, "released_by": by, "due": now, "reason": ""}
    return conn.execute(sa.update(letter).where(held).values(**values)).rowcount == 1


def drop(conn: sa.Connection, letter_id: int, why: str) -> bool:
    """Take back a letter that has not left; False when it is being sent, was sent or was dropped before."""
    here = sa.and_(
        letter.c.id == letter_id,
        letter.c.phase.in_((Phase.HELD, Phase.QUEUED, Phase.UNKNOWN, Phase.REFUSED)),
    )
    return conn.execute(sa.update(letter).where(here).values(phase=Phase.DROPPED, reason=why)).rowcount == 1


def retry(conn: sa.Connection, letter_id: int, by: str, now: datetime) -> bool:
    """Queue a refused letter, or one that waits for its next try, at once and with fresh tries; False otherwise."""
    here = sa.and_(letter.c.id == letter_id, letter.c.phase.in_((Phase.REFUSED, Phase.QUEUED)))
    values = {"phase": Phase.QUEUED, "due": now, "tries": 0, "reason": "", "released_by": by}
    return conn.execute(sa.update(letter).where(here).values(**values)).rowcount == 1


def bounced(conn: sa.Connection, letter_id: int, reason: str, now: datetime) -> bool:
    """Mark a letter that was accepted and came back; False when it was not sent (RFC 3464 reports only such)."""
    here = sa.and_(letter.c.id == letter_id, letter.c.phase == Phase.SENT)
    values = {"phase": Phase.REFUSED, "reason": reason, "due": now}
    if conn.execute(sa.update(letter).where(here).values(**values)).rowcount != 1:
        return False
    conn.execute(sa.insert(attempt).values(letter_id=letter_id, phase=Phase.REFUSED, text=reason, at=now))
    return True
