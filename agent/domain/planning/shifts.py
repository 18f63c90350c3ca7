"""Shifts: what a plan changes of what is booked, each with the minutes before, so that a stale one shows itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.demand import Allocation

Slot: TypeAlias = tuple[str, str, IsoWeek, str]  # person, project, week, task ("" where it is not known)


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """The minutes of one person on one task of one project in one week, before and after."""

    person: str
    project: str
    week: IsoWeek
    task: str
    before: int
    after: int

    @property
    def slot(self) -> Slot:
        """Which allocation it is about."""
        return (self.person, self.project, self.week, self.task)


def minutes_by_slot(allocations: Iterable[Allocation]) -> Counter[Slot]:
    """Return the minutes of each slot."""
    found: Counter[Slot] = Counter()
    for one in allocations:
        found[one.person, one.project, one.week, one.task or ""] += one.minutes
    return found


def shifts_between(before: Iterable[Allocation], after: Iterable[Allocation]) -> tuple[Shift, ...]:
    """Return what has to change so that `before` becomes `after`, by person, project, week and task."""
    old, new = minutes_by_slot(before), minutes_by_slot(after)
    changed = sorted(slot for slot in {*old, *new} if old[slot] != new[slot])
    return tuple(Shift(*slot, before=old[slot], after=new[slot]) for slot in changed)


def stale(shifts: Iterable[Shift], present: Mapping[Slot, int]) -> tuple[Shift, ...]:
    """Return the shifts whose `before` is not what is booked now."""
    return tuple(shift for shift in shifts if present.get(shift.slot, 0) != shift.before)


def after_shifts(allocations: Iterable[Allocation], shifts: Iterable[Shift]) -> tuple[Allocation, ...]:
    """Return the allocations as they are once the shifts are made; tentative ones pass untouched."""
    kept = list(allocations)
    tentative = tuple(one for one in kept if one.tentative)
    minutes = minutes_by_slot(one for one in kept if not one.tentative)
    for shift in shifts:
        minutes[shift.slot] = shift.after
    certain = (
        Allocation(person, project, week, amount, task=task or None)
        for (person, project, week, task), amount in sorted(minutes.items())
        if amount > 0
    )
    return (*certain, *tentative)
