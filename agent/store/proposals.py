"""Plans that were put before a lead: the shifts they would make, what the lead wished for, and how they ended."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.shifts import Shift
from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposed plan as it stands."""

    id: int
    kind: str
    project_id: int | None
    state: str
    asked: str
    wishes: str
    shifts: tuple[Shift, ...]
    reason: str
    letter_id: int | None


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A plan to put before `asked`."""

    kind: str
    project_id: int | None
    asked: str
    shifts: tuple[Shift, ...]
    wishes: str = ""
    reason: str = ""
    state: str = "proposed"


_COLUMNS = ("id", "kind", "project_id", "state", "asked", "wishes", "reason", "letter_id", "moves")
_ROW = sa.select(*(t.plan.c[name] for name in _COLUMNS)).order_by(t.plan.c.id)


def add(work: UnitOfWork, new: NewProposal) -> int:
    """Write a proposal under the present act."""
    return work.log.insert(
        t.plan,
        kind=new.kind,
        project_id=new.project_id,
        state=new.state,
        asked=new.asked,
        wishes=new.wishes,
        moves=dump_shifts(new.shifts),
        reason=new.reason,
        made_at=work.now,
    )


def asked_by_letter(connection: sa.Connection, letter_id: int) -> ProposalRow | None:
    """Return the plan a letter proposed, or None."""
    row = connection.execute(_ROW.where(t.plan.c.letter_id == letter_id)).one_or_none()
    return None if row is None else _proposal(row)


def open_ones(connection: sa.Connection, project_id: int | None = None) -> list[ProposalRow]:
    """Return the plans that wait for an answer, of one project or of all."""
    statement = _ROW.where(t.plan.c.state == "proposed")
    if project_id is not None:
        statement = statement.where(t.plan.c.project_id == project_id)
    return [_proposal(row) for row in connection.execute(statement)]


def settle(work: UnitOfWork, proposal_id: int, state: str) -> None:
    """End a proposal: booked, declined or replaced."""
    work.log.update(t.plan, proposal_id, state=state)


def sent_with(work: UnitOfWork, proposal_id: int, letter_id: int | None) -> None:
    """Note which letter put the proposal before its reader."""
    work.log.update(t.plan, proposal_id, letter_id=letter_id)


def dump_shifts(shifts: Iterable[Shift]) -> str:
    """Return shifts as json."""
    return json.dumps([[s.person, s.project, str(s.week), s.task, s.before, s.after] for s in shifts])


def load_shifts(text: str) -> tuple[Shift, ...]:
    """Return the shifts that `dump_shifts` wrote."""
    return tuple(Shift(p, code, IsoWeek.parse(w), task, b, a) for p, code, w, task, b, a in json.loads(text))


def _proposal(row: sa.Row[tuple[object, ...]]) -> ProposalRow:
    values = dict(row._mapping)
    return ProposalRow(**values, shifts=load_shifts(values.pop("moves")))
