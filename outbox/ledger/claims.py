"""Claim, then act: a letter is taken for sending by one owner and epoch, and only that pair may settle it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from outbox.instant import database_now
from outbox.tables import Phase, attempt, blob, letter

LEASE_SECONDS = 60.0
DOUBT = timedelta(minutes=10)  # how long a copy is looked for before identical bytes go again
CRASHES = 10  # a letter in whose hands so many processes died is put before a person
LEASE_RAN_OUT = "the sending process ended"
IN_DOUBT = "in doubt"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter in the hands of `owner`; `epoch` counts how often it was claimed and fences what is settled."""

    id: int
    message_id: str
    recipient: str
    kind: str
    urgent: bool
    owner: str
    epoch: int
    tries: int
    doubts: int


@dataclass(frozen=True, slots=True)
class Recovered:
    """The ids of letters taken from the dead: queued again, in doubt, and (also among the first) refused."""

    unsent: tuple[int, ...]
    doubtful: tuple[int, ...]
    refused: tuple[int, ...]


_CLAIMED = [letter.c[name] for name in Claimed.__slots__]


def claim(
    conn: sa.Connection, owner: str, now: datetime, limit: int, lease_seconds: float = LEASE_SECONDS
) -> list[Claimed]:
    """Take up to `limit` letters that are due, the urgent first: queued -> connecting, provably unsent."""
    due = (
        sa.select(letter.c.id)
        .where(letter.c.phase == Phase.QUEUED, letter.c.due <= now)
        .order_by(letter.c.urgent.desc(), letter.c.due, letter.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")  # as a subquery PostgreSQL may run it again for each row and take more than `limit`
    )
    taken = (
        sa.update(letter)
        .where(letter.c.id.in_(sa.select(due.c.id)), letter.c.phase == Phase.QUEUED)
        .values(
            phase=Phase.CONNECTING,
            owner=owner,
            epoch=letter.c.epoch + 1,
            tries=letter.c.tries + 1,
            lease_until=_lease(lease_seconds),
        )
        .returning(letter.c.due, *_CLAIMED)
    )
    rows = sorted(conn.execute(taken), key=lambda row: (not row[5], row[0], row[1]))
    return [Claimed(*row[1:]) for row in rows]


def content(conn: sa.Connection, letter_id: int) -> bytes:
    """Return the bytes fixed when the letter was posted."""
    wanted = sa.select(blob.c.content).join(letter, letter.c.bytes_sha256 == blob.c.sha256)
    return bytes(conn.execute(wanted.where(letter.c.id == letter_id)).scalar_one())


def dotting(conn: sa.Connection, claimed: Claimed, lease_seconds: float = LEASE_SECONDS) -> bool:
    """Move connecting -> dotting while the lease holds; False when it is lost: walk away without the dot."""
    mine = sa.and_(*_held(claimed, Phase.CONNECTING), letter.c.lease_until > database_now())
    return _one(conn, mine, {"phase": Phase.DOTTING, "lease_until": _lease(lease_seconds)})


def settle_sent(conn: sa.Connection, claimed: Claimed, code: int, text: str, now: datetime) -> bool:
    """Move dotting -> sent; `due` becomes the moment, by which the index counts what left. False when lost.

    An owner that was given up for dead may still settle what nobody has claimed since: its 250 is proof.
    """
    values = {"phase": Phase.SENT, "sent_at": now, "due": now, "reason": ""}
    won = _one(conn, sa.and_(*_held(claimed, Phase.DOTTING, Phase.UNKNOWN)), values)
    return won and _note(conn, claimed.id, Phase.SENT, code, text, now)


def settle_refused(
    conn: sa.Connection, claimed: Claimed, code: int | None, text: str, now: datetime, reason: str
) -> bool:
    """Move connecting or dotting -> refused for good, with the reason a person reads. False when lost."""
    values = {"phase": Phase.REFUSED, "reason": reason, "due": now}
    won = _one(conn, sa.and_(*_held(claimed, Phase.CONNECTING, Phase.DOTTING)), values)
    return won and _note(conn, claimed.id, Phase.REFUSED, code, text, now)


def retry_later(
    conn: sa.Connection, claimed: Claimed, code: int | None, text: str, now: datetime, wait: timedelta
) -> bool:
    """Move connecting or dotting -> queued, due after `wait`: only what is provably not accepted. False when lost."""
    values = {"phase": Phase.QUEUED, "reason": text, "due": now + wait, "owner": ""}
    won = _one(conn, sa.and_(*_held(claimed, Phase.CONNECTING, Phase.DOTTING)), values)
    return won and _note(conn, claimed.id, Phase.QUEUED, code, text, now)


def doubt(conn: sa.Connection, claimed: Claimed, text: str, now: datetime) -> bool:
    """Move dotting -> unknown, to be looked for during `DOUBT`. False when lost."""
    values = {"phase": Phase.UNKNOWN, "reason": text, "due": now + DOUBT, "doubts": letter.c.doubts + 1}
    won = _one(conn, sa.and_(*_held(claimed, Phase.DOTTING)), values)
    return won and _note(conn, claimed.id, Phase.UNKNOWN, None, text, now)


def give_back(conn: sa.Connection, claimed: Sequence[Claimed]) -> None:
    """Return letters that were claimed but not begun: no attempt, no try, due as before."""
    for item in claimed:
        _one(
            conn,
            sa.and_(*_held(item, Phase.CONNECTING)),
            {"phase": Phase.QUEUED, "owner": "", "tries": letter.c.tries - 1},
        )


def renew(conn: sa.Connection, owner: str, lease_seconds: float = LEASE_SECONDS) -> int:
    """Push out the leases of all letters in the hands of `owner` and return how many there are."""
    mine = sa.and_(letter.c.phase.in_((Phase.CONNECTING, Phase.DOTTING)), letter.c.owner == owner)
    return conn.execute(sa.update(letter).where(mine).values(lease_until=_lease(lease_seconds))).rowcount


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
    gone = sa.and_(letter.c.phase == phase, letter.c.lease_until < database_now())
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


def _held(claimed: Claimed, *phases: Phase) -> Iterable[sa.ColumnElement[bool]]:
    yield letter.c.id == claimed.id
    yield letter.c.owner == claimed.owner
    yield letter.c.epoch == claimed.epoch
    yield letter.c.phase.in_(phases) if len(phases) > 1 else letter.c.phase == phases[0]


def _lease(seconds: float) -> sa.ColumnElement[int]:
    return database_now() + int(seconds * 1000)


def _one(conn: sa.Connection, where: sa.ColumnElement[bool], values: dict[str, Any]) -> bool:
    return conn.execute(sa.update(letter).where(where).values(**values)).rowcount == 1


def _note(conn: sa.Connection, letter_id: int, phase: Phase, code: int | None, text: str, now: datetime) -> bool:
    row = {"letter_id": letter_id, "phase": phase, "code": code, "text": text[:1000], "at": now}
    conn.execute(sa.insert(attempt).values(**row))
    return True


def _note_all(conn: sa.Connection, ids: Sequence[int], phase: Phase, now: datetime) -> None:
    rows = [{"letter_id": i, "phase": phase, "code": None, "text": LEASE_RAN_OUT, "at": now} for i in ids]
    if rows:
        conn.execute(sa.insert(attempt), rows)
