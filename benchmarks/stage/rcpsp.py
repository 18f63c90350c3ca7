"""PSPLIB's RCPSP scheduled as the planner does: serial generation by an order, justification, a search over orders.

Free capacity over time is kept bit by bit in whole numbers: bit t of plane b of a resource is bit b of what is free in
period t. The first period in which an activity fits then takes a few operations on numbers, however long the horizon.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Project:
    """Activities 0 to n-1, the first and last without duration: durations, successors, demands, capacities."""

    durations: tuple[int, ...]
    after: tuple[tuple[int, ...], ...]
    before: tuple[tuple[int, ...], ...]
    demands: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]

    @property
    def horizon(self) -> int:
        """Periods after which even one after the other everything is done."""
        return sum(self.durations) + 1

    def reversed(self) -> Project:
        """Return the project that runs backwards in time, activities keeping their numbers."""
        return Project(self.durations, self.before, self.after, self.demands, self.capacities)


def read(path: Path) -> Project:
    """Return the project that a PSPLIB .sm file describes."""
    lines = path.read_text(encoding="latin-1").splitlines()
    at = {line.split(":")[0].strip(): number for number, line in enumerate(lines)}
    count = int(next(line.split(":")[1] for line in lines if line.startswith("jobs (incl")))
    first = at["PRECEDENCE RELATIONS"] + 2
    before = [tuple(int(one) - 1 for one in lines[first + n].split()[3:]) for n in range(count)]
    first = at["REQUESTS/DURATIONS"] + 3
    rows = [[int(one) for one in lines[first + n].split()] for n in range(count)]
    capacities = tuple(int(one) for one in lines[at["RESOURCEAVAILABILITIES"] + 2].split())
    after: list[list[int]] = [[] for _ in range(count)]
    for number, followers in enumerate(before):
        for follower in followers:
            after[follower].append(number)
    return Project(
        tuple(row[2] for row in rows),
        tuple(map(tuple, after)),
        tuple(before),
        tuple(tuple(row[3:]) for row in rows),
        capacities,
    )


def starts(project: Project, order: Sequence[int]) -> list[int]:
    """Return each activity's earliest start when placed in `order` (serial schedule generation; Kolisch, 1996)."""
    horizon = project.horizon
    every = (1 << horizon) - 1
    planes = [[every if size >> bit & 1 else 0 for bit in range(size.bit_length())] for size in project.capacities]
    begin = [0] * len(project.durations)
    for number in order:
        duration = project.durations[number]
        start = max((begin[one] + project.durations[one] for one in project.after[number]), default=0)
        if duration:
            needs = [(planes[kind], size) for kind, size in enumerate(project.demands[number]) if size]
            start = _first_fit(needs, duration, start, every)
            window = ((1 << duration) - 1) << start
            for free, size in needs:
                _take(free, size, window)
        begin[number] = start
    return begin


def _first_fit(needs: Sequence[tuple[list[int], int]], duration: int, start: int, every: int) -> int:
    fits = every
    for free, size in needs:
        lacking = 0
        for bit, plane in enumerate(free):
            lacking = (~plane | lacking) if size >> bit & 1 else (~plane & lacking)
        fits &= ~lacking
    fits >>= start
    width = 1
    while width < duration:
        step = min(width, duration - width)
        fits &= fits >> step
        width += step
    return start + (fits & -fits).bit_length() - 1


def _take(free: list[int], size: int, window: int) -> None:
    borrow = 0
    for bit, plane in enumerate(free):
        taken = window if size >> bit & 1 else 0
        free[bit] = plane ^ taken ^ borrow
        borrow = (~plane & (taken | borrow)) | (taken & borrow)


