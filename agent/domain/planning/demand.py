"""What projects ask for and what people are given: tasks, allocations and plans, all times in whole minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agent.domain.planning.calendar import IsoWeek


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """The day by which a task has to be finished; a hard one was promised to a client."""

    day: date
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of a project's work for one skill (or one role), to be done within a window.

    `minutes` is the whole effort. It may begin on `earliest`, or once all `after` (ids of tasks) are finished: on the
    next day. Who may do it: people with `skill` of at least `level`, or with `role`, but none of `barred`; `wanted`
    people come first, and are the only ones when `only_wanted`. At most `most_people` share it, none of them gives it
    more than `most_a_week`, nor less than `least_a_week` except in their last week on it.
    """

    id: str
    project: str
    minutes: int
    skill: str | None = None
    level: int = 1
    role: str | None = None
    earliest: date | None = None
    due: Due | None = None
    after: tuple[str, ...] = ()
    priority: int = 1
    wanted: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    only_wanted: bool = False
    least_a_week: int = 240
    most_a_week: int | None = None
    most_people: int = 1
    deliverable: str | None = None
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class Allocation:
    """A person's minutes for a project in one week; `task` when it is known which piece of the project they go to."""

    person: str
    project: str
    week: IsoWeek
    minutes: int
    tentative: bool = False
    task: str | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """When a task is worked on and by whom, to the day; `first` and `last` are both worked on."""

    task: str
    project: str
    first: date
    last: date
    people: tuple[str, ...]
