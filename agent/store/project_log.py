"""Everything that ever changed about one project, each change with its cause."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from agent.store import tables as t

# The tables whose rows hang on a project, and the column that names a row to a person.
_NAMES = {
    "project": "title",
    "work_item": "title",
    "statement": "quote",
    "blocker": "what",
    "client_wait": "what",
    "health": "verdict",
    "desk_case": "question",
    "milestone": "title",
    "deliverable": "title",
    "effort": "role",
    "payment": "label",
    "term": "text",
    "allocation": "person",
    "assumption": "text",
}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One change: when, by whom, through what, under which rule, of which row, from what to what (name -> value)."""

    at: datetime
    actor: str
    cause: str
    cause_ref: str
    rule: str
    noun: str
    row_id: int
    name: str
    before: dict[str, Any]
    after: dict[str, Any]


def of_project(connection: sa.Connection, project_id: int) -> list[LogRow]:
    """Return every change of a project and of what hangs on it, oldest first."""
    mine = sa.or_(*(_changes_of(noun, project_id) for noun in _NAMES))
    rows = connection.execute(
        sa.select(t.change, t.act.c.at, t.act.c.actor, t.act.c.cause, t.act.c.cause_ref, t.act.c.rule)
        .join(t.act, t.act.c.id == t.change.c.act_id)
        .where(mine)
        .order_by(t.change.c.id)
    ).all()
    names = {(noun, row_id): name for noun in _NAMES for row_id, name in _names(connection, noun, project_id)}
    return [
        LogRow(
            row.at,
            row.actor,
            row.cause,
            row.cause_ref,
            row.rule,
            row.noun,
            row.row_id,
            names.get((row.noun, row.row_id), ""),
            json.loads(row.before or "{}"),
            json.loads(row.after or "{}"),
        )
        for row in rows
    ]


def _changes_of(noun: str, project_id: int) -> sa.ColumnElement[bool]:
    table = t.metadata.tables[noun]
    return sa.and_(t.change.c.noun == noun, t.change.c.row_id.in_(sa.select(table.c.id).where(_of(table, project_id))))


def _names(connection: sa.Connection, noun: str, project_id: int) -> list[tuple[int, str]]:
    table = t.metadata.tables[noun]
    rows = connection.execute(sa.select(table.c.id, table.c[_NAMES[noun]]).where(_of(table, project_id)))
    return [(row[0], row[1]) for row in rows]


def _of(table: sa.Table, project_id: int) -> sa.ColumnElement[bool]:
    return (table.c.id if table.name == "project" else table.c.project_id) == project_id
