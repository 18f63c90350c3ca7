"""What is assumed about a project until somebody says better."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """An assumption, the project's code, and what it rests on."""

    id: int
    project: str
    text: str
    ground: str


def add(work: UnitOfWork, project_id: int, text: str, ground: str) -> int:
    """Write an assumption under the present act."""
    return work.log.insert(
        t.assumption, project_id=project_id, text=text, ground=ground, state="assumed", made_at=work.now
    )


def standing(connection: sa.Connection) -> list[AssumptionRow]:
    """Return what is assumed still, by project."""
    statement = (
        sa.select(t.assumption.c.id, t.project.c.code.label("project"), t.assumption.c.text, t.assumption.c.ground)
        .join(t.project, t.project.c.id == t.assumption.c.project_id)
        .where(t.assumption.c.state == "assumed")
        .order_by(t.project.c.code, t.assumption.c.id)
    )
    return [AssumptionRow(**row._mapping) for row in connection.execute(statement)]


def settle(work: UnitOfWork, project_id: int) -> None:
    """End every assumption of a project: somebody has said how it is."""
    ids = sa.select(t.assumption.c.id).where(t.assumption.c.project_id == project_id, t.assumption.c.state == "assumed")
    for row_id in work.connection.execute(ids).scalars().all():
        work.log.update(t.assumption, row_id, state="settled")
