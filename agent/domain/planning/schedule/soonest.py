"""The earliest day by which all jobs can be done: what a solver gives, and the quick one that tries orders."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from agent.domain.planning.schedule.bound import earliest_finishes
from agent.domain.planning.schedule.filling import NEVER
from agent.domain.planning.schedule.greedy import schedule_by
from agent.domain.planning.schedule.laying import Laid
from agent.domain.planning.schedule.order import Key
from agent.domain.planning.schedule.problem import Problem
from agent.domain.planning.schedule.search import Effort, better
from agent.domain.planning.schedule.state import Schedule

_TRIED = 24  # shaken orders
_ROUNDS = 200  # of the search, after them
_SHAKEN = (3.0, 10.0, 30.0)  # days


@dataclass(frozen=True, slots=True)
class Found:
    """Where each job goes, the last day of all (`NEVER` when one has no place), and a day that cannot be beaten.

    `least_outside` is a number of minutes of outside help that cannot be beaten within the day asked for.
    """

    placed: tuple[Laid | None, ...]
    finish: int
    bound: int
    outside: int = 0
    least_outside: int = 0


class Solver(Protocol):
    """Finds the earliest finish; with `until`, the least outside help that still finishes by that day."""

    def __call__(self, given: Problem, until: int | None = None) -> Found:
        """Return what was found; it never overloads anyone."""
        ...


def quick(given: Problem, until: int | None = None) -> Found:
    """Return the best of a few dozen orders; the bound is that of each job by itself.

    The problem's due days have to say what is wanted: long past for the earliest finish, `until` for little help.
    """
    best = min((_found(made) for made in _schedules(given)), key=lambda one: _merit(one, until))
    return Found(best.placed, best.finish, earliest(given), best.outside)


def earliest(given: Problem) -> int:
    """Return a day before which not all jobs can be done."""
    return max(earliest_finishes(given), default=-1) if not given.set_aside else NEVER


def _merit(found: Found, until: int | None) -> tuple[int, ...]:
    if until is None:
        return (found.finish, found.outside)
    return (max(0, found.finish - until), found.outside, found.finish)


def _found(made: Schedule) -> Found:
    lasts = [NEVER if where is None else where.last for where in made.placed]
    finish = NEVER if made.given.set_aside else max(lasts, default=-1)
    return Found(tuple(made.placed), finish, -1, made.cost.outside)


def _schedules(given: Problem) -> Iterator[Schedule]:
    first = schedule_by(given, lambda job: job.latest)
    yield first
    dice = random.Random(1)  # noqa: S311 - a search, not a secret
    for number in range(_TRIED if len(given.jobs) > 1 else 0):
        yield schedule_by(given, _shaken(dice, _SHAKEN[number % len(_SHAKEN)]))
    better(first, Effort(_ROUNDS if len(given.jobs) > 1 else 0))
    yield first


def _shaken(dice: random.Random, days: float) -> Key:
    return lambda job: job.latest + days * dice.random()
