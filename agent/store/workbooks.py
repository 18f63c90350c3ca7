"""The capacity workbooks that went out: what each showed is the base that a returned one is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class WorkbookRow:
    """A workbook that went out: its token, to whom, and its rows as json."""

    id: int
    token: str
    recipient: str
    rows: str
    made_at: datetime


def add(work: UnitOfWork, token: str, recipient: str, rows: str) -> int:
    """Write a workbook under the present act."""
    return work.log.insert(t.workbook, token=token, recipient=recipient, rows=rows, made_at=work.now)


def by_token(connection: sa.Connection, token: str) -> WorkbookRow | None:
    """Return the workbook that bears this token, or None."""
    columns = [t.workbook.c[name] for name in WorkbookRow.__slots__]
    row = connection.execute(sa.select(*columns).where(t.workbook.c.token == token)).one_or_none()
    return None if row is None else WorkbookRow(**row._mapping)
