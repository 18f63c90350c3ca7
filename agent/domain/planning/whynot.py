"""Why a wanted day cannot be kept: the rules that forbid it together, none of which could be left out.

A conflict set is made minimal by deletion (Chinneck and Dravnieks, 1991): each rule is lifted in turn, and stays lifted
when the day cannot be kept all the same. What is left is enough to forbid the day, and, the others
being lifted, lifting any one of it allows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from agent.domain.planning.demand import Task
from agent.domain.planning.promise import Calendar, as_scoped
from agent.domain.planning.schedule.soonest import Solver, quick


class Rule(StrEnum):
    """What can stand in the way of a day."""

    SLICES = "weekly limits and least useful slices"
    LEVEL = "the level of skill asked for"
    TEAM = "how many people may share a task"
    ORDER = "what waits for what"
    LEAVE = "leave and holidays"
    BOOKINGS = "what people are booked for already"
    EFFORT = "the effort itself"


_LIFTED = (Rule.SLICES, Rule.LEVEL, Rule.TEAM, Rule.ORDER, Rule.LEAVE, Rule.BOOKINGS)
_EVERYONE = 1_000


def why_not(calendar: Calendar, tasks: Sequence[Task], wanted: date, solver: Solver = quick) -> tuple[Rule, ...]:
    """Return the rules that together forbid finishing by `wanted`; none when it can be kept.

    The effort itself, when it cannot be kept with every rule lifted. The set is as certain as the solver is: with an
    exact one, each rule named is needed.
    """
    if _in_time(calendar, tasks, wanted, frozenset(), solver):
        return ()
    lifted: frozenset[Rule] = frozenset()
    kept = []
    for rule in _LIFTED:
        if _in_time(calendar, tasks, wanted, lifted | {rule}, solver):
            kept.append(rule)
        else:
            lifted |= {rule}
    return tuple(kept) or (Rule.EFFORT,)


def _in_time(calendar: Calendar, tasks: Sequence[Task], wanted: date, lifted: frozenset[Rule], solver: Solver) -> bool:
    eased = calendar
    if Rule.LEAVE in lifted:
        eased = replace(eased, people=tuple(replace(one, leave=(), holidays=frozenset()) for one in eased.people))
    if Rule.BOOKINGS in lifted:
        eased = replace(eased, booked=())
    finish = as_scoped(eased, [_eased(task, lifted) for task in tasks], solver).finish
    return finish is not None and finish <= wanted


def _eased(task: Task, lifted: frozenset[Rule]) -> Task:
    eased = task
    if Rule.SLICES in lifted:
        eased = replace(eased, least_a_week=1, most_a_week=None)
    if Rule.LEVEL in lifted:
        eased = replace(eased, level=1)
    if Rule.TEAM in lifted:
        eased = replace(eased, most_people=_EVERYONE)
    if Rule.ORDER in lifted:
        eased = replace(eased, after=())
    return eased
