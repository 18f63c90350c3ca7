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
    """Something to ask one person; `gated_letter_id` names the held letter that an approval lets go."""

    business_key: str
    kind: str
    project_id: int | None
    asked: str
    number: int
    question: str
    field: str = ""
    letter_id: int | None = None
    gated_letter_id: int | None = None


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
    )


def answer(work: UnitOfWork, case_id: int, text: str, by: str) -> None:
    """End a case with an answer; the act keeps what was there before."""
    work.log.update(t.case, case_id, state="answered", answer=text, answered_by=by, answered_at=work.now)


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
