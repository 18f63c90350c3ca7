"""Two asks for one slot: what each would be promised alone, and what is left for it when the other signs first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from agent.domain.planning.demand import Task
from agent.domain.planning.promise import Calendar, Offer, promise
from agent.domain.planning.schedule.soonest import Solver, quick


@dataclass(frozen=True, slots=True)
class Rival:
    """One of two asks: its date when it signs first, and when it signs second; None: not within the calendar."""

    name: str
    first: date | None
    second: date | None

    @property
    def loses(self) -> bool:
        """Whether it matters to this one that the other signs first."""
        return self.first != self.second


def rivals(
    calendar: Calendar, one: tuple[str, Sequence[Task]], other: tuple[str, Sequence[Task]], solver: Solver = quick
) -> tuple[Rival, Rival] | None:
    """Return what two asks do to each other, or None when there is room for both."""
    alone = [_as_scoped(calendar, tasks, solver) for _, tasks in (one, other)]
    after = [
        _as_scoped(replace(calendar, booked=(*calendar.booked, *theirs.allocations)), tasks, solver)
        for (_, tasks), theirs in zip((one, other), reversed(alone), strict=True)
    ]
    found = [
        Rival(name, first.finish, second.finish)
        for (name, _), first, second in zip((one, other), alone, after, strict=True)
    ]
    return (found[0], found[1]) if any(rival.loses for rival in found) else None


def _as_scoped(calendar: Calendar, tasks: Sequence[Task], solver: Solver) -> Offer:
    """Return the first offer alone: what might be dropped or hired does not matter here."""
    whole = [replace(task, deliverable=None) for task in tasks]
    return promise(replace(calendar, outside=()), whole, solver=solver).as_scoped
