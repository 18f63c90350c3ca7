"""The ledger of mail: kept before it is read, claimed before it is worked on, settled by its owner alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.blobs import insert_new, load
from outbox.instant import database_now, lapsed

LEASE_MILLISECONDS = 120_000
MOST_TRIES = 3
REWAKE = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=5)  # no mail is ever put off for longer


class State(StrEnum):
    """How far a mail is; it only moves forward, except by a person's `desk inbox replay`."""

    KEPT = "kept"  # the raw bytes are safe
    SORTED = "sorted"  # who sent it and what it is are known; a use case is due
    HANDLED = "handled"
    IGNORED = "ignored"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class ClaimedMail:
    """A mail this owner may settle, and nobody else while the lease holds."""

    id: int
    raw: bytes
    epoch: int
    tries: int
    received_at: datetime
    oversize: bool
    size: int


@dataclass(frozen=True, slots=True)
class Sorted:
    """What sorting found out about one mail."""

    id: int
    epoch: int
    message_id: str
    content_digest: str
    from_email: str
    from_name: str
    subject: str
    verdict: str
    verdict_why: str
    person: str
    kind: str
    state: State
    reason: str
    copy_of: int | None = None


def claim(
    connection: sa.Connection, state: State, owner: str, now: datetime, limit: int, mail_id: int | None = None
) -> list[ClaimedMail]:
    """Claim due mails in `state`, oldest first; tries go up here, so that a mail that kills its worker is counted.

    A mail that was tried before is claimed alone: whatever it did, it does to nobody else.
    """
    due = sa.select(t.mail.c.id, t.mail.c.tries).where(
        t.mail.c.state == state, t.mail.c.due <= now, lapsed(t.mail.c.lease_until, LEASE_MILLISECONDS)
    )
    if mail_id is not None:
        due = due.where(t.mail.c.id == mail_id)
    due = due.order_by(t.mail.c.due, t.mail.c.id).limit(limit)
    if connection.dialect.name == "postgresql":
        due = due.with_for_update(skip_locked=True)
    found = connection.execute(due).all()
    fresh = [row.id for row in found if row.tries == 0]
    ids = fresh or [row.id for row in found[:1]]
    return _take(connection, ids, owner) if ids else []


def _take(connection: sa.Connection, ids: Sequence[int], owner: str) -> list[ClaimedMail]:
    connection.execute(
        sa.update(t.mail)
        .where(t.mail.c.id.in_(ids))
        .values(
            owner=owner,
            epoch=t.mail.c.epoch + 1,
            tries=t.mail.c.tries + 1,
            lease_until=database_now() + LEASE_MILLISECONDS,
        )
    )
    rows = connection.execute(
        sa.select(
            t.mail.c.id,
            t.blob.c.content,
            t.mail.c.epoch,
            t.mail.c.tries,
            t.mail.c.received_at,
            t.mail.c.oversize,
            t.mail.c.size,
        )
        .join(t.blob, t.blob.c.sha256 == t.mail.c.raw_sha256)
        .where(t.mail.c.id.in_(ids))
        .order_by(t.mail.c.id)
    )
    return [ClaimedMail(r.id, bytes(r.content), r.epoch, r.tries, r.received_at, r.oversize, r.size) for r in rows]


def settle_sorted(connection: sa.Connection, owner: str, now: datetime, found: Sequence[Sorted]) -> bool:
    """Write what sorting found; False when another owner took any of them over (then nothing may be kept)."""
    if not found:
        return True
    statement = (
        sa.update(t.mail)
        .where(
            t.mail.c.id == sa.bindparam("b_id"),
            t.mail.c.owner == owner,
            t.mail.c.epoch == sa.bindparam("b_epoch"),
            t.mail.c.state == State.KEPT,
        )
        .values(
            {
                name: sa.bindparam("b_" + name)
                for name in (
                    "message_id",
                    "content_digest",
                    "from_email",
                    "from_name",
                    "subject",
                    "verdict",
                    "verdict_why",
                    "person",
                    "kind",
                    "state",
                    "reason",
                    "copy_of",
                    "settled_at",
                )
            }
            | {"lease_until": 0, "tries": 0}
        )
    )
    rows = [
        {
            "b_id": s.id,
            "b_epoch": s.epoch,
            "b_message_id": s.message_id,
            "b_content_digest": s.content_digest,
            "b_from_email": s.from_email,
            "b_from_name": s.from_name,
            "b_subject": s.subject,
            "b_verdict": s.verdict,
            "b_verdict_why": s.verdict_why,
            "b_person": s.person,
            "b_kind": s.kind,
            "b_state": s.state.value,
            "b_reason": s.reason,
            "b_copy_of": s.copy_of,
            "b_settled_at": None if s.state is State.SORTED else now,
        }
        for s in found
    ]
    return connection.execute(statement, rows).rowcount == len(rows)


