"""Cases: what waits for an answer, who was asked, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from agent.store import tables as t
from agent.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewCase:
    """Something to ask one person; `gated_letter_id` names the held letter that an approval lets go.

    `ladder` is what silence leads to, as it stands on the day of asking; `step_at` is when its first step is due.
    """

    business_key: str
    kind: str
    project_id: int | None
    asked: str
    number: int
    question: str
    field: str = ""
    letter_id: int | None = None
    gated_letter_id: int | None = None
    ladder: str = ""
    step_at: datetime | None = None
    default_answer: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as it stands."""

    id: int
    kind: str
    project_id: int | None
    asked: str
    number: int
    version: int
    field: str
    question: str
    state: str
    answer: str
    answered_by: str
    opened_at: datetime
    answered_at: datetime | None
    letter_id: int | None
    gated_letter_id: int | None
    ladder: str
    steps_taken: int
    step_at: datetime | None
    default_answer: str

    @property
    def project(self) -> int:
        """The project it is about; for the kinds of cases that always have one."""
        assert self.project_id is not None  # noqa: S101 - questions and approvals are about a project
        return self.project_id


UNSETTLED = ("open", "held")  # `held`: refused for now, and still to be answered

_ROW = sa.select(*(t.case.c[name] for name in CaseRow.__slots__))


def open_case(work: UnitOfWork, new: NewCase) -> int:
    """Open a case under the present act."""
    return work.log.insert(
        t.case,
        business_key=new.business_key,
        kind=new.kind,
        project_id=new.project_id,
        asked=new.asked,
        number=new.number,
        field=new.field,
        question=new.question,
        state="open",
        opened_at=work.now,
        letter_id=new.letter_id,
        gated_letter_id=new.gated_letter_id,
        ladder=new.ladder,
        step_at=new.step_at,
        default_answer=new.default_answer,
    )


def answer(work: UnitOfWork, case_id: int, text: str, by: str) -> None:
    """End a case with an answer; the act keeps what was there before."""
    work.log.update(t.case, case_id, state="answered", answer=text, answered_by=by, answered_at=work.now, step_at=None)


def known(connection: sa.Connection, business_key: str) -> CaseRow | None:
    """Return the case with this key, whatever its state, or None."""
    row = connection.execute(_ROW.where(t.case.c.business_key == business_key)).one_or_none()
    return None if row is None else CaseRow(**row._mapping)


def by_id(connection: sa.Connection, case_id: int) -> CaseRow:
    """Return a case that must exist."""
    return CaseRow(**connection.execute(_ROW.where(t.case.c.id == case_id)).one()._mapping)


