"""The first plan: jobs placed one by one, the most pressing first (serial schedule generation; Kolisch, 1996)."""

from __future__ import annotations

from collections.abc import Sequence

from agent.domain.planning.schedule.order import Key, ordered, pull
from agent.domain.planning.schedule.problem import Job, Problem
from agent.domain.planning.schedule.state import Schedule

_DAYS_A_WEIGHT = 3  # a job is placed as if due so many days earlier for each point of weight that hangs on it


def first_schedule(given: Problem, told: frozenset[tuple[int, int]] = frozenset()) -> Schedule:
    """Return the better of the schedules by latest start and by latest start and weight."""
    weights = pull(given.jobs)
    keys: tuple[Key, ...] = (
        lambda job: job.latest,
        lambda job: job.latest - _DAYS_A_WEIGHT * weights[job.number],
    )
    return min((schedule_by(given, key, told) for key in keys), key=lambda one: one.cost)


def schedule_by(given: Problem, key: Key, told: frozenset[tuple[int, int]] = frozenset()) -> Schedule:
    """Return the schedule that places jobs by `key`, hard due dates before all others."""
    hard = _leads_to_hard(given.jobs)
    made = Schedule(given, told)
    wishes = made.preferences()
    for number in ordered(given.jobs, range(len(given.jobs)), lambda job: key(job) - _FAR * (job.number in hard)):
        made.place(number, wishes)
    return made


_FAR = 1_000_000


def _leads_to_hard(jobs: Sequence[Job]) -> set[int]:
    """Return the jobs that a hard due date hangs on."""
    found: set[int] = set()
    for job in reversed(jobs):
        if job.hard or any(follower in found for follower in job.before):
            found.add(job.number)
    return found
