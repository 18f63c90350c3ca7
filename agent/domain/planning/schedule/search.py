"""Bettering a schedule: take some jobs off, put them back in another order, keep what is no worse.

Ruin and recreate (Schrimpf et al., 2000) in the manner of slack induction by string removals (Christiaens and
Vanden Berghe, 2020): what is taken off lies close together in people and time, and placing looks over a person now
and then. A step that makes things a little worse is taken with a chance that falls to nothing. The number of rounds
and the seed decide the result, never the clock.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from agent.domain.planning.schedule.laying import Laid
from agent.domain.planning.schedule.neighbourhood import Neighbourhood
from agent.domain.planning.schedule.order import Key, ordered, pull
from agent.domain.planning.schedule.state import Cost, Schedule

_PASSED = 0.04  # how often a person is looked over for a job
_WARM, _COLD = 0.002, 0.00002  # the step back that is taken now and then, as a share of the first lateness
_CALM = 200  # rounds without a gain after which a schedule in which nothing is late is left alone


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search: rounds and seed, so that the same input gives the same answer on any machine."""

    rounds: int = 1_500
    seed: int = 1


def better(made: Schedule, effort: Effort, stop: Callable[[], bool] = lambda: False) -> Cost:
    """Better a schedule in place and return its cost; it is never worse than before.

    `stop` is asked before each round; who lets it read a clock gives up the promise of the same answer.
    """
    return _Search(made, effort).run(stop)


class _Search:
    def __init__(self, made: Schedule, effort: Effort) -> None:
        self._made = made
        self._rounds = effort.rounds if made.given.jobs else 0
        self._dice = random.Random(effort.seed)  # noqa: S311 - a search, not a secret
        self._near = Neighbourhood(made, self._dice)
        self._weights = pull(made.given.jobs)
        self._wishes = made.preferences()
        self._best = list(made.placed)
        self._least = self._now = made.cost
        self._heat = max(1.0, made.cost.late + 50.0 * made.cost.hard_days)

    def run(self, stop: Callable[[], bool]) -> Cost:
        idle = 0
        for number in range(self._rounds):
            if stop() or (not self._least.lateness and idle > _CALM):
                break
            before = self._least
            self._round(number / self._rounds)
            idle = 0 if self._least < before else idle + 1
        self._restore()
        return self._least

    def _round(self, progress: float) -> None:
        seed, taken = self._near.choose()
        before = {number: self._made.remove(number) for number in taken}
        for number in ordered(self._made.given.jobs, taken, self._key(seed)):
            self._place(number)
        cost = self._made.cost
        if not self._accept(cost, progress):
            self._put_back(before)
            return
        self._now = cost
        if cost < self._least:
            self._least, self._best = cost, list(self._made.placed)

    def _place(self, number: int) -> None:
        people = self._made.given.jobs[number].people
        passed = frozenset((number, person) for person in people if self._dice.random() < _PASSED)
        self._wishes.passed = passed if len(passed) < len(people) else frozenset()
        self._made.place(number, self._wishes)

    def _key(self, seed: int) -> Key:
        """Return one of the orders that have shown to be good, a little shaken, the seed's project often first."""
        dice, weights, project = self._dice, self._weights, self._made.given.jobs[seed].project
        pressing, shake = dice.choice((0.0, 1.0, 3.0, 6.0, 10.0)), dice.choice((0.0, 5.0, 20.0, 60.0))
        ahead = dice.choice((0.0, 20.0, 1000.0))
        return lambda job: (
            job.latest - pressing * weights[job.number] + shake * dice.random() - ahead * (job.project == project)
        )

    def _accept(self, cost: Cost, progress: float) -> bool:
        if cost <= self._now:
            return True
        if cost.unplaced > self._now.unplaced:
            return False
        heat = self._heat * _WARM * (_COLD / _WARM) ** progress
        worse = cost.lateness - self._now.lateness
        return worse > 0 and self._dice.random() < math.exp(-worse / max(heat, 1e-9))

    def _put_back(self, before: dict[int, Laid | None]) -> None:
        for number in before:
            self._made.remove(number)
        for number, where in before.items():
            if where is not None:
                self._made.put(number, where)

    def _restore(self) -> None:
        """Go back to the best schedule seen."""
        changed = [number for number, where in enumerate(self._best) if self._made.placed[number] is not where]
        for number in changed:
            self._made.remove(number)
        for number in changed:
            where = self._best[number]
            if where is not None:
                self._made.put(number, where)
