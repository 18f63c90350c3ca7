"""A schedule in the making: jobs put on people and taken off again, with its cost always at hand."""

from __future__ import annotations

from dataclasses import dataclass

from agent.domain.planning.schedule.laying import Laid, Preferences, lay
from agent.domain.planning.schedule.problem import NO_LIMIT, Problem

_HARD = 1_000  # a hard day late counts as so many weighted soft ones


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """What is bad about a schedule, the worst first: compared in this order.

    Jobs without a place; days late of hard due dates; days late by weight of the soft ones; jobs given to other
    people than were told; pairs of person and project; minutes of outside help; unevenness of load.
    """

    unplaced: int = 0
    hard_days: int = 0
    late: int = 0
    changed: int = 0
    pairs: int = 0
    outside: int = 0
    unevenness: int = 0

    @property
    def lateness(self) -> int:
        """The first three as one number, for a search that may take one step back."""
        return self.unplaced * _HARD * _HARD + self.hard_days * _HARD + self.late


class Schedule:
    """Jobs on people. `told` are the (job, person) pairs that people already know of."""

    def __init__(self, given: Problem, told: frozenset[tuple[int, int]] = frozenset()) -> None:
        self.given = given
        self.free = given.agenda.copy()
        self.told = told
        self.placed: list[Laid | None] = [None] * len(given.jobs)
        self.load = [0] * len(given.people)
        self.on_project: dict[tuple[int, int], int] = dict.fromkeys(given.knows, 1)
        self._working = _working_days(given)
        self._unplaced = len(given.jobs)
        self._hard = self._soft = self._changed = self._outside = self._square = 0
        self._pairs = len(self.on_project)

    def preferences(self, passed: frozenset[tuple[int, int]] = frozenset()) -> Preferences:
        """Return what makes one person better than another as things stand."""
        breadth = [0] * len(self.given.people)
        for job in self.given.jobs:
            for person in job.people:
                breadth[person] += 1
        return Preferences(self.on_project, self.given.outside, tuple(breadth), passed)

    @property
    def cost(self) -> Cost:
        """What is bad about the schedule as it stands; a job that has no place yet counts as unplaced."""
        return Cost(self._unplaced, self._hard, self._soft, self._changed, self._pairs, self._outside, self._square)

    def ready(self, number: int) -> int | None:
        """Return the first day on which a job may begin; None when one that it waits for has no place."""
        start = self.given.jobs[number].ready
        for other in self.given.jobs[number].after:
            before = self.placed[other]
            if before is None:
                return None
            start = max(start, before.last + 1)
        return start

    def place(self, number: int, preferences: Preferences) -> bool:
        """Put a job where it is best now, and say whether it found a place."""
        start = self.ready(number)
        found = None if start is None else lay(self.free, self.given.jobs[number], start, preferences)
        if found is not None:
            self.put(number, found)
        return found is not None

    def put(self, number: int, where: Laid) -> None:
        """Put a job at a known place; the place has to be free."""
        self.placed[number] = where
        for person, slices in where.parts:
            self.free.take(person, slices)
        self._count(number, where, 1)

    def remove(self, number: int) -> Laid | None:
        """Take a job off, and return where it was."""
        where = self.placed[number]
        if where is not None:
            self.placed[number] = None
            for person, slices in where.parts:
                self.free.give_back(person, slices)
            self._count(number, where, -1)
        return where

    def late_days(self, number: int) -> int:
        """Return a job's working days late as it stands; 0 without a due day or a place."""
        return self._late(number, self.placed[number])

    def _late(self, number: int, where: Laid | None) -> int:
        due = self.given.jobs[number].due
        if where is None or due >= NO_LIMIT or where.last <= due:
            return 0
        return self._working[where.last + 1] - self._working[due + 1]

    def _count(self, number: int, where: Laid, sign: int) -> None:
        job = self.given.jobs[number]
        days = self._late(number, where)
        self._unplaced -= sign
        self._hard += sign * days if job.hard else 0
        self._soft += sign * days * job.weight
        for person, slices in where.parts:
            minutes = sum(part for _, part in slices)
            self._join(person, job.project, sign)
            self._changed += sign if self.told and (number, person) not in self.told else 0
            self._outside += sign * minutes if person in self.given.outside else 0
            self._square -= (self.load[person] // 60) ** 2
            self.load[person] += sign * minutes
            self._square += (self.load[person] // 60) ** 2

    def _join(self, person: int, project: int, sign: int) -> None:
        pair = (person, project)
        count = self.on_project.get(pair, 0)
        self._pairs += (not count and sign > 0) - (count == 1 and sign < 0)
        self.on_project[pair] = count + sign


def _working_days(given: Problem) -> tuple[int, ...]:
    """Return how many days from Monday to Friday lie before each numbered day, and before the end."""
    counts = [0]
    for day in given.grid.days:
        counts.append(counts[-1] + (day.weekday() < 5))
    return tuple(counts)
