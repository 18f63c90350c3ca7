"""Staffing: which people do which tasks in which weeks, without overloading anyone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from agent.domain.planning.capacity import PersonCalendar
from agent.domain.planning.demand import Allocation, Task
from agent.domain.planning.plan import Plan
from agent.domain.planning.schedule.greedy import first_schedule
from agent.domain.planning.schedule.problem import Problem, problem
from agent.domain.planning.schedule.result import to_plan
from agent.domain.planning.schedule.search import Effort, better

QUICK = Effort(rounds=0)
"""The first plan alone, within a tenth of a second for an agency of 25."""


def staff(
    people: Sequence[PersonCalendar],
    tasks: Sequence[Task],
    start: date,
    weeks: int,
    booked: Sequence[Allocation] = (),
    told: Sequence[Allocation] = (),
    effort: Effort | None = None,
) -> Plan:
    """Return who does what from `start` on within `weeks` ISO weeks, `booked` work being held where it is.

    Nobody is ever given more than what `booked` leaves of their delivery capacity, tentative bookings included. What
    is best, in this order: tasks placed, hard due days kept, weighted days late, what people were `told` (allocations
    that name their task) unchanged, few people a project, little outside help, an even load. The same input gives the
    same plan on any machine, in whatever order people and tasks come.
    """
    given = problem(people, tasks, start, weeks, booked)
    made = first_schedule(given, told_pairs(given, told))
    better(made, effort or Effort())
    return to_plan(made)


def told_pairs(given: Problem, told: Sequence[Allocation]) -> frozenset[tuple[int, int]]:
    """Return the (job, person) pairs that people were told of, those that still exist."""
    jobs = {task.id: number for number, task in enumerate(given.tasks)}
    people = {person.id: number for number, person in enumerate(given.people)}
    return frozenset((jobs[one.task], people[one.person]) for one in told if one.task in jobs and one.person in people)
