"""What people said about pieces of work: each with its words and its mail; the last word counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.domain.control.items import Said, Statement
from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork


def note(work: UnitOfWork, project_id: int, item_id: int | None, said: Statement, mail_id: int | None) -> int:
    """Write down one thing a person said, under the present act."""
    return work.log.insert(
        t.statement,
        project_id=project_id,
        work_item_id=item_id,
        said=said.said.value,
        value=said.value,
        by=said.by,
        at=said.at,
        quote=said.quote,
        mail_id=mail_id,
    )


def of_projects(
    connection: sa.Connection, project_ids: Iterable[int] | sa.Select[tuple[int]]
) -> Mapping[int, tuple[Statement, ...]]:
    """Return what stands said about each piece of work of these projects, oldest first."""
    wanted = project_ids if isinstance(project_ids, sa.Select) else list(project_ids)
    rows = connection.execute(
        sa.select(t.statement)
        .where(t.statement.c.project_id.in_(wanted), t.statement.c.work_item_id.is_not(None))
        .order_by(t.statement.c.at, t.statement.c.id)
    )
    found: defaultdict[int, list[Statement]] = defaultdict(list)
    for row in rows:
        found[row.work_item_id].append(Statement(Said(row.said), row.by, row.at, row.quote, row.value))
    return {item: tuple(said) for item, said in found.items()}


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One thing that was said under an act: about which project and, where it was one, which piece of work."""

    project_id: int
    code: str
    item_id: int | None
    item: str | None
    quote: str


def of_act(connection: sa.Connection, act_id: int) -> list[SaidRow]:
    """Return what was said under an act, in its order."""
    rows = connection.execute(
        sa.select(
            t.statement.c.project_id,
            t.project.c.code,
            t.statement.c.work_item_id.label("item_id"),
            t.work_item.c.title.label("item"),
            t.statement.c.quote,
        )
        .join(t.change, sa.and_(t.change.c.noun == "statement", t.change.c.row_id == t.statement.c.id))
        .join(t.project, t.project.c.id == t.statement.c.project_id)
        .outerjoin(t.work_item, t.work_item.c.id == t.statement.c.work_item_id)
        .where(t.change.c.act_id == act_id)
        .order_by(t.statement.c.id)
    )
    return [SaidRow(**row._mapping) for row in rows]


def last_heard(connection: sa.Connection, project_ids: Iterable[int]) -> dict[int, datetime]:
    """Return when each project was last spoken about by a person."""
    rows = connection.execute(
        sa.select(t.statement.c.project_id, sa.func.max(t.statement.c.at).label("at"))
        .where(t.statement.c.project_id.in_(list(project_ids)))
        .group_by(t.statement.c.project_id)
    )
    return {row.project_id: row.at for row in rows}
