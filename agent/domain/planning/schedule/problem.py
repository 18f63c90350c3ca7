"""People and tasks as numbers: what the schedulers work on, with the tasks nobody can do set aside, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from agent.domain.planning.capacity import PersonCalendar
from agent.domain.planning.demand import Allocation, Task
from agent.domain.planning.plan import Obstacle, Unplaced
from agent.domain.planning.schedule.agenda import Agenda, agenda
from agent.domain.planning.schedule.eligible import eligible
from agent.domain.planning.schedule.horizon import Horizon, horizon
from agent.domain.planning.schedule.precedence import in_order

NO_LIMIT = 1 << 40
"""Stands for no due day and for no weekly limit."""


@dataclass(frozen=True, slots=True)
class Job:
    """A task in numbers: people and days by their number, times in minutes.

    `least` is the least useful slice of a week, no more than the task itself; `latest` the day by which it has to be
    done for all that follows to be in time. `due` is -1 when it was due before the first day.
    """

    number: int
    minutes: int
    least: int
    most: int
    team: int
    people: tuple[int, ...]
    wanted: frozenset[int]
    ready: int
    due: int
    hard: bool
    weight: int
    project: int
    after: tuple[int, ...]
    before: tuple[int, ...]
    latest: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Jobs in an order in which each comes after those it waits for, and what is free for them."""

    people: tuple[PersonCalendar, ...]
    tasks: tuple[Task, ...]
    jobs: tuple[Job, ...]
    agenda: Agenda
    set_aside: tuple[Unplaced, ...]
    knows: frozenset[tuple[int, int]]
    outside: frozenset[int]

    @property
    def grid(self) -> Horizon:
        """The days that can be planned."""
        return self.agenda.grid


def problem(
    people: Sequence[PersonCalendar],
    tasks: Sequence[Task],
    start: date,
    weeks: int,
    booked: Iterable[Allocation] = (),
    *,
    beside_tentative: bool = True,
) -> Problem:
    """Compile people and tasks for a horizon of `weeks` ISO weeks from `start` on; `booked` is held as it is.

    People are taken in the order of their ids and tasks in the order of theirs, so that no answer depends on the
    order of what is given.
    """
    crew = tuple(sorted(people, key=lambda person: person.id))
    held = tuple(booked)
    able = _Able(crew)
    chosen, aside = _placeable(able, tasks)
    free = agenda(crew, horizon(crew, start, weeks), held, beside_tentative=beside_tentative)
    number = {person.id: position for position, person in enumerate(crew)}
    projects = {name: position for position, name in enumerate(sorted({task.project for task in chosen}))}
    jobs = _with_latest(tuple(_jobs(able, chosen, free.grid, projects)), crew)
    knows = {(number.get(one.person, -1), projects.get(one.project, -1)) for one in held}
    outside = frozenset(position for position, person in enumerate(crew) if person.outside)
    return Problem(crew, chosen, jobs, free, aside, frozenset(knows), outside)


class _Able:
    """Who may do a task, found once for all tasks that ask for the same."""

    def __init__(self, crew: Sequence[PersonCalendar]) -> None:
        self.number = {person.id: position for position, person in enumerate(crew)}
        self._crew = crew
        self._known: dict[tuple[object, ...], tuple[tuple[int, ...], Obstacle | None]] = {}

    def __call__(self, task: Task) -> tuple[tuple[int, ...], Obstacle | None]:
        asked = (task.skill, task.level, task.role, task.barred, task.wanted if task.only_wanted else None)
        if asked not in self._known:
            people, obstacle = eligible(task, self._crew)
            self._known[asked] = tuple(self.number[person.id] for person in people), obstacle
        return self._known[asked]


def _placeable(able: _Able, tasks: Sequence[Task]) -> tuple[tuple[Task, ...], tuple[Unplaced, ...]]:
    """Return the tasks in order that somebody can do, and the others with what bars them."""
    ordered, aside = in_order(tasks)
    barred = {one.task: one for one in aside}
    for task in ordered:
        obstacle = able(task)[1]
        waits = next((name for name in task.after if name in barred), None)
        if obstacle is not None:
            barred[task.id] = Unplaced(task.id, task.project, task.minutes, obstacle)
        elif waits is not None:
            barred[task.id] = Unplaced(task.id, task.project, task.minutes, Obstacle.PREDECESSOR, waits)
    return tuple(task for task in ordered if task.id not in barred), tuple(barred[name] for name in sorted(barred))


def _jobs(able: _Able, tasks: Sequence[Task], grid: Horizon, projects: dict[str, int]) -> Iterator[Job]:
    number = {task.id: position for position, task in enumerate(tasks)}
    followers: dict[str, list[int]] = {}
    for task in tasks:
        for name in set(task.after):
            followers.setdefault(name, []).append(number[task.id])
    for task in tasks:
        yield Job(
            number[task.id],
            task.minutes,
            least=max(1, min(task.least_a_week, task.minutes, task.most_a_week or NO_LIMIT)),
            most=task.most_a_week or NO_LIMIT,
            team=max(1, task.most_people),
            people=able(task)[0],
            wanted=frozenset(able.number[name] for name in task.wanted if name in able.number),
            ready=grid.from_day(task.earliest),
            due=grid.until_day(task.due.day) if task.due is not None else NO_LIMIT,
            hard=task.due is not None and task.due.hard,
            weight=task.priority,
            project=projects[task.project],
            after=tuple(sorted(number[name] for name in set(task.after) if name in number)),
            before=tuple(followers.get(task.id, ())),
            latest=NO_LIMIT,
        )


def _with_latest(jobs: tuple[Job, ...], crew: Sequence[PersonCalendar]) -> tuple[Job, ...]:
    """Return the jobs with the day by which each has to be done for what follows it to be in time."""
    latest = [job.due for job in jobs]
    for job in reversed(jobs):
        for follower in job.before:
            latest[job.number] = min(latest[job.number], latest[follower] - least_days(jobs[follower], crew))
    return tuple(replace(job, latest=latest[job.number]) for job in jobs)


def least_days(job: Job, crew: Sequence[PersonCalendar]) -> int:
    """Return how many days a job takes at least, when its quickest people have nothing else to do."""
    by_day = sorted((max(crew[person].pattern) for person in job.people), reverse=True)
    return -(-job.minutes // max(1, sum(by_day[: job.team])))
