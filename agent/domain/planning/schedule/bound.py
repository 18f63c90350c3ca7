"""What no plan can beat: the earliest day each job could end if it had its best people to itself."""

from __future__ import annotations

from agent.domain.planning.schedule.agenda import Agenda
from agent.domain.planning.schedule.filling import NEVER, finish_alone
from agent.domain.planning.schedule.problem import Job, Problem


def earliest_finishes(given: Problem) -> list[int]:
    """Return for each job a day before which it cannot end, whatever else is planned; `NEVER` when it cannot fit.

    Everything but predecessors, people, their free minutes and the weekly limit is relaxed: a valid lower bound.
    """
    finishes: list[int] = []
    for job in given.jobs:
        start = max([job.ready, *(finishes[other] + 1 for other in job.after)])
        finishes.append(_alone(given.agenda, job, start) if job.team == 1 else _at_best(given.agenda, job, start))
    return finishes


def _alone(free: Agenda, job: Job, start: int) -> int:
    best = NEVER
    for person in job.people:
        best = min(best, finish_alone(free, person, job, start, best))
    return best


def _at_best(free: Agenda, job: Job, start: int) -> int:
    """Return the first day until which the job's largest team has as many free minutes as it takes."""
    given_week = [0] * len(job.people)
    before = [0] * len(job.people)
    week_of = free.grid.week_of
    for day in range(start, len(week_of)):
        if day > start and week_of[day] != week_of[day - 1]:
            before = [old + min(new, job.most) for old, new in zip(before, given_week, strict=True)]
            given_week = [0] * len(job.people)
        for position, person in enumerate(job.people):
            given_week[position] += free.free[person][day]
        supply = sorted((old + min(new, job.most) for old, new in zip(before, given_week, strict=True)), reverse=True)
        if sum(supply[: job.team]) >= job.minutes:
            return day
    return NEVER
