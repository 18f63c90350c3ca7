"""Reading the ledger: lists, one letter with its attempts, counts by address and hour."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outbox.tables import IN_HAND, Phase, attempt, blob, letter


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as the ledger has it, without its bytes; moments are aware, in UTC."""

    id: int
    kind: str
    recipient: str
    subject: str
    phase: Phase
    urgent: bool
    reason: str
    tries: int
    doubts: int
    due: datetime
    posted_at: datetime
    sent_at: datetime | None
    released_by: str
    message_id: str
    dedupe_key: str
    act_id: int | None
    mail_id: int | None
    project_id: int | None
    size: int


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """How one try to send ended; `code` is the SMTP reply code, None when nothing was said."""

    phase: Phase
    code: int | None
    text: str
    at: datetime


OVER_CAP = "is the cap"  # how the reason of a letter ends that is held for its address's share of the hour

_COLUMNS = [letter.c[name] for name in LetterRow.__slots__ if name != "size"]
_ROW = sa.select(*_COLUMNS, blob.c.size).join(blob, blob.c.sha256 == letter.c.bytes_sha256)


def letters(conn: sa.Connection, phases: Collection[Phase] = (), limit: int = 100) -> list[LetterRow]:
    """Return letters, the newest first; `phases` narrows them."""
    wanted = _ROW.where(letter.c.phase.in_(phases)) if phases else _ROW
    return [_letter(row) for row in conn.execute(wanted.order_by(letter.c.id.desc()).limit(limit))]


def show(conn: sa.Connection, letter_id: int) -> LetterRow | None:
    """Return one letter, or None."""
    row = conn.execute(_ROW.where(letter.c.id == letter_id)).one_or_none()
    return None if row is None else _letter(row)


def load(conn: sa.Connection, letter_id: int) -> LetterRow:
    """Return one letter that must exist."""
    return _letter(conn.execute(_ROW.where(letter.c.id == letter_id)).one())


def of_project(conn: sa.Connection, project_id: int) -> list[LetterRow]:
    """Return the letters about a project, oldest first."""
    return [_letter(row) for row in conn.execute(_ROW.where(letter.c.project_id == project_id).order_by(letter.c.id))]


def of_mail(conn: sa.Connection, mail_id: int) -> list[LetterRow]:
    """Return the letters that answer a mail, oldest first."""
    return [_letter(row) for row in conn.execute(_ROW.where(letter.c.mail_id == mail_id).order_by(letter.c.id))]


def by_message_id(conn: sa.Connection, message_id: str) -> LetterRow | None:
    """Return the letter with this Message-ID, or None."""
    row = conn.execute(_ROW.where(letter.c.message_id == message_id)).one_or_none()
    return None if row is None else _letter(row)


def by_mark(conn: sa.Connection, mark: str) -> list[LetterRow]:
    """Return the letters a mark `[D-xxxxxxxx]` can mean: nearly always one. It routes, it never authorises."""
    start = "<" + mark.lower().removeprefix("[d-").removesuffix("]")
    near = sa.and_(letter.c.message_id >= start, letter.c.message_id < start[:-1] + chr(ord(start[-1]) + 1))
    return [row for row in map(_letter, conn.execute(_ROW.where(near))) if row.message_id.startswith(start)]


def attempts(conn: sa.Connection, letter_id: int) -> list[AttemptRow]:
    """Return the tries to send one letter, in order."""
    columns = (attempt.c.phase, attempt.c.code, attempt.c.text, attempt.c.at)
    wanted = sa.select(*columns).where(attempt.c.letter_id == letter_id).order_by(attempt.c.id)
    return [AttemptRow(Phase(row.phase), row.code, row.text, row.at) for row in conn.execute(wanted)]


def counts(conn: sa.Connection) -> dict[Phase, int]:
    """Return how many letters stand in each phase; phases without one are absent."""
    wanted = sa.select(letter.c.phase, sa.func.count()).group_by(letter.c.phase)
    return {Phase(phase): number for phase, number in conn.execute(wanted)}


def next_due(conn: sa.Connection) -> datetime | None:
    """Return when the next queued letter is due, or None when nothing is queued."""
    first: datetime | None = conn.execute(
        sa.select(sa.func.min(letter.c.due)).where(letter.c.phase == Phase.QUEUED)
    ).scalar_one()
    return first


def posted_to(conn: sa.Connection, recipient: str, after: datetime, until: datetime) -> int:
    """Return how many letters were posted to an address in a span (the cap for an address and hour)."""
    span = sa.and_(letter.c.posted_at > after, letter.c.posted_at <= until)
    to_them = sa.and_(letter.c.recipient == recipient.lower(), span)
    return conn.execute(sa.select(sa.func.count()).select_from(letter).where(to_them)).scalar_one()


def posted_between(conn: sa.Connection, after: datetime, until: datetime) -> int:
    """Return how many letters were posted in a span, without those dropped or let go by a person."""
    span = sa.and_(letter.c.posted_at > after, letter.c.posted_at <= until)
    counted = sa.and_(span, letter.c.phase != Phase.DROPPED, letter.c.released_by == "")
    return conn.execute(sa.select(sa.func.count()).select_from(letter).where(counted)).scalar_one()


def posted_of_kind(conn: sa.Connection, kind: str, since: datetime) -> list[LetterRow]:
    """Return the letters of one kind posted since a moment, oldest first."""
    wanted = _ROW.where(letter.c.posted_at > since, letter.c.kind == kind).order_by(letter.c.id)
    return [_letter(row) for row in conn.execute(wanted)]


def capped_since(conn: sa.Connection, since: datetime) -> list[str]:
    """Return the recipient of each letter posted since a moment that is held because its address had its share."""
    held = sa.and_(letter.c.posted_at > since, letter.c.phase == Phase.HELD, letter.c.reason.endswith(OVER_CAP))
    return list(conn.execute(sa.select(letter.c.recipient).where(held).order_by(letter.c.id)).scalars())


def sending_between(conn: sa.Connection, after: datetime, until: datetime) -> int:
    """Return how many letters left in a span or are on their way now (pacing)."""
    left = sa.and_(letter.c.phase == Phase.SENT, letter.c.due > after, letter.c.due <= until)
    going = letter.c.phase.in_(IN_HAND)
    number = sa.select(sa.func.count()).select_from(letter)
    return conn.execute(number.where(left)).scalar_one() + conn.execute(number.where(going)).scalar_one()


def refused_since(conn: sa.Connection, since: datetime) -> list[LetterRow]:
    """Return what was refused since a moment, in the order it happened."""
    lately = sa.and_(letter.c.phase == Phase.REFUSED, letter.c.due > since)
    return [_letter(row) for row in conn.execute(_ROW.where(lately).order_by(letter.c.due))]


def _letter(row: sa.Row[*tuple[Any, ...]]) -> LetterRow:
    values = dict(row._mapping)
    return LetterRow(**{**values, "phase": Phase(row.phase)})
