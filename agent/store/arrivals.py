"""Arrivals: under which UID each mail came in, how far each folder was taken in, and where mail was filed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.blobs import insert_new
from agent.store.mailroom import State

_MOST_TO_FILE = 200


@dataclass(frozen=True, slots=True)
class FolderRow:
    """How far a folder was taken in."""

    uidvalidity: int
    cursor: int
    baseline_at: datetime
    reconciled_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewArrival:
    """One mail as the server delivered it; `oversize` is its size in bytes when `raw` is only its header."""

    uid: int
    received_at: datetime
    raw: bytes
    oversize: int | None = None


def folder(connection: sa.Connection, account: str, name: str) -> FolderRow | None:
    """Return what is known of a folder, or None at first sight."""
    columns = [t.folder.c[field] for field in FolderRow.__slots__]
    row = connection.execute(sa.select(*columns).where(*_folder(account, name))).one_or_none()
    return None if row is None else FolderRow(*row)


def put_folder(connection: sa.Connection, account: str, name: str, row: FolderRow) -> None:
    """Remember a folder's state."""
    values = {field: getattr(row, field) for field in FolderRow.__slots__}
    connection.execute(insert_new(connection, t.folder).values(account=account, name=name, **values))
    connection.execute(sa.update(t.folder).where(*_folder(account, name)).values(**values))


def reconciled(connection: sa.Connection, account: str, name: str, now: datetime) -> None:
    """Note that the folder was compared as a whole."""
    connection.execute(sa.update(t.folder).where(*_folder(account, name)).values(reconciled_at=now))


def keep(
    connection: sa.Connection, account: str, name: str, uidvalidity: int, batch: Sequence[NewArrival], now: datetime
) -> int:
    """Keep the raw bytes of a batch, its mails and arrivals, and raise the folder's cursor; return the new mails.

    Bytes that are known make no new mail, only another arrival of it. A known UID with other bytes was given twice
    by the server: its arrival then speaks of the new mail.
    """
    digests = [hashlib.sha256(item.raw).hexdigest() for item in batch]
    rows = [{"sha256": d, "size": len(item.raw), "content": item.raw} for d, item in zip(digests, batch, strict=True)]
    connection.execute(insert_new(connection, t.blob), rows)
    known = _ids(connection, digests)
    fresh = [
        {
            "raw_sha256": digest,
            "size": item.oversize or len(item.raw),
            "oversize": item.oversize is not None,
            "kept_at": now,
            "received_at": item.received_at,
            "due": now,
        }
        for digest, item in zip(digests, batch, strict=True)
        if digest not in known
    ]
    if fresh:
        connection.execute(insert_new(connection, t.mail), fresh)
    ids = _ids(connection, digests)
    _arrive(
        connection, account, name, uidvalidity, [(item, ids[d]) for d, item in zip(digests, batch, strict=True)], now
    )
    highest = max(item.uid for item in batch)
    connection.execute(
        sa.update(t.folder).where(*_folder(account, name), t.folder.c.cursor < highest).values(cursor=highest)
    )
    return len(ids.keys() - known.keys())


def _arrive(
    connection: sa.Connection,
    account: str,
    name: str,
    uidvalidity: int,
    mails: Sequence[tuple[NewArrival, int]],
    now: datetime,
) -> None:
    rows = [
        {
            "account": account,
            "folder": name,
            "uidvalidity": uidvalidity,
            "uid": item.uid,
            "mail_id": mail_id,
            "received_at": item.received_at,
            "arrived_at": now,
        }
        for item, mail_id in mails
    ]
    connection.execute(insert_new(connection, t.arrival), rows)
    here = _here(account, name, uidvalidity)
    found = connection.execute(
        sa.select(t.arrival.c.uid, t.arrival.c.mail_id).where(*here, t.arrival.c.uid.in_([i.uid for i, _ in mails]))
    )
    wanted = {item.uid: mail_id for item, mail_id in mails}
    for uid, mail_id in list(found):
        if wanted[uid] != mail_id:
            again = {"mail_id": wanted[uid], "filed_to": None, "arrived_at": now}
            connection.execute(sa.update(t.arrival).where(*here, t.arrival.c.uid == uid).values(**again))


def unkept(connection: sa.Connection, account: str, name: str, uidvalidity: int, uids: Sequence[int]) -> list[int]:
    """Return those of `uids` that never arrived here."""
    here = _here(account, name, uidvalidity)
    seen: set[int] = set()
    for start in range(0, len(uids), 5000):
        part = uids[start : start + 5000]
        seen.update(connection.execute(sa.select(t.arrival.c.uid).where(*here, t.arrival.c.uid.in_(part))).scalars())
    return [uid for uid in uids if uid not in seen]


def to_file(connection: sa.Connection, account: str, name: str, uidvalidity: int) -> list[tuple[int, State]]:
    """Return (UID, state) of mails that are settled and still lie where they came in."""
    settled = t.mail.c.state.in_([State.HANDLED, State.IGNORED, State.PERSON])
    statement = (
        sa.select(t.arrival.c.uid, t.mail.c.state)
        .join(t.mail, t.mail.c.id == t.arrival.c.mail_id)
        .where(*_here(account, name, uidvalidity), t.arrival.c.filed_to.is_(None), settled)
        .order_by(t.arrival.c.uid)
        .limit(_MOST_TO_FILE)
    )
    return [(uid, State(state)) for uid, state in connection.execute(statement)]


def filed(
    connection: sa.Connection, account: str, name: str, uidvalidity: int, uids: Sequence[int], target: str
) -> None:
    """Note where mails were moved to."""
    here = _here(account, name, uidvalidity)
    connection.execute(sa.update(t.arrival).where(*here, t.arrival.c.uid.in_(uids)).values(filed_to=target))


def _folder(account: str, name: str) -> tuple[sa.ColumnElement[bool], ...]:
    return t.folder.c.account == account, t.folder.c.name == name


def _here(account: str, name: str, uidvalidity: int) -> tuple[sa.ColumnElement[bool], ...]:
    return t.arrival.c.account == account, t.arrival.c.folder == name, t.arrival.c.uidvalidity == uidvalidity


def _ids(connection: sa.Connection, digests: Sequence[str]) -> dict[str, int]:
    statement = sa.select(t.mail.c.raw_sha256, t.mail.c.id).where(t.mail.c.raw_sha256.in_(digests))
    return dict(connection.execute(statement).all())
