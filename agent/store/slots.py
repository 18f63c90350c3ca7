"""The schedule's rows: the next moment of each routine, and one slot for each due run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.blobs import insert_new
from outbox.instant import database_now, lapsed

_LEASE_MILLISECONDS = 300_000
_MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class RoutineRow:
    """A routine and when it is due next."""

    name: str
    cron: str
    zone: str
    next_at: datetime


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One due run of a routine; its state is due, late, done, missed or failed."""

    routine: str
    slot_at: datetime
    state: str
    tries: int
    reason: str


def all_slots(connection: sa.Connection, limit: int = 1000) -> list[SlotRow]:
    """Return the slots, the newest first."""
    columns = [t.slot.c[name] for name in SlotRow.__slots__]
    rows = connection.execute(sa.select(*columns).order_by(t.slot.c.slot_at.desc()).limit(limit))
    return [SlotRow(*row) for row in rows]


def put_routine(connection: sa.Connection, row: RoutineRow) -> None:
    """Add a routine, or give it its new times; an unchanged one keeps its next moment."""
    connection.execute(
        insert_new(connection, t.routine).values(name=row.name, cron=row.cron, zone=row.zone, next_at=row.next_at)
    )
    changed = sa.or_(t.routine.c.cron != row.cron, t.routine.c.zone != row.zone)
    connection.execute(
        sa.update(t.routine)
        .where(t.routine.c.name == row.name, changed)
        .values(cron=row.cron, zone=row.zone, next_at=row.next_at)
    )


def routines(connection: sa.Connection) -> list[RoutineRow]:
    """Return the routines, the next one first."""
    rows = connection.execute(sa.select(t.routine).order_by(t.routine.c.next_at))
    return [RoutineRow(r.name, r.cron, r.zone, r.next_at) for r in rows]


def move(connection: sa.Connection, row: RoutineRow, next_at: datetime) -> bool:
    """Give a routine its next moment; False when another scheduler did it first (compare and swap)."""
    here = (t.routine.c.name == row.name, t.routine.c.next_at == row.next_at)
    return connection.execute(sa.update(t.routine).where(*here).values(next_at=next_at)).rowcount == 1


def add(connection: sa.Connection, routine: str, slot_at: datetime, state: str, reason: str = "") -> bool:
    """Write a slot; False when there is one for that moment already, whatever became of it."""
    values = {"routine": routine, "slot_at": slot_at, "state": state, "reason": reason}
    return connection.execute(insert_new(connection, t.slot).values(**values)).rowcount == 1


def open_slots(connection: sa.Connection, limit: int = 100) -> list[tuple[str, datetime]]:
    """Return the due slots that nobody works on."""
    rows = connection.execute(
        sa.select(t.slot.c.routine, t.slot.c.slot_at)
        .where(t.slot.c.state.in_(["due", "late"]), lapsed(t.slot.c.lease_until, _LEASE_MILLISECONDS))
        .order_by(t.slot.c.slot_at)
        .limit(limit)
    )
    return [(r.routine, r.slot_at) for r in rows]


def claim(connection: sa.Connection, routine: str, slot_at: datetime, owner: str) -> bool:
    """Claim one slot; a slot that was tried three times is marked failed and claimed no more."""
    here = (t.slot.c.routine == routine, t.slot.c.slot_at == slot_at, t.slot.c.state.in_(["due", "late"]))
    spent = sa.update(t.slot).where(
        *here, t.slot.c.tries >= _MOST_TRIES, lapsed(t.slot.c.lease_until, _LEASE_MILLISECONDS)
    )
    connection.execute(spent.values(state="failed", reason="tried three times"))
    result = connection.execute(
        sa.update(t.slot)
        .where(*here, lapsed(t.slot.c.lease_until, _LEASE_MILLISECONDS))
        .values(owner=owner, tries=t.slot.c.tries + 1, lease_until=database_now() + _LEASE_MILLISECONDS)
    )
    return result.rowcount == 1


def end(connection: sa.Connection, routine: str, slot_at: datetime, owner: str, now: datetime) -> bool:
    """Mark a slot done by its owner, in the transaction of what it did."""
    result = connection.execute(
        sa.update(t.slot)
        .where(t.slot.c.routine == routine, t.slot.c.slot_at == slot_at, t.slot.c.owner == owner)
        .values(state="done", ended_at=now, lease_until=0)
    )
    return result.rowcount == 1
