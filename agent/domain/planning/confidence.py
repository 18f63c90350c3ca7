"""Timeline confidence: the share of simulated futures in which the remaining work is done by its due day.

A future draws, for each task, how far its effort turns out from the estimate (log-normal with median 1: work overruns
more than it underruns; Flyvbjerg and Budzier, 2011) and, for each person and week, whether they fall out. What is
planned is then worked off in the order of the plan by the people it names, with what capacity the week then has.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.demand import Allocation


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the futures are drawn from, to be shown beside the result.

    `spread` is the standard deviation of the logarithm of true over estimated effort (0.25: two in three tasks land
    between 0.78 and 1.28 of their estimate). `falls_out` is the chance that somebody loses a week, `futures` how many
    are drawn, from `seed`. `reserve` is the share of a planned week that can be worked beyond plan, where it is free.
    """

    spread: float = 0.25
    falls_out: float = 0.02
    reserve: float = 0.1
    futures: int = 1_000
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Confidence:
    """The share of futures in time, and the weeks by which half and nine in ten of them are done (None: later)."""

    in_time: float
    likely: IsoWeek | None
    safe: IsoWeek | None
    assumptions: Assumptions


def confidence(
    remaining: Sequence[Allocation], due: date, given: Assumptions | None = None, weeks_beyond: int = 12
) -> Confidence:
    """Return how likely a project's remaining allocations are done by the end of the week of `due`.

    Weeks after the last planned one hold what the people gave on average, for so many weeks more.
    """
    stated = given or Assumptions()
    if not remaining:
        return Confidence(1.0, None, None, stated)
    dice = random.Random(stated.seed)  # noqa: S311 - a simulation, not a secret
    ends = sorted(_Future(remaining, stated, weeks_beyond, dice).end() for _ in range(stated.futures))
    first = min(one.week for one in remaining)
    last = IsoWeek.of(due) - first
    share = sum(end <= last for end in ends) / len(ends)
    return Confidence(share, _week(first, ends, 0.5), _week(first, ends, 0.9), stated)


def _week(first: IsoWeek, ends: Sequence[int], share: float) -> IsoWeek | None:
    end = ends[math.ceil(share * len(ends)) - 1]
    return None if end >= _NEVER else first + end


_NEVER = 10_000


class _Future:
    """One drawn future: each person works off what is theirs, week by week, more or less than planned."""

    def __init__(self, remaining: Sequence[Allocation], given: Assumptions, beyond: int, dice: random.Random) -> None:
        self._given, self._dice, self._beyond = given, dice, beyond
        self._first = min(one.week for one in remaining)
        self._planned: dict[str, dict[int, int]] = {}
        self._work: dict[str, float] = {}
        overrun: dict[str, float] = {}
        for one in sorted(remaining, key=lambda one: (one.person, one.week, one.task or "")):
            task = one.task or one.person
            if task not in overrun:
                overrun[task] = dice.lognormvariate(0.0, given.spread)
            weeks = self._planned.setdefault(one.person, {})
            weeks[one.week - self._first] = weeks.get(one.week - self._first, 0) + one.minutes
            self._work[one.person] = self._work.get(one.person, 0.0) + one.minutes * overrun[task]

    def end(self) -> int:
        """Return the number of the week, from the first, in which the last person is done."""
        return max(self._end(person) for person in sorted(self._planned))

    def _end(self, person: str) -> int:
        weeks, left = self._planned[person], self._work[person]
        usual = sum(weeks.values()) / len(weeks)
        for week in range(max(weeks) + 1 + self._beyond):
            room = weeks.get(week, 0) * (1 + self._given.reserve) if week <= max(weeks) else usual
            left -= 0.0 if self._dice.random() < self._given.falls_out else room
            if left <= 1e-6:
                return week
        return _NEVER
