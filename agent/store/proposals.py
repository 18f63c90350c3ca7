"""Plans: wanted, made and put before a lead, and how they ended. A row is the job; a nudge only wakes who makes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.shifts import Shift
from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork

MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A plan as it stands; `wishes` is what was asked for, as json of its kind."""

    id: int
    kind: str
    project_id: int | None
    mail_id: int | None
    state: str
    tries: int
    asked: str
    wishes: str
    shifts: tuple[Shift, ...]
    reason: str
    letter_id: int | None


_COLUMNS = (
    "id", "kind", "project_id", "mail_id", "state", "tries", "asked", "wishes", "reason", "letter_id", "moves",
)  # fmt: skip
_ROW = sa.select(*(t.plan.c[name] for name in _COLUMNS)).order_by(t.plan.c.id)


def want(
    work: UnitOfWork,
    kind: str,
    asked: str,
    *,
    project_id: int | None = None,
    mail_id: int | None = None,
    wishes: str = "",
) -> int:
    """Ask for a plan under the present act and wake who makes it."""
    plan_id = work.log.insert(
        t.plan,
        kind=kind,
        project_id=project_id,
        mail_id=mail_id,
        state="wanted",
        asked=asked,
        wishes=wishes,
        moves="[]",
        made_at=work.now,
    )
    work.nudge("plan.make", plan_id)
    return plan_id


def by_id(connection: sa.Connection, plan_id: int) -> ProposalRow | None:
    """Return a plan, or None."""
    row = connection.execute(_ROW.where(t.plan.c.id == plan_id)).one_or_none()
    return None if row is None else _proposal(row)


def wanted(connection: sa.Connection, limit: int = 50) -> list[int]:
    """Return the plans that wait to be made, oldest first."""
    statement = sa.select(t.plan.c.id).where(t.plan.c.state == "wanted").order_by(t.plan.c.id).limit(limit)
    return list(connection.execute(statement).scalars())


def asked_by_letter(connection: sa.Connection, letter_id: int) -> ProposalRow | None:
    """Return the plan a letter proposed or echoed, or None."""
    row = connection.execute(_ROW.where(t.plan.c.letter_id == letter_id)).one_or_none()
    return None if row is None else _proposal(row)


def waiting(connection: sa.Connection, kind: str, project_id: int | None = None) -> list[ProposalRow]:
    """Return the plans of a kind that wait to be made or for an answer, of one project or of all."""
    statement = _ROW.where(t.plan.c.kind == kind, t.plan.c.state.in_(["wanted", "proposed"]))
    if project_id is not None:
        statement = statement.where(t.plan.c.project_id == project_id)
    return [_proposal(row) for row in connection.execute(statement)]


def try_once_more(connection: sa.Connection, plan_id: int) -> int:
    """Count a try of making a plan, before it is made; return how many there were, 0 when it is not wanted."""
    counted = sa.update(t.plan).where(t.plan.c.id == plan_id, t.plan.c.state == "wanted")
    raised = counted.values(tries=t.plan.c.tries + 1).returning(t.plan.c.tries)
    return connection.execute(raised).scalar_one_or_none() or 0


def take(connection: sa.Connection, plan_id: int) -> bool:
    """Claim a wanted plan within the transaction that settles it; False when somebody else made it."""
    claimed = sa.update(t.plan).where(t.plan.c.id == plan_id, t.plan.c.state == "wanted").values(state="making")
    return connection.execute(claimed).rowcount == 1


def settle(work: UnitOfWork, plan_id: int, state: str, shifts: Iterable[Shift] | None = None, reason: str = "") -> None:
    """Say what became of a plan, under the present act."""
    if shifts is None:
        work.log.update(t.plan, plan_id, state=state)
    else:
        work.log.update(t.plan, plan_id, state=state, moves=dump_shifts(shifts), reason=reason)


def sent_with(work: UnitOfWork, plan_id: int, letter_id: int | None) -> None:
    """Note which letter put the plan before its reader."""
    work.log.update(t.plan, plan_id, letter_id=letter_id)


def dump_shifts(shifts: Iterable[Shift]) -> str:
    """Return shifts as json."""
    return json.dumps([[s.person, s.project, str(s.week), s.task, s.before, s.after] for s in shifts])


def load_shifts(text: str) -> tuple[Shift, ...]:
    """Return the shifts that `dump_shifts` wrote."""
    return tuple(Shift(p, code, IsoWeek.parse(w), task, b, a) for p, code, w, task, b, a in json.loads(text))


def _proposal(row: sa.Row[tuple[object, ...]]) -> ProposalRow:
    values = dict(row._mapping)
    shifts = load_shifts(values.pop("moves"))
    return ProposalRow(**values, shifts=shifts)
