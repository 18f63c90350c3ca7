"""Leave that came by mail: booked, proposed by a machine's words, or declined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """Days somebody is away, both ends included; `minutes` a day where it is not the whole day."""

    id: int
    person: str
    first_on: date
    last_on: date
    minutes: int | None
    kind: str
    state: str
    quote: str
    letter_id: int | None


_ROW = sa.select(*(t.leave.c[name] for name in LeaveRow.__slots__)).order_by(t.leave.c.person, t.leave.c.first_on)


def add(
    work: UnitOfWork,
    person: str,
    days: tuple[date, date],
    *,
    minutes: int | None = None,
    kind: str = "leave",
    state: str = "booked",
    quote: str = "",
) -> int:
    """Write leave under the present act."""
    return work.log.insert(
        t.leave,
        person=person,
        first_on=days[0],
        last_on=days[1],
        minutes=minutes,
        kind=kind,
        state=state,
        quote=quote,
    )


def booked(connection: sa.Connection, since: date) -> list[LeaveRow]:
    """Return the leave that counts and has not ended before `since`."""
    statement = _ROW.where(t.leave.c.state == "booked", t.leave.c.last_on >= since)
    return [LeaveRow(**row._mapping) for row in connection.execute(statement)]


def of_person(connection: sa.Connection, person: str) -> list[LeaveRow]:
    """Return a person's leave that is booked or proposed."""
    statement = _ROW.where(t.leave.c.person == person, t.leave.c.state != "declined")
    return [LeaveRow(**row._mapping) for row in connection.execute(statement)]


def asked_by_letter(connection: sa.Connection, letter_id: int) -> list[LeaveRow]:
    """Return the leave a letter asked about."""
    return [LeaveRow(**row._mapping) for row in connection.execute(_ROW.where(t.leave.c.letter_id == letter_id))]


def of_act(connection: sa.Connection, act_id: int) -> list[LeaveRow]:
    """Return the leave that an act brought in or changed and that still stands."""
    ids = sa.select(t.change.c.row_id).where(t.change.c.act_id == act_id, t.change.c.noun == "leave")
    return [LeaveRow(**row._mapping) for row in connection.execute(_ROW.where(t.leave.c.id.in_(ids)))]
