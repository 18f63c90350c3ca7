"""Blockers: what stops work, since when, and who can free it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewBlocker:
    """Something that stops work, as it was said; `owner` can free it, `side` is theirs: agency or client."""

    project_id: int
    item_id: int | None
    what: str
    side: str
    owner: str
    by: str
    quote: str


@dataclass(frozen=True, slots=True)
class BlockerRow:
    """A blocker as it stands, with its project and the piece of work it stops."""

    id: int
    project_id: int
    code: str
    lead: str
    item_id: int | None
    item: str | None
    what: str
    side: str
    owner: str
    by: str
    since: datetime
    quote: str
    freed_at: datetime | None
    freed_by: str
    case_id: int | None


_COLUMNS = (
    t.blocker.c.id,
    t.blocker.c.project_id,
    t.project.c.code,
    t.project.c.lead,
    t.blocker.c.work_item_id.label("item_id"),
    t.work_item.c.title.label("item"),
    t.blocker.c.what,
    t.blocker.c.side,
    t.blocker.c.owner,
    t.blocker.c.by,
    t.blocker.c.since,
    t.blocker.c.quote,
    t.blocker.c.freed_at,
    t.blocker.c.freed_by,
    t.blocker.c.case_id,
)
_ROWS = (
    sa.select(*_COLUMNS)
    .join(t.project, t.project.c.id == t.blocker.c.project_id)
    .outerjoin(t.work_item, t.work_item.c.id == t.blocker.c.work_item_id)
)


def open_blocker(work: UnitOfWork, new: NewBlocker) -> int:
    """Write down a blocker under the present act."""
    return work.log.insert(
        t.blocker,
        project_id=new.project_id,
        work_item_id=new.item_id,
        what=new.what,
        side=new.side,
        owner=new.owner,
        by=new.by,
        since=work.now,
        quote=new.quote,
    )


def free(work: UnitOfWork, blocker_id: int, by: str) -> None:
    """End a blocker."""
    work.log.update(t.blocker, blocker_id, freed_at=work.now, freed_by=by)


def still_open(connection: sa.Connection, project_ids: Iterable[int] | None = None) -> list[BlockerRow]:
    """Return the open blockers (of these projects), the oldest first."""
    rows = _ROWS.where(t.blocker.c.freed_at.is_(None)).order_by(t.blocker.c.since, t.blocker.c.id)
    if project_ids is not None:
        rows = rows.where(t.blocker.c.project_id.in_(list(project_ids)))
    return [BlockerRow(**row._mapping) for row in connection.execute(rows)]


def by_id(connection: sa.Connection, blocker_id: int) -> BlockerRow | None:
    """Return one blocker, or None."""
    row = connection.execute(_ROWS.where(t.blocker.c.id == blocker_id)).one_or_none()
    return None if row is None else BlockerRow(**row._mapping)


def of_case(connection: sa.Connection, case_id: int) -> BlockerRow | None:
    """Return the blocker that a case asks after, or asked after, or None."""
    question = sa.select(t.case.c.business_key).where(t.case.c.id == case_id)
    key = connection.execute(question).scalar_one_or_none() or ""
    number = key.split(":")[1] if key.startswith("blocker:") else ""
    row = connection.execute(_ROWS.where(t.blocker.c.id == int(number))).one_or_none() if number else None
    return None if row is None else BlockerRow(**row._mapping)


def of_letter(connection: sa.Connection, dedupe_key: str) -> BlockerRow | None:
    """Return the blocker that a letter spoke of, told by the key under which the letter left, or None."""
    kind, number, *_ = dedupe_key.split("/")
    if not number.isdigit():
        return None
    return of_case(connection, int(number)) if kind == "blocker" else by_id(connection, int(number))