def justified(project: Project, back: Project, begin: list[int]) -> list[int]:
    """Return the starts after pushing all right, then left again: never a longer schedule (Valls et al., 2005)."""
    ends = [start + duration for start, duration in zip(begin, project.durations, strict=True)]
    right = starts(back, sorted(range(len(ends)), key=lambda one: (-ends[one], -one)))
    total = max(first + duration for first, duration in zip(right, project.durations, strict=True))
    forward = [total - first - duration for first, duration in zip(right, project.durations, strict=True)]
    return starts(project, sorted(range(len(forward)), key=lambda one: (forward[one], one)))


def tails(project: Project) -> list[int]:
    """Return the longest chain of durations from each activity's start to the end."""
    longest = [0] * len(project.durations)
    for number in reversed(range(len(longest))):
        longest[number] = project.durations[number] + max((longest[one] for one in project.before[number]), default=0)
    return longest


def lower_bound(project: Project) -> int:
    """Return the larger of the longest chain and the busiest resource's work over its capacity."""
    work = (
        -(-sum(project.durations[n] * project.demands[n][kind] for n in range(len(project.durations))) // size)
        for kind, size in enumerate(project.capacities)
        if size
    )
    return max(tails(project)[0], *work)


class Search:
    """A genetic search over orders with two-point crossover (Hartmann, 1998) and justification of every child."""

    def __init__(self, project: Project, seed: int = 1, size: int = 40) -> None:
        self._project, self._back = project, project.reversed()
        self._dice = random.Random(seed)
        self._tails = tails(project)
        self._size = size
        self.best: list[int] = []
        self.makespan = project.horizon
        self.schedules = 0

    def run(self, stop: Callable[[], bool]) -> list[int]:
        """Search until `stop` says so or the bound is reached, and return the best starts."""
        bound = lower_bound(self._project)
        people = [self._grown(self._sampled(number)) for number in range(self._size)]
        while not stop() and self.makespan > bound:
            people.sort(key=lambda one: one[0])
            people = people[: self._size]
            mother, father = self._pick(people), self._pick(people)
            child = self._grown(self._mutated(self._crossed(mother, father)))
            if all(child[1] != other[1] for other in people):
                people.append(child)
        return self.best

    def _grown(self, order: list[int]) -> tuple[int, list[int]]:
        """Return the makespan of an order's justified schedule, and the order that the schedule gives."""
        begin = justified(self._project, self._back, starts(self._project, order))
        self.schedules += 3
        makespan = begin[-1]
        if makespan < self.makespan:
            self.makespan, self.best = makespan, begin
        return makespan, sorted(range(len(begin)), key=lambda one: (begin[one], one))

    def _pick(self, people: list[tuple[int, list[int]]]) -> list[int]:
        return min(self._dice.sample(people, min(3, len(people))), key=lambda one: one[0])[1]

    def _sampled(self, number: int) -> list[int]:
        """Return an order by longest tail, shaken; the first one not."""
        waits = [len(one) for one in self._project.after]
        ready, order = [n for n, count in enumerate(waits) if not count], []
        shake = 0.0 if number == 0 else self._dice.choice((0.1, 0.2, 0.4))
        while ready:
            best = max(ready, key=lambda one: (self._tails[one] * (1 + shake * self._dice.gauss(0, 1)), -one))
            ready.remove(best)
            order.append(best)
            for follower in self._project.before[best]:
                waits[follower] -= 1
                if not waits[follower]:
                    ready.append(follower)
        return order

    def _crossed(self, mother: list[int], father: list[int]) -> list[int]:
        """Return the mother's order with a stretch filled in the father's order."""
        first, last = sorted(self._dice.sample(range(len(mother) + 1), 2))
        head = mother[:first]
        seen = set(head)
        middle = [one for one in father if one not in seen][: last - first]
        seen.update(middle)
        return head + middle + [one for one in mother if one not in seen]

    def _mutated(self, order: list[int]) -> list[int]:
        for at in range(1, len(order)):
            if self._dice.random() < 0.05 and order[at - 1] not in self._project.after[order[at]]:
                order[at - 1], order[at] = order[at], order[at - 1]
        return order
