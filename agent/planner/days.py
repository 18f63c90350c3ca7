"""The model of work by day: minutes of each person for each job on each day, with slices, teams and predecessors.

For job j, person p, day d: x[j,p,d] minutes, at most what is free; done[j,d] says that j ends by day d. A week of a
part is full (at least the least slice) or the tail of the part (its last week, after a full one) or empty. The rules
are those of `schedule.filling`, to the minute.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from agent.domain.planning.schedule.bound import earliest_finishes
from agent.domain.planning.schedule.laying import Laid, laid
from agent.domain.planning.schedule.problem import NO_LIMIT, Job, Problem, least_days

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

    from agent.planner.cpsat import Solved


class DayModel:
    """Every way to do all jobs by day `until`; what is best is for the caller to say."""

    def __init__(self, given: Problem, until: int) -> None:
        from ortools.sat.python import cp_model

        self.given = given
        self.until = until
        self.model: CpModel = cp_model.CpModel()
        self.unit = _unit(given)
        self.minutes: dict[tuple[int, int, int], IntVar] = {}
        self.done: dict[tuple[int, int], IntVar] = {}
        self._by_day: dict[tuple[int, int], list[IntVar]] = defaultdict(list)
        self._earliest = earliest_finishes(given)
        self._latest = [min(until, until - _followed_by(given, job)) for job in given.jobs]
        for job in given.jobs:
            self._job(job)
        for (person, day), parts in self._by_day.items():
            self.model.add(sum(parts) <= given.agenda.free[person][day] // self.unit)

    def all_done(self, day: int) -> IntVar:
        """Return a literal that says that every job ends by `day`."""
        every = self.model.new_bool_var("")
        for job in self.given.jobs:
            if (done := self.done.get((job.number, day))) is not None:
                self.model.add_implication(every, done)
            elif day < self._earliest[job.number]:
                self.model.add(every == 0)
        return every

    def placed(self, solved: Solved) -> tuple[Laid | None, ...]:
        """Return where the solution puts each job."""
        parts: list[dict[int, list[tuple[int, int]]]] = [defaultdict(list) for _ in self.given.jobs]
        for (number, person, day), minutes in sorted(self.minutes.items()):
            if amount := solved.value(minutes):
                parts[number][person].append((day, amount * self.unit))
        return tuple(laid(tuple((person, tuple(days)) for person, days in sorted(one.items()))) for one in parts)

    def hint(self, placed: tuple[Laid | None, ...]) -> None:
        """Start the search from a known plan."""
        known = {
            (number, person, day): minutes
            for number, where in enumerate(placed)
            for person, slices in (where.parts if where is not None else ())
            for day, minutes in slices
        }
        for key, variable in self.minutes.items():
            self.model.add_hint(variable, known.get(key, 0) // self.unit)
        for (number, day), variable in self.done.items():
            where = placed[number]
            self.model.add_hint(variable, where is not None and where.last <= day)

    def _job(self, job: Job) -> None:
        model = self.model
        first = max([job.ready, *(self._earliest[other] + 1 for other in job.after)])
        self._when_done(job)
        used = []
        everything: list[IntVar] = []
        for person in job.people:
            days = [day for day in range(first, self._latest[job.number] + 1) if self.given.agenda.free[person][day]]
            parts = {day: self._minutes(job, person, day) for day in days}
            if parts:
                used.append(self._part(job, parts))
                everything += parts.values()
        model.add(sum(everything) == job.minutes // self.unit)
        if len(used) > job.team:
            model.add(sum(used) <= job.team)

    def _when_done(self, job: Job) -> None:
        """Make literals only for the days on which it is open whether the job is done."""
        first, last = self._earliest[job.number], self._latest[job.number]
        for day in range(first, last):
            self.done[job.number, day] = self.model.new_bool_var("")
            if day > first:
                self.model.add_implication(self.done[job.number, day - 1], self.done[job.number, day])

    def _minutes(self, job: Job, person: int, day: int) -> IntVar:
        """Return a variable that is 0 once the job is done, and before what it waits for is."""
        most = min(self.given.agenda.free[person][day], job.minutes) // self.unit
        variable = self.model.new_int_var(0, most, "")
        self.minutes[job.number, person, day] = variable
        self._by_day[person, day].append(variable)
        if (before := self.done.get((job.number, day - 1))) is not None:
            self.model.add(variable <= most * before.negated())
        for other in job.after:
            if day - 1 < self._earliest[other]:
                self.model.add(variable == 0)
            elif (ready := self.done.get((other, day - 1))) is not None:
                self.model.add(variable <= most * ready)
        return variable

    def _part(self, job: Job, parts: dict[int, IntVar]) -> IntVar:
        """Bind a person's part of a job to weeks that are full, a tail or empty; return whether there is any."""
        model, week_of = self.model, self.given.grid.week_of
        weeks: dict[int, list[IntVar]] = defaultdict(list)
        for day, minutes in parts.items():
            weeks[week_of[day]].append(minutes)
        used = model.new_bool_var("")
        full: list[IntVar] = []
        tails: list[IntVar] = []
        for week in sorted(weeks):
            is_full, is_tail = model.new_bool_var(""), model.new_bool_var("")
            self._week(job, sum(weeks[week]), is_full, is_tail)  # type: ignore[arg-type]
            for tail in tails:
                model.add_implication(tail, is_full.negated())
            model.add(sum(full) >= 1).only_enforce_if(is_tail)
            full.append(is_full)
            tails.append(is_tail)
            model.add_implication(is_full, used)
        model.add_at_most_one(tails)
        return used

    def _week(self, job: Job, total: IntVar, is_full: IntVar, is_tail: IntVar) -> None:
        model, unit = self.model, self.unit
        most = job.most // unit if job.most < NO_LIMIT else job.minutes // unit
        model.add_at_most_one([is_full, is_tail])
        model.add(total >= job.least // unit).only_enforce_if(is_full)
        model.add(total <= most).only_enforce_if(is_full)
        model.add(total <= min(most, max(0, job.least // unit - 1))).only_enforce_if(is_tail)
        model.add(total == 0).only_enforce_if([is_full.negated(), is_tail.negated()])


def _unit(given: Problem) -> int:
    """Return the largest number of minutes that divides all that the model counts."""
    sizes = [size for job in given.jobs for size in (job.minutes, job.least, job.most % NO_LIMIT)]
    return math.gcd(*sizes, *(minutes for days in given.agenda.free for minutes in days)) or 1


def _followed_by(given: Problem, job: Job) -> int:
    """Return how many days at least pass from a job's end to the end of all that waits for it."""
    followers = (given.jobs[number] for number in job.before)
    return max((least_days(other, given.people) + _followed_by(given, other) for other in followers), default=0)
