"""Allocations: who is booked on what in which week, changed only by shifts under an act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.demand import Allocation
from agent.domain.planning.shifts import Shift, Slot
from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork

_HOLD = "HOLD-"


@dataclass(frozen=True, slots=True)
class Booked:
    """One row: its number, and what it books; `project` of a tentative one is its hold's name."""

    id: int
    allocation: Allocation


def hold_name(hold_id: int) -> str:
    """Return what stands for a project's code in the allocations of a hold."""
    return f"{_HOLD}{hold_id}"


def hold_number(name: str) -> int | None:
    """Return the number of the hold that a project's name stands for, None for a real project."""
    return int(name.removeprefix(_HOLD)) if name.startswith(_HOLD) else None


def booked(connection: sa.Connection, since: date) -> list[Booked]:
    """Return every allocation from the week of `since` on, by person, week and project."""
    a = t.allocation
    statement = (
        sa.select(a, t.project.c.code)
        .join(t.project, t.project.c.id == a.c.project_id, isouter=True)
        .where(a.c.week_on >= IsoWeek.of(since).monday)
        .order_by(a.c.person, a.c.week_on, a.c.project_id, a.c.hold_id, a.c.task)
    )
    return [_booked(row) for row in connection.execute(statement)]


def _booked(row: sa.Row[tuple[object, ...]]) -> Booked:
    project = row.code if row.project_id is not None else hold_name(row.hold_id)
    week = IsoWeek.of(row.week_on)
    one = Allocation(row.person, project, week, row.minutes, tentative=row.hold_id is not None, task=row.task or None)
    return Booked(row.id, one)


def earlier(connection: sa.Connection, until: date) -> dict[str, int]:
    """Return the minutes each project had booked before the week of `until`."""
    a = t.allocation
    statement = (
        sa.select(t.project.c.code, sa.func.sum(a.c.minutes).label("minutes"))
        .join(t.project, t.project.c.id == a.c.project_id)
        .where(a.c.week_on < IsoWeek.of(until).monday)
        .group_by(t.project.c.code)
    )
    return {row.code: int(row.minutes) for row in connection.execute(statement)}


def shift(work: UnitOfWork, shifts: Iterable[Shift], project_ids: dict[str, int]) -> None:
    """Make certain bookings what the shifts say; the caller has seen that none of them is stale."""
    ids = _ids_of(work.connection, set(project_ids.values()))
    for one in shifts:
        row_id = ids.get((one.person, one.project, one.week, one.task))
        if row_id is None and one.after:
            _insert(work, project_ids[one.project], None, one.slot, one.after)
        elif row_id is not None and one.after:
            work.log.update(t.allocation, row_id, minutes=one.after)
        elif row_id is not None:
            work.log.remove(t.allocation, row_id)


def hold_back(work: UnitOfWork, hold_id: int, allocations: Iterable[Allocation]) -> None:
    """Book the tentative work of a hold."""
    for one in allocations:
        slot = (one.person, hold_name(hold_id), one.week, one.task or "")
        _insert(work, None, hold_id, slot, one.minutes)


def free_hold(work: UnitOfWork, hold_id: int) -> None:
    """Take the tentative work of a hold out of the plan."""
    rows = work.connection.execute(sa.select(t.allocation.c.id).where(t.allocation.c.hold_id == hold_id))
    for row_id in rows.scalars().all():
        work.log.remove(t.allocation, row_id)


def _ids_of(connection: sa.Connection, projects: set[int]) -> dict[Slot, int]:
    a = t.allocation
    statement = (
        sa.select(a.c.id, a.c.person, t.project.c.code, a.c.week_on, a.c.task)
        .join(t.project, t.project.c.id == a.c.project_id)
        .where(a.c.project_id.in_(projects))
    )
    return {(r.person, r.code, IsoWeek.of(r.week_on), r.task): r.id for r in connection.execute(statement)}


def _insert(work: UnitOfWork, project_id: int | None, hold_id: int | None, slot: Slot, minutes: int) -> None:
    person, _, week, task = slot
    work.log.insert(
        t.allocation,
        project_id=project_id,
        hold_id=hold_id,
        person=person,
        week_on=week.monday,
        task=task,
        minutes=minutes,
    )