def first_of_kind(connection: sa.Connection, identities: Sequence[tuple[int, str, str]]) -> dict[int, int]:
    """Register (mail id, Message-ID, content digest) and return {copy: original} for those seen before.

    Message-ID and digest together make a copy; neither alone does. A mail without Message-ID is only ever a copy
    by its raw bytes.
    """
    known = [(mail_id, message_id, digest) for mail_id, message_id, digest in identities if message_id]
    if not known:
        return {}
    connection.execute(
        insert_new(connection, t.mail_identity),
        [{"mail_id": i, "message_id": m, "content_digest": d} for i, m, d in known],
    )
    rows = connection.execute(
        sa.select(t.mail_identity).where(t.mail_identity.c.message_id.in_({m for _, m, _ in known}))
    )
    first = {(row.message_id, row.content_digest): row.mail_id for row in rows}
    return {i: first[m, d] for i, m, d in known if first[m, d] != i}


def settle(
    connection: sa.Connection,
    claimed: ClaimedMail,
    owner: str,
    now: datetime,
    state: State,
    reason: str,
    kind: str = "",
) -> bool:
    """End the work on a mail; False when somebody else took it over meanwhile."""
    values: dict[str, object] = {"state": state.value, "reason": reason, "settled_at": now, "lease_until": 0}
    if kind:
        values["kind"] = kind
    return connection.execute(_mine(claimed, owner).values(**values)).rowcount == 1


def put_back(
    connection: sa.Connection, claimed: ClaimedMail, owner: str, due: datetime, reason: str, detail: str
) -> bool:
    """Give a mail back for another try at `due`."""
    values = {"lease_until": 0, "due": due, "woken": None, "reason": reason, "detail": detail}
    return connection.execute(_mine(claimed, owner).values(**values)).rowcount == 1


def give_to_person(
    connection: sa.Connection, claimed: ClaimedMail, owner: str, now: datetime, reason: str, detail: str = ""
) -> bool:
    """Put a mail before a person, with the reason and what went wrong in detail."""
    values = {
        "state": State.PERSON.value,
        "reason": reason,
        "detail": detail,
        "settled_at": now,
        "lease_until": 0,
    }
    return connection.execute(_mine(claimed, owner).values(**values)).rowcount == 1


def _mine(claimed: ClaimedMail, owner: str) -> sa.Update:
    return sa.update(t.mail).where(t.mail.c.id == claimed.id, t.mail.c.owner == owner, t.mail.c.epoch == claimed.epoch)


def raw(connection: sa.Connection, mail_id: int) -> bytes:
    """Return the bytes of a kept mail."""
    digest = sa.select(t.mail.c.raw_sha256).where(t.mail.c.id == mail_id)
    return load(connection, connection.execute(digest).scalar_one())


def received_at(connection: sa.Connection, mail_id: int) -> datetime:
    """Return when a kept mail was received."""
    found: datetime = connection.execute(sa.select(t.mail.c.received_at).where(t.mail.c.id == mail_id)).scalar_one()
    return found


def pull_back(connection: sa.Connection, now: datetime) -> int:
    """Make due what a clock that was ahead put off beyond any wait of ours; return how many mails those were."""
    on_its_way = t.mail.c.state.in_([State.KEPT, State.SORTED])
    late = sa.update(t.mail).where(on_its_way, t.mail.c.due > now + LONGEST_WAIT)
    return connection.execute(late.values(due=now, woken=None)).rowcount


def waiting(connection: sa.Connection, now: datetime, limit: int = 500) -> list[tuple[str, int]]:
    """Return (state, id) of due mails that nobody was woken for lately, and note that they were."""
    rows = connection.execute(
        sa.select(t.mail.c.state, t.mail.c.id)
        .where(
            t.mail.c.state.in_([State.KEPT, State.SORTED]),
            t.mail.c.due <= now,
            lapsed(t.mail.c.lease_until, LEASE_MILLISECONDS),
            sa.or_(t.mail.c.woken.is_(None), t.mail.c.woken < now - REWAKE),
        )
        .order_by(t.mail.c.due)
        .limit(limit)
    ).all()
    if rows:
        connection.execute(sa.update(t.mail).where(t.mail.c.id.in_([r.id for r in rows])).values(woken=now))
    return [(r.state, r.id) for r in rows]
