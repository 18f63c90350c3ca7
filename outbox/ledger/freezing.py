"""The freeze: while there is one, no letter is claimed by anybody, whatever is posted, released or due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from outbox.tables import Frozen, Phase, freeze, letter

UNFROZEN = ~sa.exists(sa.select(freeze.c.kind))


@dataclass(frozen=True, slots=True)
class FreezeRow:
    """One reason why nothing leaves; of a restored store `since` is the moment of its backup."""

    kind: Frozen
    since: datetime
    why: str


def freezes(conn: sa.Connection) -> list[FreezeRow]:
    """Return why nothing leaves; empty when letters go."""
    rows = conn.execute(sa.select(freeze).order_by(freeze.c.kind))
    return [FreezeRow(Frozen(row.kind), row.since, row.why) for row in rows]


def put_freeze(conn: sa.Connection, kind: Frozen, since: datetime, why: str = "") -> None:
    """Keep everything back from now on; a freeze of this kind that is there already gets these words."""
    conn.execute(sa.delete(freeze).where(freeze.c.kind == kind))
    conn.execute(sa.insert(freeze).values(kind=kind, since=since, why=why))


def thaw(conn: sa.Connection, kinds: Collection[Frozen] = tuple(Frozen)) -> int:
    """Take these freezes away and return how many there were."""
    return conn.execute(sa.delete(freeze).where(freeze.c.kind.in_(kinds))).rowcount


def adopt(conn: sa.Connection, letter_id: int, message_id: str, raw_sha256: str, at: datetime, why: str) -> bool:
    """Take a letter that has not left for the one that did, at `at`: under that one's Message-ID replies find it.

    False when it is being sent, was sent or was dropped.
    """
    here = sa.and_(
        letter.c.id == letter_id,
        letter.c.phase.in_((Phase.HELD, Phase.QUEUED, Phase.CONNECTING, Phase.DOTTING, Phase.UNKNOWN)),
    )
    values = {
        "phase": Phase.SENT,
        "message_id": message_id,
        "bytes_sha256": raw_sha256,
        "sent_at": at,
        "posted_at": at,
        "due": at,
        "reason": why,
        "owner": "",
        "epoch": letter.c.epoch + 1,
    }
    return conn.execute(sa.update(letter).where(here).values(**values)).rowcount == 1


def unsent(conn: sa.Connection) -> list[int]:
    """Return the letters that have not left, held ones included, in the order in which they were posted."""
    phases = (Phase.HELD, Phase.QUEUED, Phase.CONNECTING, Phase.DOTTING, Phase.UNKNOWN)
    return list(conn.execute(sa.select(letter.c.id).where(letter.c.phase.in_(phases)).order_by(letter.c.id)).scalars())
