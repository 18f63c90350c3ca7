"""The earliest finish with proof: the quick answer, made exact by the model of days where the bound lies below it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from agent.domain.planning.schedule.filling import NEVER
from agent.domain.planning.schedule.laying import Laid
from agent.domain.planning.schedule.problem import Problem
from agent.domain.planning.schedule.soonest import Found, quick
from agent.planner.cpsat import Limits, solve
from agent.planner.days import DayModel


@dataclass(frozen=True, slots=True)
class Exact:
    """A solver of `schedule.soonest`: exact within its limits, and never worse than the quick one."""

    limits: Limits = field(default_factory=Limits)

    def __call__(self, given: Problem, until: int | None = None) -> Found:
        """Return the earliest finish, or with `until` the least outside help that finishes by that day."""
        first = quick(given, until)
        if given.set_aside or not given.jobs:
            return first
        return self._soonest(given, first) if until is None else self._thrifty(given, first, until)

    def _soonest(self, given: Problem, first: Found) -> Found:
        """Minimise the days that pass before all is done; by the horizon's end at the latest."""
        if first.finish <= first.bound or first.bound >= NEVER:
            return first
        earlier = min(first.finish, len(given.grid.days)) - 1
        days = DayModel(given, earlier)
        days.model.minimize(sum(days.all_done(day).negated() for day in range(first.bound, earlier)))
        solved = solve(days.model, self.limits)
        if solved.impossible:
            return replace(first, bound=first.finish)
        bound = min(first.finish, first.bound + solved.bound)
        return _found(given, days.placed(solved), bound) if solved.found else replace(first, bound=bound)

    def _thrifty(self, given: Problem, first: Found, until: int) -> Found:
        """Minimise the minutes of outside help of plans that finish by `until`."""
        if first.finish <= until and not first.outside:
            return first
        days = DayModel(given, until)
        helped = [variable for (_, person, _), variable in days.minutes.items() if person in given.outside]
        days.model.minimize(sum(helped))
        if first.finish <= until:
            days.hint(first.placed)
        solved = solve(days.model, self.limits)
        if not solved.found:
            return replace(first, least_outside=max(0, solved.bound) * days.unit)
        found = _found(given, days.placed(solved), first.bound)
        return replace(found, least_outside=solved.bound * days.unit)


def _found(given: Problem, placed: tuple[Laid | None, ...], bound: int) -> Found:
    finish = max(where.last for where in placed if where is not None)
    outside = sum(
        minutes
        for where in placed
        for person, slices in (where.parts if where is not None else ())
        for _, minutes in slices
        if person in given.outside
    )
    return Found(placed, finish, min(bound, finish), outside)
