"""What binds a date: the weeks and skills in which one more person would bring it forward."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.capacity import PersonCalendar
from agent.domain.planning.schedule.agenda import Agenda
from agent.domain.planning.schedule.filling import NEVER
from agent.domain.planning.schedule.greedy import schedule_by
from agent.domain.planning.schedule.problem import Job, Problem

_DAY = 480


@dataclass(frozen=True, slots=True)
class Binding:
    """A skill (or role) that binds in a week: one full-time person more, that week, saves so many days at least."""

    need: str
    week: IsoWeek
    days: int


def binding(given: Problem, finish: int) -> tuple[Binding, ...]:
    """Return what binds a finish, by need and week; nothing when there is no finish to bring forward.

    Each is certain, for a plan with the extra person was made; that nothing else binds is not claimed.
    """
    if finish >= NEVER:
        return ()
    needs = sorted({_need(given, job) for job in given.jobs})
    weeks = range(given.grid.week_of[finish] + 1) if finish >= 0 else range(0)
    tried = ((need, week, finish - _finish_with(given, need, week)) for need in needs for week in weeks)
    return tuple(Binding(need, given.grid.weeks[week], days) for need, week, days in tried if days > 0)


def _need(given: Problem, job: Job) -> str:
    task = given.tasks[job.number]
    return task.skill or task.role or ""


def _finish_with(given: Problem, need: str, week: int) -> int:
    """Return the finish of the first plan with one more person who meets the need, in that week alone."""
    made = schedule_by(_with_helper(given, need, week), lambda job: job.latest)
    return max((NEVER if where is None else where.last for where in made.placed), default=-1)


def _with_helper(given: Problem, need: str, week: int) -> Problem:
    helper = len(given.people)
    jobs = tuple(
        replace(job, people=(*job.people, helper), team=job.team + 1) if _need(given, job) == need else job
        for job in given.jobs
    )
    days = [_DAY if one == week and day.weekday() < 5 else 0 for one, day in _by_day(given)]
    agenda = Agenda(given.grid, [*given.agenda.free, days])
    return replace(given, people=(*given.people, PersonCalendar("")), jobs=jobs, agenda=agenda)


def _by_day(given: Problem) -> list[tuple[int, date]]:
    return list(zip(given.grid.week_of, given.grid.days, strict=True))
