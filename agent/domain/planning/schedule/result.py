"""A schedule as a `Plan`: allocations by week, dates, what is late or left out, and why these people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.domain.planning.calendar import working_days_late
from agent.domain.planning.demand import Allocation, Placement
from agent.domain.planning.plan import Late, Obstacle, Plan, Proof, Unplaced
from agent.domain.planning.schedule.bound import earliest_finishes
from agent.domain.planning.schedule.choices import choices
from agent.domain.planning.schedule.filling import NEVER
from agent.domain.planning.schedule.laying import Laid
from agent.domain.planning.schedule.problem import Problem
from agent.domain.planning.schedule.state import Schedule


def to_plan(made: Schedule) -> Plan:
    """Return what a schedule says; tasks by id, allocations by person, week and task."""
    given = made.given
    placed = [(number, where) for number, where in enumerate(made.placed) if where is not None]
    placements = sorted((_placement(given, number, where) for number, where in placed), key=lambda one: one.task)
    late = tuple(_lateness(given, placements))
    return Plan(
        allocations(given, made.placed),
        tuple(placements),
        tuple(sorted([*given.set_aside, *_left_out(made)], key=lambda one: one.task)),
        late,
        choices(made),
        Proof(_cost(given, late), _bound(given)),
    )


def allocations(given: Problem, placed: Sequence[Laid | None]) -> tuple[Allocation, ...]:
    """Return each person's minutes by week and task."""
    sums: dict[tuple[int, int, int], int] = {}
    for number, where in enumerate(placed):
        for person, slices in where.parts if where is not None else ():
            for day, minutes in slices:
                key = (person, given.grid.week_of[day], number)
                sums[key] = sums.get(key, 0) + minutes
    return tuple(_allocation(given, *key, sums[key]) for key in sorted(sums))


def _allocation(given: Problem, person: int, week: int, number: int, minutes: int) -> Allocation:
    task = given.tasks[number]
    return Allocation(given.people[person].id, task.project, given.grid.weeks[week], minutes, task.tentative, task.id)


def _placement(given: Problem, number: int, where: Laid) -> Placement:
    task, days = given.tasks[number], given.grid.days
    people = tuple(sorted(given.people[person].id for person, _ in where.parts))
    return Placement(task.id, task.project, days[where.first], days[where.last], people)


def _lateness(given: Problem, placements: Sequence[Placement]) -> Iterator[Late]:
    due = {task.id: task.due for task in given.tasks}
    for one in placements:
        by = due[one.task]
        days = working_days_late(by.day, one.last) if by is not None else 0
        if by is not None and days:
            yield Late(one.task, one.project, by, one.last, days)


def _left_out(made: Schedule) -> Iterator[Unplaced]:
    given = made.given
    missing = {given.tasks[number].id for number, where in enumerate(made.placed) if where is None}
    for task in given.tasks:
        if task.id in missing:
            waits = next((name for name in task.after if name in missing), None)
            obstacle = Obstacle.NO_ROOM if waits is None else Obstacle.PREDECESSOR
            yield Unplaced(task.id, task.project, task.minutes, obstacle, waits)


def _cost(given: Problem, late: Sequence[Late]) -> int:
    weight = {task.id: task.priority for task in given.tasks}
    return sum(weight[one.task] * one.working_days for one in late)


def _bound(given: Problem) -> int:
    """Return the weighted days late that even the best plan has, each task taken by itself."""
    total = 0
    for task, finish in zip(given.tasks, earliest_finishes(given), strict=True):
        if task.due is not None and finish < NEVER:
            total += task.priority * working_days_late(task.due.day, given.grid.days[finish])
    return total
