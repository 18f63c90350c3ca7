"""Putting right what a clock that was ahead left in the ledger, once it is set back: no letter waits for that day."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from outbox.instant import Instant
from outbox.ledger.settling import DOUBT
from outbox.tables import Phase, letter

LONGEST_RETRY = timedelta(hours=6)  # above the longest wait between two tries, its jitter included
_SLACK = timedelta(minutes=1)


def pull_back(conn: sa.Connection, now: datetime) -> int:
    """Make letters due as they would be, had the clock been right; return how many were put off too far.

    One that was never tried keeps the wait it was posted with; a retry comes at once; a doubt lasts its ten minutes.
    """
    queued, unknown = letter.c.phase == Phase.QUEUED, letter.c.phase == Phase.UNKNOWN
    posted_ahead = sa.and_(queued, letter.c.tries == 0, letter.c.due > now, letter.c.posted_at > now + _SLACK)
    retried_ahead = sa.and_(queued, letter.c.tries > 0, letter.c.due > now + LONGEST_RETRY)
    doubted_ahead = sa.and_(unknown, letter.c.due > now + DOUBT + _SLACK)
    waited = sa.type_coerce(letter.c.due, sa.BigInteger) - sa.type_coerce(letter.c.posted_at, sa.BigInteger)
    shifted = {"due": sa.literal(now, Instant()) + waited, "posted_at": now}
    changes: tuple[tuple[sa.ColumnElement[bool], dict[str, object]], ...] = (
        (posted_ahead, shifted),
        (retried_ahead, {"due": now}),
        (doubted_ahead, {"due": now + DOUBT}),
    )
    return sum(conn.execute(sa.update(letter).where(which).values(**values)).rowcount for which, values in changes)
