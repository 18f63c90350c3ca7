"""Claim, then act: a letter is taken for sending by one owner and epoch, and only that pair may settle it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outbox.instant import database_now
from outbox.ledger.fence import NOTE, NOW, Claimed, attempt_row, fence, fenced, moved, whose
from outbox.ledger.freezing import UNFROZEN
from outbox.ledger.settling import DOUBT
from outbox.tables import IN_HAND, Phase, attempt, blob, letter

LEASE_SECONDS = 60.0
CRASHES = 10  # a letter in whose hands so many processes died is put before a person
LEASE_RAN_OUT = "the sending process ended"
_SMALL = 100_000  # bytes of a letter that may be read ahead with others


@dataclass(frozen=True, slots=True)
class Recovered:
    """The ids of letters taken from the dead: queued again, in doubt, and (also among the first) refused."""

    unsent: tuple[int, ...]
    doubtful: tuple[int, ...]
    refused: tuple[int, ...]


_RAN_OUT = letter.c.lease_until < database_now()
_LEASE = database_now() + sa.bindparam("lease", type_=sa.BigInteger())
_DUE = (
    sa.select(letter.c.id)
    .where(letter.c.phase == Phase.QUEUED, letter.c.due <= NOW, UNFROZEN)
    .order_by(letter.c.urgent.desc(), letter.c.due, letter.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer()))
    .with_for_update(skip_locked=True)
    .cte("due_now")  # as a subquery PostgreSQL may run it again for each row and take more than it should
)
_CLAIM = (
    sa.update(letter)
    .where(letter.c.id.in_(sa.select(_DUE.c.id)), letter.c.phase == Phase.QUEUED)
    .values(
        phase=Phase.CONNECTING,
        owner=sa.bindparam("the_owner"),
        epoch=letter.c.epoch + 1,
        tries=letter.c.tries + 1,
        lease_until=_LEASE,
    )
    .returning(letter.c.due, *(letter.c[name] for name in Claimed.__slots__))
)
_CONTENT = (
    sa.select(blob.c.content)
    .join(letter, letter.c.bytes_sha256 == blob.c.sha256)
    .where(letter.c.id == sa.bindparam("the_id"))
)
_CONTENTS = (
    sa.select(letter.c.id, blob.c.content)
    .join(letter, letter.c.bytes_sha256 == blob.c.sha256)
    .where(letter.c.phase == Phase.DOTTING, letter.c.owner == sa.bindparam("the_owner"), blob.c.size <= _SMALL)
)
_DOTTING = fenced(Phase.CONNECTING, phase=Phase.DOTTING, lease_until=_LEASE).where(
    letter.c.lease_until > database_now()
)
_DOTTING_ALL = (
    sa.update(letter)
    .where(letter.c.phase == Phase.CONNECTING, letter.c.owner == sa.bindparam("the_owner"))
    .where(letter.c.lease_until > database_now())
    .values(phase=Phase.DOTTING, lease_until=_LEASE)
)
_HELD = (
    sa.select(letter.c.id).where(*fence(), letter.c.phase == Phase.DOTTING).where(letter.c.lease_until > database_now())
)
_BACK = fenced(Phase.CONNECTING, Phase.DOTTING, phase=Phase.QUEUED, owner="", tries=letter.c.tries - 1)


def claim(
    conn: sa.Connection, owner: str, now: datetime, limit: int, lease_seconds: float = LEASE_SECONDS
) -> list[Claimed]:
    """Take up to `limit` letters that are due, the urgent first: queued -> connecting, provably unsent."""
    asked = {"the_owner": owner, "now": now, "most": limit, "lease": _milliseconds(lease_seconds)}
    rows = sorted(conn.execute(_CLAIM, asked), key=lambda row: (not row.urgent, row.due, row.id))
    return [Claimed(*row[1:]) for row in rows]


def content(conn: sa.Connection, letter_id: int) -> bytes:
    """Return the bytes fixed when the letter was posted."""
    return bytes(conn.execute(_CONTENT, {"the_id": letter_id}).scalar_one())


def small_contents(conn: sa.Connection, owner: str) -> dict[int, bytes]:
    """Return the bytes, by id, of the letters `owner` has in `dotting`; large ones are left out, to be read singly."""
    return {row.id: bytes(row.content) for row in conn.execute(_CONTENTS, {"the_owner": owner})}


def dotting(conn: sa.Connection, claimed: Claimed, lease_seconds: float = LEASE_SECONDS) -> bool:
    """Move connecting -> dotting while the lease holds; False when it is lost: walk away without the dot."""
    return moved(conn, _DOTTING, claimed, lease=_milliseconds(lease_seconds))


def dotting_all(conn: sa.Connection, owner: str, lease_seconds: float = LEASE_SECONDS) -> int:
    """Move all that `owner` has claimed connecting -> dotting and return how many; `still_held` tells which."""
    return conn.execute(_DOTTING_ALL, {"the_owner": owner, "lease": _milliseconds(lease_seconds)}).rowcount


def still_held(conn: sa.Connection, claimed: Claimed) -> bool:
    """Return whether a letter that is `dotting` is still ours to send: asked right before its dot."""
    return conn.execute(_HELD, whose(claimed)).first() is not None


def give_back(conn: sa.Connection, claimed: Sequence[Claimed]) -> None:
    """Return letters that this process knows it has not begun: no attempt, no try, due as before."""
    for item in claimed:
        moved(conn, _BACK, item)


def renew(conn: sa.Connection, owner: str, lease_seconds: float = LEASE_SECONDS) -> int:
    """Push out the leases of all letters in the hands of `owner` and return how many there are."""
    mine = sa.and_(letter.c.phase.in_(IN_HAND), letter.c.owner == owner)
    until = database_now() + _milliseconds(lease_seconds)
    return conn.execute(sa.update(letter).where(mine).values(lease_until=until)).rowcount


def abandoned(conn: sa.Connection) -> bool:
    """Return whether a letter is in the hands of an owner whose lease ran out."""
    gone = sa.select(letter.c.id).where(letter.c.phase.in_(IN_HAND), _RAN_OUT).limit(1)
    return conn.execute(gone).first() is not None


def recover_expired(conn: sa.Connection, now: datetime) -> Recovered:
    """Take letters from owners whose lease ran out: connecting -> queued, dotting -> unknown.

    A letter in whose hands `CRASHES` processes died is refused, for a person to look at.
    """
    unsent = _expired(conn, Phase.CONNECTING, {"phase": Phase.QUEUED, "owner": "", "reason": LEASE_RAN_OUT})
    doubtful = _expired(
        conn,
        Phase.DOTTING,
        {"phase": Phase.UNKNOWN, "due": now + DOUBT, "doubts": letter.c.doubts + 1, "reason": LEASE_RAN_OUT},
    )
    _note_all(conn, unsent, Phase.CONNECTING, now)
    _note_all(conn, doubtful, Phase.UNKNOWN, now)
    return Recovered(tuple(unsent), tuple(doubtful), tuple(_put_aside(conn, unsent, now)))


def _expired(conn: sa.Connection, phase: Phase, values: dict[str, Any]) -> list[int]:
    gone = sa.and_(letter.c.phase == phase, _RAN_OUT)
    return list(conn.execute(sa.update(letter).where(gone).values(**values).returning(letter.c.id)).scalars())


def _put_aside(conn: sa.Connection, ids: Sequence[int], now: datetime) -> list[int]:
    if not ids:
        return []
    killers = (
        sa.select(attempt.c.letter_id)
        .where(attempt.c.letter_id.in_(ids), attempt.c.text == LEASE_RAN_OUT)
        .group_by(attempt.c.letter_id)
        .having(sa.func.count() >= CRASHES)
    )
    reason = f"{LEASE_RAN_OUT} {CRASHES} times with this letter in hand"
    stuck = sa.and_(letter.c.id.in_(killers), letter.c.phase == Phase.QUEUED)
    refused = sa.update(letter).where(stuck).values(phase=Phase.REFUSED, reason=reason, due=now)
    return list(conn.execute(refused.returning(letter.c.id)).scalars())


def _milliseconds(seconds: float) -> int:
    return int(seconds * 1000)


def _note_all(conn: sa.Connection, ids: Sequence[int], phase: Phase, now: datetime) -> None:
    if ids:
        conn.execute(NOTE, [attempt_row(letter_id, phase, None, LEASE_RAN_OUT, now) for letter_id in ids])
