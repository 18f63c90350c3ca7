"""Holds: unsigned work that keeps its place in the plan until a day, and what was asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A place that is kept for work not signed yet; `request` is what was asked, as json."""

    id: int
    business_key: str
    title: str
    client: str
    asked_by: str
    request: str
    promised_on: date | None
    expires_on: date
    state: str
    letter_id: int | None


_ROW = sa.select(*(t.hold.c[name] for name in HoldRow.__slots__)).order_by(t.hold.c.id)


@dataclass(frozen=True, slots=True)
class NewHold:
    """A place to keep."""

    business_key: str
    title: str
    client: str
    asked_by: str
    request: str
    promised_on: date | None
    expires_on: date


def add(work: UnitOfWork, new: NewHold) -> int:
    """Write a hold under the present act."""
    return work.log.insert(
        t.hold,
        business_key=new.business_key,
        title=new.title,
        client=new.client,
        asked_by=new.asked_by,
        request=new.request,
        promised_on=new.promised_on,
        expires_on=new.expires_on,
        state="holding",
    )


def by_key(connection: sa.Connection, business_key: str) -> HoldRow | None:
    """Return the hold of this very document or mail, or None."""
    row = connection.execute(_ROW.where(t.hold.c.business_key == business_key)).one_or_none()
    return None if row is None else HoldRow(**row._mapping)


def holding(connection: sa.Connection) -> list[HoldRow]:
    """Return the holds that keep a place."""
    return [HoldRow(**row._mapping) for row in connection.execute(_ROW.where(t.hold.c.state == "holding"))]


def renew(work: UnitOfWork, hold_id: int, request: str, promised_on: date, expires_on: date) -> None:
    """Keep the place anew for the same work, asked for again."""
    work.log.update(t.hold, hold_id, request=request, promised_on=promised_on, expires_on=expires_on, state="holding")


def end(work: UnitOfWork, hold_id: int, state: str) -> None:
    """End a hold: released or signed."""
    work.log.update(t.hold, hold_id, state=state)


def sent_with(work: UnitOfWork, hold_id: int, letter_id: int | None) -> None:
    """Note which letter told of the hold."""
    work.log.update(t.hold, hold_id, letter_id=letter_id)
