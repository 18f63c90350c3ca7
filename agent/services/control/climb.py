"""Silence moves on: each open case whose step is due takes it, once, in the working hours of whom it was put to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agent.domain.control.ladder import Rung, read_ladder, step_due
from agent.domain.control.working_time import WorkingHours, is_open, next_open
from agent.services.control import blocking, silent_status
from agent.services.control.hours import hours_of_people
from agent.services.office import Office
from agent.store import cases
from agent.store.acts import Cause
from agent.store.cases import CaseRow
from agent.store.unit_of_work import UnitOfWork

Take = Callable[[Office, UnitOfWork, CaseRow, Rung], None]

# What a step of a case of this kind writes; a case of another kind has no ladder.
_TAKES: Mapping[str, Take] = {"status": silent_status.take_step, "blocker": blocking.take_step}
_RULE = "case.step"


def climb_all(office: Office) -> int:
    """Take every step that is due; return how many were taken."""
    with office.store.look() as connection:
        due = [case.id for case in cases.waiting_longest(connection, office.store.clock.now())]
    return sum(climb_one(office, case_id) for case_id in due)


def climb_one(office: Office, case_id: int) -> bool:
    """Take the due step of one case; False where it was answered, was taken by another process, or has to wait."""
    with office.store.begin("case.step", Cause("routine", _RULE, "desk", _RULE)) as work:
        case = cases.by_id(work.connection, case_id)
        if case.state != "open" or case.step_at is None or case.step_at > work.now:
            return False
        hours = _hours(office, work, case)
        if not is_open(hours, work.now):
            cases.postpone(work, case, next_open(hours, work.now))
            return False
        ladder = read_ladder(case.ladder)
        rung = ladder[case.steps_taken].rung
        if not cases.climb(work, case, step_due(ladder, case.steps_taken + 1, work.now, hours)):
            return False
        if rung is Rung.DEFAULT:
            cases.answer(work, case.id, case.default_answer, "desk")
        _TAKES[case.kind](office, work, case, rung)
        return True


def _hours(office: Office, work: UnitOfWork, case: CaseRow) -> WorkingHours:
    """Return the hours of whom the case was put to; of the agency, where they are not in agency.toml any more."""
    today = work.now.astimezone(office.zone).date()
    person = office.settings.person(case.asked)
    if person is None:
        return WorkingHours(office.settings.agency.timezone)
    return hours_of_people(office, work.connection, today)(person)
