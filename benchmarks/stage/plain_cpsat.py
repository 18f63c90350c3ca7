"""What an engineer would write first: one CP-SAT model of minutes by person, task and week, hinted greedily.

Its plan is counted generously: people and order are taken from it, and laid to the day by the planner's own filling.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from agent.domain.planning.schedule.greedy import first_schedule, schedule_by
from agent.domain.planning.schedule.problem import NO_LIMIT, Job, Problem
from agent.domain.planning.schedule.state import Schedule
from benchmarks.stage.budget import Budget

MOST_VARIABLES = 400_000


@dataclass
class _Parts:
    model: Any
    minutes: dict[tuple[int, int, int], Any] = field(default_factory=dict)
    works: dict[tuple[int, int, int], Any] = field(default_factory=dict)
    start: list[Any] = field(default_factory=list)
    end: list[Any] = field(default_factory=list)


def weighted_late(given: Problem, budget: Budget) -> int | None:
    """Return the weighted working days late of the model's plan; None when it is too big to build or finds none."""
    from ortools.sat.python import cp_model

    weeks = len(given.grid.weeks)
    if sum(len(job.people) for job in given.jobs) * weeks > MOST_VARIABLES:
        return None
    parts = _Parts(cp_model.CpModel())
    for job in given.jobs:
        _job(given, job, parts, weeks)
    _capacity(given, parts)
    parts.model.minimize(sum(_late(given, job, parts) for job in given.jobs if job.due < NO_LIMIT))
    _hint(given, first_schedule(given), parts)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 8
    ended = budget.stop_after(solver.stop_search)
    status = solver.solve(parts.model)
    ended.set()
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return _replayed(given, parts, solver)


def _job(given: Problem, job: Job, parts: _Parts, weeks: int) -> None:
    model = parts.model
    start, end = model.new_int_var(0, weeks - 1, ""), model.new_int_var(0, weeks - 1, "")
    parts.start.append(start)
    parts.end.append(end)
    first = given.grid.week_of[min(job.ready, len(given.grid.days) - 1)]
    used = []
    for person in job.people:
        on_it = model.new_bool_var("")
        used.append(on_it)
        for week in range(first, weeks):
            free = given.agenda.by_week[person][week]
            if free < job.least:
                continue
            key = (job.number, person, week)
            parts.minutes[key] = model.new_int_var(0, min(free, job.minutes, job.most), "")
            works = parts.works[key] = model.new_bool_var("")
            model.add(parts.minutes[key] == 0).only_enforce_if(works.negated())
            model.add_implication(works, on_it)
            model.add(start <= week).only_enforce_if(works)
            model.add(end >= week).only_enforce_if(works)
    model.add(sum(used) <= job.team)
    mine = [variable for (number, _, _), variable in parts.minutes.items() if number == job.number]
    model.add(sum(mine) == job.minutes)
    for other in job.after:
        model.add(start >= parts.end[other])


def _capacity(given: Problem, parts: _Parts) -> None:
    cells: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for (_, person, week), minutes in parts.minutes.items():
        cells[person, week].append(minutes)
    for (person, week), minutes in cells.items():
        parts.model.add(sum(minutes) <= given.agenda.by_week[person][week])


def _late(given: Problem, job: Job, parts: _Parts) -> Any:
    due = given.grid.week_of[job.due] if job.due >= 0 else -1
    late = parts.model.new_int_var(0, len(given.grid.weeks), "")
    parts.model.add(late >= parts.end[job.number] - due)
    return late * 5 * job.weight


def _hint(given: Problem, first: Schedule, parts: _Parts) -> None:
    known: dict[tuple[int, int, int], int] = defaultdict(int)
    for number, where in enumerate(first.placed):
        for person, slices in where.parts if where is not None else ():
            for day, minutes in slices:
                known[number, person, given.grid.week_of[day]] += minutes
        if where is not None:
            parts.model.add_hint(parts.start[number], given.grid.week_of[where.first])
            parts.model.add_hint(parts.end[number], given.grid.week_of[where.last])
    for key, variable in parts.minutes.items():
        parts.model.add_hint(variable, known.get(key, 0))
        parts.model.add_hint(parts.works[key], key in known)


def _replayed(given: Problem, parts: _Parts, solver: Any) -> int:
    """Return the days late when its people do the tasks in its order, laid to the day; the better of two readings."""
    people: dict[int, set[int]] = defaultdict(set)
    for (number, person, _), works in parts.minutes.items():
        if solver.value(works):
            people[number].add(person)
    jobs = tuple(_kept(job, people[job.number]) for job in given.jobs)
    order = {job.number: (solver.value(parts.end[job.number]), solver.value(parts.start[job.number])) for job in jobs}
    same = replace(given, jobs=jobs)
    keys = (lambda job: order[job.number][0] * 100 + job.latest * 0.001, lambda job: order[job.number][1] * 100)
    return min(schedule_by(same, key).cost.lateness for key in keys)


def _kept(job: Job, people: set[int]) -> Job:
    return replace(job, people=tuple(sorted(people)))
