"""The inbox as people list it, and putting a mail back to the start."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.mailroom import State


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail as a listing shows it; `detail` is a traceback where the work on it failed."""

    id: int
    received_at: datetime
    from_email: str
    from_name: str
    subject: str
    kind: str
    verdict: str
    verdict_why: str
    person: str
    state: str
    reason: str
    detail: str
    tries: int
    size: int
    copy_of: int | None
    message_id: str
    raw_sha256: str


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """One arrival of a mail: where, under which UID, and where it was filed (None: still where it came in)."""

    account: str
    folder: str
    uidvalidity: int
    uid: int
    received_at: datetime
    filed_to: str | None


_ROW = sa.select(*(t.mail.c[name] for name in MailRow.__slots__))


def mails(connection: sa.Connection, states: Collection[str] = (), limit: int = 100) -> list[MailRow]:
    """Return mails, the newest first; `states` narrows them."""
    wanted = _ROW.where(t.mail.c.state.in_(states)) if states else _ROW
    return [MailRow(*row) for row in connection.execute(wanted.order_by(t.mail.c.id.desc()).limit(limit))]


def mail_by_id(connection: sa.Connection, mail_id: int) -> MailRow | None:
    """Return one mail, or None."""
    row = connection.execute(_ROW.where(t.mail.c.id == mail_id)).one_or_none()
    return None if row is None else MailRow(*row)


def is_kept(connection: sa.Connection, message_id: str) -> bool:
    """Return whether a mail with this Message-ID came in."""
    statement = sa.select(t.mail.c.id).where(t.mail.c.message_id == message_id).limit(1)
    return connection.execute(statement).scalar_one_or_none() is not None


def arrivals_of(connection: sa.Connection, mail_id: int) -> list[ArrivalRow]:
    """Return where a mail came in, oldest first."""
    columns = [t.arrival.c[name] for name in ArrivalRow.__slots__]
    statement = sa.select(*columns).where(t.arrival.c.mail_id == mail_id).order_by(t.arrival.c.id)
    return [ArrivalRow(*row) for row in connection.execute(statement)]


def counts(connection: sa.Connection) -> dict[str, int]:
    """Return how many mails stand in each state."""
    statement = sa.select(t.mail.c.state, sa.func.count()).group_by(t.mail.c.state)
    return dict(connection.execute(statement).all())


def replay(connection: sa.Connection, mail_id: int, now: datetime) -> bool:
    """Put a settled mail back to the start; False when it is being worked on. Its effects still happen only once."""
    settled = t.mail.c.state.in_([State.PERSON, State.IGNORED, State.HANDLED])
    values = {
        "state": State.KEPT.value,
        "due": now,
        "tries": 0,
        "lease_until": 0,
        "woken": None,
        "told_at": None,
        "settled_at": None,
        "reason": "",
        "detail": "",
    }
    result = connection.execute(sa.update(t.mail).where(t.mail.c.id == mail_id, settled).values(**values))
    return result.rowcount == 1


def drop(connection: sa.Connection, mail_id: int, why: str, now: datetime) -> bool:
    """Take a waiting mail off the human queue, with the reason; False when it does not wait."""
    waiting = sa.and_(t.mail.c.id == mail_id, t.mail.c.state == State.PERSON)
    values = {"state": State.IGNORED.value, "reason": f"dropped: {why}", "settled_at": now}
    return connection.execute(sa.update(t.mail).where(waiting).values(**values)).rowcount == 1