def last_of(connection: sa.Connection, kind: str, asked: str, at: datetime) -> CaseRow | None:
    """Return the case of a kind that one person was asked last, up to `at`."""
    here = (t.case.c.kind == kind, t.case.c.asked == asked, t.case.c.opened_at <= at)
    row = connection.execute(_ROW.where(*here).order_by(t.case.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else CaseRow(**row._mapping)


def open_of(connection: sa.Connection, kind: str, asked: str) -> list[CaseRow]:
    """Return the open cases of a kind that one person was asked."""
    here = (t.case.c.state == "open", t.case.c.kind == kind, t.case.c.asked == asked)
    return [CaseRow(**row._mapping) for row in connection.execute(_ROW.where(*here).order_by(t.case.c.id))]


def withdraw(work: UnitOfWork, case_id: int, why: str) -> None:
    """End a case without an answer."""
    work.log.update(t.case, case_id, state="withdrawn", answer=why, answered_at=work.now, step_at=None)


def opened_by(connection: sa.Connection, act_id: int) -> list[CaseRow]:
    """Return the cases that an act opened and that are open still."""
    new = sa.select(t.change.c.row_id).where(
        t.change.c.act_id == act_id, t.change.c.noun == t.case.name, t.change.c.before == ""
    )
    rows = connection.execute(_ROW.where(t.case.c.id.in_(new), t.case.c.state == "open"))
    return [CaseRow(**row._mapping) for row in rows]


def waiting_longest(connection: sa.Connection, now: datetime, limit: int = 200) -> list[CaseRow]:
    """Return open cases whose next step is due, the one that waits longest first."""
    due = _ROW.where(t.case.c.state == "open", t.case.c.step_at <= now).order_by(t.case.c.step_at).limit(limit)
    return [CaseRow(**row._mapping) for row in connection.execute(due)]


def climb(work: UnitOfWork, case: CaseRow, next_at: datetime | None) -> bool:
    """Take a case's next step; False when it was answered, or another process took the step, in between."""
    here = (t.case.c.id == case.id, t.case.c.state == "open", t.case.c.steps_taken == case.steps_taken)
    taken = sa.update(t.case).where(*here).values(steps_taken=case.steps_taken + 1, step_at=next_at)
    return work.connection.execute(taken).rowcount == 1


def postpone(work: UnitOfWork, case: CaseRow, until: datetime) -> None:
    """Let a case's next step wait: the person is away."""
    work.log.update(t.case, case.id, step_at=until)


def hold(work: UnitOfWork, case_id: int, reason: str, by: str) -> None:
    """Note that an approval was refused for now, and why; a later `ok` still ends it."""
    work.log.update(t.case, case_id, state="held", answer=reason, answered_by=by, answered_at=work.now)


def approval_of(connection: sa.Connection, project_id: int) -> CaseRow | None:
    """Return the project's approval of the newest edition, None where none was ever asked for."""
    wanted = _ROW.where(t.case.c.project_id == project_id, t.case.c.kind == "approval")
    row = connection.execute(wanted.order_by(t.case.c.version.desc(), t.case.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else CaseRow(**row._mapping)


def unsettled(connection: sa.Connection, project_ids: Sequence[int]) -> list[tuple[int, str]]:
    """Return (project id, kind) of each case of these projects that waits for an answer."""
    wanted = sa.select(t.case.c.project_id, t.case.c.kind)
    waiting = sa.and_(t.case.c.project_id.in_(project_ids), t.case.c.state.in_(UNSETTLED))
    return [(row.project_id, row.kind) for row in connection.execute(wanted.where(waiting))]


def asked_by_letter(connection: sa.Connection, letter_id: int) -> list[CaseRow]:
    """Return the cases a letter asked about, by number."""
    rows = connection.execute(_ROW.where(t.case.c.letter_id == letter_id).order_by(t.case.c.number))
    return [CaseRow(**row._mapping) for row in rows]


def by_key(connection: sa.Connection, business_key: str) -> CaseRow | None:
    """Return the case with this business key, or None."""
    row = connection.execute(_ROW.where(t.case.c.business_key == business_key)).one_or_none()
    return None if row is None else CaseRow(**row._mapping)


def gating(connection: sa.Connection, letter_id: int) -> CaseRow | None:
    """Return the approval that holds a letter back, or None."""
    row = connection.execute(_ROW.where(t.case.c.gated_letter_id == letter_id)).one_or_none()
    return None if row is None else CaseRow(**row._mapping)


def of_project(connection: sa.Connection, project_id: int) -> list[CaseRow]:
    """Return a project's cases, oldest first."""
    rows = connection.execute(_ROW.where(t.case.c.project_id == project_id).order_by(t.case.c.id))
    return [CaseRow(**row._mapping) for row in rows]


def waiting_on(connection: sa.Connection, person: str, limit: int) -> list[CaseRow]:
    """Return what was asked of a person and has no answer, oldest first."""
    open_ones = _ROW.where(t.case.c.asked == person, t.case.c.state == "open")
    rows = connection.execute(open_ones.order_by(t.case.c.opened_at, t.case.c.id).limit(limit))
    return [CaseRow(**row._mapping) for row in rows]
