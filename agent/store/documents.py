"""Documents that came in or that we made: the bytes by digest, the reading as json beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.blobs import insert_new, keep


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to keep: one that came with a mail (`position` within it), or one we made for a project."""

    name: str
    content: bytes
    kind: str
    media_type: str = ""
    mail_id: int | None = None
    position: int = 0
    project_id: int | None = None
    signed: str = ""
    reason: str = ""
    parsed: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as a listing shows it."""

    id: int
    name: str
    kind: str
    signed: str
    reason: str
    sha256: str
    size: int
    mail_id: int | None
    position: int
    project_id: int | None
    made_at: datetime


def add(connection: sa.Connection, new: NewDocument, now: datetime) -> int:
    """Keep a document and return its id; the same place in the same mail is the same document (a replayed mail)."""
    (digest,) = keep(connection, [new.content])
    values = {
        "mail_id": new.mail_id,
        "position": new.position,
        "name": new.name,
        "sha256": digest,
        "media_type": new.media_type,
        "kind": new.kind,
        "signed": new.signed,
        "reason": new.reason,
        "parsed": new.parsed,
        "project_id": new.project_id,
        "made_at": now,
    }
    added = connection.execute(insert_new(connection, t.document).values(**values).returning(t.document.c.id))
    document_id = added.scalar_one_or_none()
    if document_id is not None:
        return int(document_id)
    here = (t.document.c.mail_id == new.mail_id, t.document.c.position == new.position)
    connection.execute(sa.update(t.document).where(*here).values(**values))
    return int(connection.execute(sa.select(t.document.c.id).where(*here)).scalar_one())


def attach(connection: sa.Connection, document_id: int, project_id: int) -> None:
    """Say which project a document belongs to."""
    connection.execute(sa.update(t.document).where(t.document.c.id == document_id).values(project_id=project_id))


_LISTING = sa.select(
    t.document.c.id,
    t.document.c.name,
    t.document.c.kind,
    t.document.c.signed,
    t.document.c.reason,
    t.document.c.sha256,
    t.blob.c.size,
    t.document.c.mail_id,
    t.document.c.position,
    t.document.c.project_id,
    t.document.c.made_at,
).join(t.blob, t.blob.c.sha256 == t.document.c.sha256)


def of_project(connection: sa.Connection, project_id: int) -> list[DocumentRow]:
    """Return a project's documents in the order they came or were made."""
    rows = connection.execute(_LISTING.where(t.document.c.project_id == project_id).order_by(t.document.c.id))
    return [DocumentRow(**row._mapping) for row in rows]


def of_mail(connection: sa.Connection, mail_id: int) -> list[DocumentRow]:
    """Return the documents that came with a mail."""
    rows = connection.execute(_LISTING.where(t.document.c.mail_id == mail_id).order_by(t.document.c.position))
    return [DocumentRow(**row._mapping) for row in rows]


def reading(connection: sa.Connection, document_id: int) -> str:
    """Return what was read of a document, as json (`parsers/wire.py`), "" where it is no SOW."""
    return str(connection.execute(sa.select(t.document.c.parsed).where(t.document.c.id == document_id)).scalar_one())
