"""Staffing with the solver's help: after the search, a few jobs at a time are placed anew as well as can be proven.

Large neighbourhood search (Shaw, 1998) on the model of days: a late job, what it waits for and what stands in its way
are taken off; the model puts them back where their weighted days late are fewest, everything else staying in place.
"""

from __future__ import annotations

import random
from dataclasses import replace

from agent.domain.planning.calendar import WORKING_DAYS
from agent.domain.planning.plan import Plan
from agent.domain.planning.schedule.agenda import Agenda
from agent.domain.planning.schedule.greedy import first_schedule
from agent.domain.planning.schedule.laying import Laid
from agent.domain.planning.schedule.neighbourhood import Neighbourhood
from agent.domain.planning.schedule.problem import NO_LIMIT, Job, Problem, problem
from agent.domain.planning.schedule.result import to_plan
from agent.domain.planning.schedule.search import better
from agent.domain.planning.schedule.state import HARD, Schedule
from agent.domain.planning.staffing import told_pairs
from agent.planner.cpsat import Limits, solve
from agent.planner.days import DayModel
from agent.planner.questions import Staffing

_SECONDS_A_STEP = 0.05  # deterministic
_MOST_JOBS = 7
_MARGIN = 10  # days after its present end that a job may be looked at to end


def staff_and_polish(asked: Staffing) -> Plan:
    """Return the best plan of first plan, search and solver, within the question's effort and limits."""
    given = problem(asked.people, asked.tasks, asked.start, asked.weeks, asked.booked)
    made = first_schedule(given, told_pairs(given, asked.told))
    better(made, asked.effort)
    polish(made, asked.limits)
    return to_plan(made)


def polish(made: Schedule, limits: Limits) -> None:
    """Better a schedule in place by as many steps as the limits hold; it is never worse than before."""
    dice = random.Random(limits.seed)  # noqa: S311 - a search, not a secret
    near = Neighbourhood(made, dice)
    for _ in range(int(limits.deterministic_seconds / _SECONDS_A_STEP) if made.given.jobs else 0):
        if not made.cost.lateness:
            return
        _step(made, near, Limits(_SECONDS_A_STEP, limits.seed))


def _step(made: Schedule, near: Neighbourhood, limits: Limits) -> None:
    before = made.cost
    _, taken = near.choose()
    chosen = sorted(taken)[:_MOST_JOBS]
    was = {number: made.remove(number) for number in chosen}
    places = _replaced(made, was, limits) if all(was.values()) else None
    for number, where in (places or was).items():
        if where is not None:
            made.put(number, where)
    if made.cost > before:
        _undo(made, was)


def _replaced(made: Schedule, was: dict[int, Laid | None], limits: Limits) -> dict[int, Laid | None] | None:
    """Return better places for jobs that have been taken off, None when none were found."""
    numbers = list(was)
    part, deadlines = _part(made, numbers)
    until = min(len(made.given.grid.days) - 1, max(where.last for where in was.values() if where) + _MARGIN)
    days = DayModel(part, until, deadlines)
    working = [int(day.weekday() < WORKING_DAYS) for day in made.given.grid.days]
    cost = sum(_weight(job) * days.days_late(job, working) for job in part.jobs if job.due < NO_LIMIT)
    if isinstance(cost, int):  # nothing that is still open matters to any due day
        return None
    days.model.add(
        cost
        < sum(
            _weight(job) * made.days_late_at(number, was[number])
            for number, job in zip(numbers, part.jobs, strict=True)
        )
    )
    days.model.minimize(cost)
    solved = solve(days.model, limits)
    return dict(zip(numbers, days.placed(solved), strict=True)) if solved.found else None


def _weight(job: Job) -> int:
    return HARD if job.hard else job.weight


def _part(made: Schedule, numbers: list[int]) -> tuple[Problem, dict[int, int]]:
    """Return the jobs taken off as a problem of its own, and the days by which what stays waits for them."""
    given, place = made.given, {number: position for position, number in enumerate(numbers)}
    jobs, deadlines = [], {}
    for number in numbers:
        job = given.jobs[number]
        before = [other for other in (made.placed[one] for one in job.after) if other is not None]
        behind = [other.first for other in (made.placed[one] for one in job.before) if other is not None]
        if behind:
            deadlines[place[number]] = min(behind) - 1
        jobs.append(
            replace(
                job,
                number=place[number],
                ready=max([job.ready, *(other.last + 1 for other in before)]),
                after=tuple(place[one] for one in job.after if one in place),
                before=tuple(place[one] for one in job.before if one in place),
            )
        )
    free = Agenda(given.grid, made.free.free)
    return replace(given, jobs=tuple(jobs), tasks=tuple(given.tasks[one] for one in numbers), agenda=free), deadlines


def _undo(made: Schedule, was: dict[int, Laid | None]) -> None:
    for number in was:
        made.remove(number)
    for number, where in was.items():
        if where is not None:
            made.put(number, where)
