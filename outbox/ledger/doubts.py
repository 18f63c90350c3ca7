"""Letters whose last byte may have arrived: looked for, confirmed, sent once more, then put before a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from outbox.tables import Phase, attempt, letter

IN_DOUBT = "in doubt"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A letter to look for by its Message-ID until `due`; `doubts` counts how often it fell into doubt."""

    id: int
    message_id: str
    recipient: str
    kind: str
    doubts: int
    due: datetime


_DOUBT = sa.select(*(letter.c[name] for name in ("id", "message_id", "recipient", "kind", "doubts", "due")))


def in_doubt(conn: sa.Connection, limit: int = 500) -> list[Doubt]:
    """Return the letters in doubt, the oldest first."""
    rows = conn.execute(_DOUBT.where(letter.c.phase == Phase.UNKNOWN).order_by(letter.c.due).limit(limit))
    return [Doubt(*row) for row in rows]


def unknown_due(conn: sa.Connection, now: datetime, limit: int = 500) -> list[Doubt]:
    """Return the letters that have been looked for long enough."""
    over = sa.and_(letter.c.phase == Phase.UNKNOWN, letter.c.due <= now)
    return [Doubt(*row) for row in conn.execute(_DOUBT.where(over).order_by(letter.c.due).limit(limit))]


def confirm_echo(conn: sa.Connection, message_id: str, now: datetime) -> int | None:
    """Settle as sent a letter in doubt whose copy was found; return its id, or None when it was in no doubt.

    A copy that comes late counts too: for a letter queued to go again, or refused because of the doubt.
    """
    open_doubt = sa.or_(
        letter.c.phase == Phase.UNKNOWN,
        sa.and_(letter.c.doubts > 0, letter.c.sent_at.is_(None), letter.c.phase.in_((Phase.QUEUED, Phase.REFUSED))),
    )
    found = (
        sa.update(letter)
        .where(letter.c.message_id == message_id, open_doubt)
        .values(phase=Phase.SENT, sent_at=now, due=now, reason="")
        .returning(letter.c.id)
    )
    letter_id = conn.execute(found).scalar_one_or_none()
    if letter_id is not None:
        _note(conn, letter_id, Phase.SENT, "a copy was found", now)
    return letter_id


def resend_once(conn: sa.Connection, letter_id: int, now: datetime) -> Phase | None:
    """Queue identical bytes again after the first doubt, refuse after the second; None when no longer in doubt."""
    waited = sa.and_(letter.c.id == letter_id, letter.c.phase == Phase.UNKNOWN, letter.c.due <= now)
    again = sa.update(letter).where(waited, letter.c.doubts < 2).values(phase=Phase.QUEUED, due=now, owner="")
    if conn.execute(again).rowcount == 1:
        return Phase.QUEUED
    reason = f"{IN_DOUBT}: sent twice, no answer and no copy found"
    refused = sa.update(letter).where(waited).values(phase=Phase.REFUSED, due=now, reason=reason)
    if conn.execute(refused).rowcount != 1:
        return None
    _note(conn, letter_id, Phase.REFUSED, reason, now)
    return Phase.REFUSED


def _note(conn: sa.Connection, letter_id: int, phase: Phase, text: str, now: datetime) -> None:
    conn.execute(sa.insert(attempt).values(letter_id=letter_id, phase=phase, text=text, at=now))
