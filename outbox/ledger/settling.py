"""How a letter ends: sent, refused, put off or in doubt, settled by the one who holds it and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from outbox.instant import Instant
from outbox.ledger.fence import NOTE, NOW, Claimed, attempt_row, fenced, moved, note, whose
from outbox.tables import Phase, letter

DOUBT = timedelta(minutes=10)  # how long a copy is looked for before identical bytes go again


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter with the reply that accepted it, and when that came."""

    claimed: Claimed
    code: int
    text: str
    at: datetime


_SENT = fenced(Phase.DOTTING, Phase.UNKNOWN, phase=Phase.SENT, sent_at=NOW, due=NOW, reason="")
_SETTLED = sa.select(letter.c.id, letter.c.owner, letter.c.epoch).where(
    letter.c.id.in_(sa.bindparam("ids", expanding=True)), letter.c.phase == Phase.SENT
)
_REFUSED = fenced(Phase.CONNECTING, Phase.DOTTING, phase=Phase.REFUSED, reason=sa.bindparam("why"), due=NOW)
_LATER = fenced(
    Phase.CONNECTING,
    Phase.DOTTING,
    phase=Phase.QUEUED,
    reason=sa.bindparam("why"),
    due=sa.bindparam("next_try", type_=Instant()),
    owner="",
)
_DOUBT = fenced(
    Phase.DOTTING,
    phase=Phase.UNKNOWN,
    reason=sa.bindparam("why"),
    due=sa.bindparam("next_try", type_=Instant()),
    doubts=letter.c.doubts + 1,
)


def settle_sent(conn: sa.Connection, claimed: Claimed, code: int, text: str, now: datetime) -> bool:
    """Move dotting -> sent; `due` becomes the moment, by which the index counts what left. False when lost.

    An owner that was given up for dead may still settle what nobody has claimed since: its 250 is proof.
    """
    return moved(conn, _SENT, claimed, now=now) and note(conn, claimed.id, Phase.SENT, code, text, now)


def settle_sent_many(conn: sa.Connection, replies: Sequence[Sent]) -> list[Sent]:
    """Do for many what `settle_sent` does for one, at the cost of a few; return those that were not lost."""
    values = [{**whose(sent.claimed), "now": sent.at} for sent in replies]
    if conn.execute(_SENT, values).rowcount == len(replies):
        won = list(replies)
    else:
        settled = set(conn.execute(_SETTLED, {"ids": [sent.claimed.id for sent in replies]}).all())
        won = [s for s in replies if (s.claimed.id, s.claimed.owner, s.claimed.epoch) in settled]
    rows = [attempt_row(s.claimed.id, Phase.SENT, s.code, s.text, s.at) for s in won]
    if rows:
        conn.execute(NOTE, rows)
    return won


def settle_refused(
    conn: sa.Connection, claimed: Claimed, code: int | None, text: str, now: datetime, reason: str
) -> bool:
    """Move connecting or dotting -> refused for good, with the reason a person reads. False when lost."""
    won = moved(conn, _REFUSED, claimed, now=now, why=reason)
    return won and note(conn, claimed.id, Phase.REFUSED, code, text, now)


def retry_later(
    conn: sa.Connection, claimed: Claimed, code: int | None, text: str, now: datetime, wait: timedelta
) -> bool:
    """Move connecting or dotting -> queued, due after `wait`: only what is provably not accepted. False when lost."""
    won = moved(conn, _LATER, claimed, why=text, next_try=now + wait)
    return won and note(conn, claimed.id, Phase.QUEUED, code, text, now)


def doubt(conn: sa.Connection, claimed: Claimed, text: str, now: datetime) -> bool:
    """Move dotting -> unknown, to be looked for during `DOUBT`. False when lost."""
    won = moved(conn, _DOUBT, claimed, why=text, next_try=now + DOUBT)
    return won and note(conn, claimed.id, Phase.UNKNOWN, None, text, now)
