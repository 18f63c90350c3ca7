"""What a status letter asked: its numbered questions, each about one piece of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One question of a status letter."""

    number: int
    item_id: int
    ask: str


def put(work: UnitOfWork, case_id: int, questions: Iterable[AskedRow]) -> None:
    """Write down what a case asks."""
    for question in questions:
        work.log.insert(
            t.asked, case_id=case_id, number=question.number, work_item_id=question.item_id, ask=question.ask
        )


def of_case(connection: sa.Connection, case_id: int) -> list[AskedRow]:
    """Return a case's questions by number."""
    rows = connection.execute(sa.select(t.asked).where(t.asked.c.case_id == case_id).order_by(t.asked.c.number))
    return [AskedRow(row.number, row.work_item_id, row.ask) for row in rows]


def open_questions(connection: sa.Connection, case_id: int) -> list[AskedRow]:
    """Return the questions of a case that nothing was said about since it was opened."""
    said = (
        sa.select(t.statement.c.work_item_id)
        .join(t.case, t.case.c.id == case_id)
        .where(t.statement.c.at >= t.case.c.opened_at)
    )
    rows = connection.execute(
        sa.select(t.asked)
        .where(t.asked.c.case_id == case_id, t.asked.c.work_item_id.not_in(said))
        .order_by(t.asked.c.number)
    )
    return [AskedRow(row.number, row.work_item_id, row.ask) for row in rows]
