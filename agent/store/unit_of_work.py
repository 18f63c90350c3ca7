"""The unit of work: one transaction, one cause; the only place that commits the project store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.clock import Clock
from agent.store.acts import ActLog, Cause
from agent.store.engine import reading
from config.failpoint import reach
from outbox.instant import whole

Nudge = tuple[str, int | None]


class UnitOfWork:
    """One open transaction. What it nudges is said only after the commit."""

    def __init__(self, connection: sa.Connection, now: datetime, cause: Cause, undoes: int | None = None) -> None:
        self.connection = connection
        self.now = now
        self.cause = cause
        self.log = ActLog(connection, cause, now, undoes)
        self.nudges: list[Nudge] = []

    def nudge(self, actor: str, row_id: int | None = None) -> None:
        """Remember to wake `actor` for a row once this transaction is committed."""
        if (actor, row_id) not in self.nudges:
            self.nudges.append((actor, row_id))


@dataclass(frozen=True)
class Store:
    """The database with its clock and the way to wake the workers."""

    engine: sa.Engine
    clock: Clock
    wake: Callable[[str, int | None], None]

    @contextmanager
    def begin(self, point: str, cause: Cause, undoes: int | None = None) -> Iterator[UnitOfWork]:
        """Open a unit of work; `point` names its commit for the failpoints `<point>.before_commit|after_commit`."""
        with self.engine.connect() as connection:
            transaction = connection.begin()
            try:
                work = UnitOfWork(connection, whole(self.clock.now()), cause, undoes)
                yield work
                work.log.seal()
            except BaseException:
                transaction.rollback()
                raise
            reach(f"{point}.before_commit")
            transaction.commit()
            reach(f"{point}.after_commit")
        for actor, row_id in work.nudges:
            self.wake(actor, row_id)

    @contextmanager
    def look(self) -> Iterator[sa.Connection]:
        """Open a connection for reading only; it never waits for a writer."""
        with reading(self.engine).connect() as connection:
            yield connection
