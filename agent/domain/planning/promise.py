"""Feasibility: the earliest date that can be promised, what binds it, and three dated offers.

Nothing here books anything. How the earliest date is found is the solver's: `schedule.soonest.quick` by default, the
exact one where it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from agent.domain.planning.binding import Binding, binding
from agent.domain.planning.capacity import PersonCalendar
from agent.domain.planning.demand import Allocation, Due, Task
from agent.domain.planning.plan import Unplaced
from agent.domain.planning.schedule.filling import NEVER
from agent.domain.planning.schedule.problem import Problem, problem
from agent.domain.planning.schedule.result import allocations
from agent.domain.planning.schedule.soonest import Found, Solver, quick
from agent.domain.planning.scope import costliest, without


class OfferKind(StrEnum):
    """What an offer changes about what was asked."""

    AS_SCOPED = "as scoped"
    OUTSIDE_HELP = "with outside help"
    WITHOUT_COSTLIEST = "without the deliverable that costs most"


@dataclass(frozen=True, slots=True)
class Offer:
    """A date that can be promised, and the allocations that keep it within everyone's capacity.

    `finish` is None when the calendar's end comes first; `bound` is a day before which it is certainly impossible:
    where both are equal, no plan is earlier. `outside` is in minutes, and for outside help the least that keeps the
    date when `outside_proven`. `dropped` is the deliverable left out.
    """

    kind: OfferKind
    finish: date | None
    bound: date | None
    allocations: tuple[Allocation, ...] = ()
    outside: int = 0
    outside_proven: bool = True
    dropped: str | None = None
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether no plan can finish earlier."""
        return self.finish is not None and self.finish == self.bound


@dataclass(frozen=True, slots=True)
class Promise:
    """The answer to 'can we do this, and when': the offers, and what binds the first of them.

    `in_time` says whether the work as scoped fits before the wanted day; None when no day was wanted.
    """

    wanted: date | None
    in_time: bool | None
    offers: tuple[Offer, ...]
    binding: tuple[Binding, ...] = ()

    @property
    def as_scoped(self) -> Offer:
        """The offer that changes nothing."""
        return self.offers[0]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a promise is counted on: own people, outside people who could be hired, a first day, weeks, bookings."""

    people: tuple[PersonCalendar, ...]
    start: date
    weeks: int
    booked: tuple[Allocation, ...] = ()
    outside: tuple[PersonCalendar, ...] = ()

    def problem(self, tasks: Sequence[Task], due: date, *, with_outside: bool = False) -> Problem:
        """Return the problem of doing all tasks as early as `due` asks for; what others wait for is due with them."""
        hired = tuple(replace(person, outside=True) for person in self.outside) if with_outside else ()
        waited_for = {name for task in tasks for name in task.after}
        wanted = [replace(task, priority=1, due=None if task.id in waited_for else Due(due)) for task in tasks]
        return problem((*self.people, *hired), wanted, self.start, self.weeks, self.booked)


def promise(calendar: Calendar, tasks: Sequence[Task], wanted: date | None = None, solver: Solver = quick) -> Promise:
    """Return the dates that can be promised for `tasks`, to be done as a whole.

    Due days of single tasks are left aside: the question is when all of it can be done. An offer with outside help
    stands only where people to hire are known; one without the costliest deliverable only where there are two.
    """
    asap = calendar.problem(tasks, _long_past(calendar))
    found = solver(asap)
    offers = [_offer(OfferKind.AS_SCOPED, asap, found)]
    if calendar.outside:
        offers.append(_with_help(calendar, tasks, wanted, solver))
    dropped = costliest(tasks)
    if dropped is not None:
        less = calendar.problem(without(tasks, dropped), _long_past(calendar))
        offers.append(replace(_offer(OfferKind.WITHOUT_COSTLIEST, less, solver(less)), dropped=dropped))
    finish = offers[0].finish
    in_time = None if wanted is None else finish is not None and finish <= wanted
    return Promise(wanted, in_time, tuple(offers), binding(asap, found.finish))


def _long_past(calendar: Calendar) -> date:
    return calendar.start - timedelta(days=1)


def _with_help(calendar: Calendar, tasks: Sequence[Task], wanted: date | None, solver: Solver) -> Offer:
    """Return the earliest date with everyone who could be hired, or the wanted one when that is later; little help."""
    asap = calendar.problem(tasks, _long_past(calendar), with_outside=True)
    soonest = solver(asap)
    if soonest.finish == NEVER:
        return _offer(OfferKind.OUTSIDE_HELP, asap, soonest)
    until = max(soonest.finish, asap.grid.until_day(wanted) if wanted is not None else -1)
    calm = calendar.problem(tasks, asap.grid.days[until], with_outside=True)
    thrifty = solver(calm, until)
    best = thrifty if thrifty.finish <= until and thrifty.outside <= soonest.outside else soonest
    bound = asap.grid.days[soonest.bound] if until == soonest.finish else asap.grid.days[best.finish]
    offer = replace(_offer(OfferKind.OUTSIDE_HELP, asap, best), bound=bound)
    return replace(offer, outside_proven=best.outside <= thrifty.least_outside)


def _offer(kind: OfferKind, given: Problem, found: Found) -> Offer:
    days = given.grid.days
    bound = days[found.bound] if 0 <= found.bound < len(days) else None
    if found.finish == NEVER or found.finish < 0:
        return Offer(kind, None, bound, unplaced=given.set_aside)
    return Offer(kind, days[found.finish], bound, allocations(given, found.placed), found.outside)
