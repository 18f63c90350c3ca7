"""Health over time: a row whenever a project's verdict or its reasons changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from agent.domain.control.health import Health, Reason, Sign, Verdict
from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HealthRow:
    """A verdict and the moment from which it held."""

    project_id: int
    at: datetime
    health: Health


def put(work: UnitOfWork, project_id: int, health: Health, last: HealthRow | None) -> bool:
    """Write a verdict down where it differs from the last one; return whether it did."""
    if last is not None and last.health == health:
        return False
    reasons = json.dumps([asdict(reason) for reason in health.reasons], default=str, ensure_ascii=False)
    work.log.insert(
        t.health,
        project_id=project_id,
        at=work.now,
        verdict=health.verdict.value,
        confidence=health.confidence,
        reasons=reasons,
    )
    return True


def latest(
    connection: sa.Connection, project_ids: Iterable[int] | None = None, before: datetime | None = None
) -> dict[int, HealthRow]:
    """Return the verdict of each project that held at `before` (now, where it is None)."""
    newest = sa.select(sa.func.max(t.health.c.id)).group_by(t.health.c.project_id)
    if project_ids is not None:
        newest = newest.where(t.health.c.project_id.in_(list(project_ids)))
    if before is not None:
        newest = newest.where(t.health.c.at <= before)
    rows = connection.execute(sa.select(t.health).where(t.health.c.id.in_(newest)))
    return {row.project_id: _row(row) for row in rows}


def history(connection: sa.Connection, project_id: int) -> list[HealthRow]:
    """Return a project's verdicts, oldest first."""
    rows = connection.execute(sa.select(t.health).where(t.health.c.project_id == project_id).order_by(t.health.c.id))
    return [_row(row) for row in rows]


def _row(row: Any) -> HealthRow:
    reasons = tuple(_reason(item) for item in json.loads(row.reasons))
    return HealthRow(row.project_id, row.at, Health(Verdict(row.verdict), reasons, row.confidence))


def _reason(item: dict[str, Any]) -> Reason:
    day = date.fromisoformat(item["day"]) if item["day"] else None
    return Reason(**{**item, "verdict": Verdict(item["verdict"]), "sign": Sign(item["sign"]), "day": day})
