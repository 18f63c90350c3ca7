"""What a project's agreement says, as rows with their evidence: deliverables, milestones, effort, payments, terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

import sqlalchemy as sa

from agent.store import tables as t

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class DeliverableRow:
    """Something to hand over."""

    position: int
    title: str
    due_on: date | None
    acceptance: str | None
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A point of the timeline."""

    position: int
    title: str
    due_on: date | None
    due_text: str | None
    amount: Decimal | None
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class EffortRow:
    """Work sold by role."""

    position: int
    role: str
    hours: Decimal | None
    rate: Decimal | None
    unit: str
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One instalment."""

    position: int
    label: str
    amount: Decimal | None
    percent: Decimal | None
    due_on: date | None
    due_text: str | None
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """An assumption, an exclusion, a client duty or the warranty."""

    position: int
    kind: str
    text: str
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All an agreement says of one project."""

    deliverables: tuple[DeliverableRow, ...]
    milestones: tuple[MilestoneRow, ...]
    effort: tuple[EffortRow, ...]
    payments: tuple[PaymentRow, ...]
    terms: tuple[TermRow, ...]


def plan_of(connection: sa.Connection, project_id: int) -> Plan:
    """Return what a project's agreement says, in its order."""
    return Plan(
        _rows(connection, t.deliverable, DeliverableRow, project_id),
        _rows(connection, t.milestone, MilestoneRow, project_id),
        _rows(connection, t.effort, EffortRow, project_id),
        _rows(connection, t.payment, PaymentRow, project_id),
        _rows(connection, t.term, TermRow, project_id),
    )


def milestones_of(connection: sa.Connection) -> dict[int, tuple[MilestoneRow, ...]]:
    """Return every project's milestones by the project's id, each in its order."""
    return _by_project(connection, t.milestone, MilestoneRow)


def effort_of(connection: sa.Connection) -> dict[int, tuple[EffortRow, ...]]:
    """Return every project's effort by the project's id, each in its order."""
    return _by_project(connection, t.effort, EffortRow)


def _by_project(connection: sa.Connection, table: sa.Table, kind: type[Row]) -> dict[int, tuple[Row, ...]]:
    columns = [table.c[name] for name in kind.__dataclass_fields__]  # type: ignore[attr-defined]
    found: dict[int, list[Row]] = {}
    for row in connection.execute(sa.select(table.c.project_id, *columns).order_by(table.c.id)):
        found.setdefault(row[0], []).append(kind(*row[1:]))
    return {project: tuple(rows) for project, rows in found.items()}


def _rows(connection: sa.Connection, table: sa.Table, kind: type[Row], project_id: int) -> tuple[Row, ...]:
    columns = [table.c[name] for name in kind.__dataclass_fields__]  # type: ignore[attr-defined]
    statement = sa.select(*columns).where(table.c.project_id == project_id).order_by(table.c.id)
    return tuple(kind(*row) for row in connection.execute(statement))
