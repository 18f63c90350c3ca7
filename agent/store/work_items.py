"""Pieces of work that are tracked: begun when a project opens, moved only under an act, read with what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from agent.domain.control.items import Statement
from agent.store import statements
from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork
from parsers.sow.facts import SowFacts

# Stages in which work is asked about and judged.
RUNNING = ("signed", "kicked off", "active", "in launch")


@dataclass(frozen=True, slots=True)
class WorkItemRow:
    """A piece of work as it stands, with its project and what was said about it, oldest first."""

    id: int
    project_id: int
    code: str
    lead: str
    title: str
    agreed_on: date | None
    due_on: date | None
    owner: str
    percent: int | None
    done_on: date | None
    said: tuple[Statement, ...] = ()


def begin(work: UnitOfWork, project_id: int, facts: SowFacts) -> None:
    """Track what an agreement promises: its milestones, and deliverables that none of them stands for."""
    owed = [(stone.value.title, stone.value.due) for stone in facts.milestones]
    named = " / ".join(title for title, _ in owed).casefold()
    days = {due for _, due in owed if due is not None}
    owed += [
        (d.value.title, d.value.due)
        for d in facts.deliverables
        if d.value.title.casefold() not in named and d.value.due not in days
    ]
    for position, (title, due) in enumerate(owed, start=1):
        work.log.insert(t.work_item, project_id=project_id, position=position, title=title, agreed_on=due, due_on=due)


_COLUMNS = (
    t.work_item.c.id,
    t.work_item.c.project_id,
    t.project.c.code,
    t.project.c.lead,
    t.work_item.c.title,
    t.work_item.c.agreed_on,
    t.work_item.c.due_on,
    t.work_item.c.owner,
    t.work_item.c.percent,
    t.work_item.c.done_on,
)
_ROWS = sa.select(*_COLUMNS).join(t.project, t.project.c.id == t.work_item.c.project_id)


def running(connection: sa.Connection) -> list[WorkItemRow]:
    """Return the work of every running project, by project and position, in two queries."""
    ids = sa.select(t.project.c.id).where(t.project.c.stage.in_(RUNNING))
    return _with_words(connection, _ROWS.where(t.project.c.stage.in_(RUNNING)), statements.of_projects(connection, ids))


def of_projects(connection: sa.Connection, project_ids: Iterable[int]) -> list[WorkItemRow]:
    """Return the work of these projects, by project and position, in two queries."""
    ids = list(project_ids)
    said = statements.of_projects(connection, ids)
    return _with_words(connection, _ROWS.where(t.work_item.c.project_id.in_(ids)), said)


def by_ids(connection: sa.Connection, ids: Iterable[int]) -> dict[int, WorkItemRow]:
    """Return these pieces of work by their number, without what was said."""
    rows = connection.execute(_ROWS.where(t.work_item.c.id.in_(list(ids))))
    return {row.id: WorkItemRow(**row._mapping) for row in rows}


def _with_words(
    connection: sa.Connection, rows: sa.Select[tuple[object, ...]], said: Mapping[int, tuple[Statement, ...]]
) -> list[WorkItemRow]:
    found = connection.execute(rows.order_by(t.project.c.code, t.work_item.c.position))
    return [WorkItemRow(**row._mapping, said=said.get(row.id, ())) for row in found]
