"""A plan: who does what in which week, what did not fit, what comes late, and why it is so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.demand import Allocation, Due, Placement


class Obstacle(StrEnum):
    """Why a task could not be placed."""

    NOBODY_HAS_THE_SKILL = "nobody has the skill"
    NOBODY_AT_THE_LEVEL = "nobody has the skill at this level"
    NOBODY_HAS_THE_ROLE = "nobody has the role"
    ALL_BARRED = "everyone who could is barred"
    WANTED_CANNOT = "the people asked for cannot do it"
    NO_ROOM = "nobody has enough room before the end of the calendar"
    PREDECESSOR = "a task it waits for has no place"
    CIRCLE = "it waits for itself, through the tasks it comes after"


class Ground(StrEnum):
    """Why these people were chosen for a task."""

    ASKED_FOR = "asked for by name"
    ONLY_ONE = "the only one who can"
    KNOWS_PROJECT = "already on the project"
    EARLIEST = "finishes earliest"
    LEAST_LOADED = "has the most room"
    ALREADY_TOLD = "as told before"
    BALANCE = "best for the plan as a whole"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A task that has no place, whole: nothing of it is booked. `waits_for` names the predecessor that bars it."""

    task: str
    project: str
    minutes: int
    obstacle: Obstacle
    waits_for: str | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """A task that ends after its due day, by so many working days."""

    task: str
    project: str
    due: Due
    finish: date
    working_days: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could do a task alone, and when they would be done; None when not within the calendar."""

    person: str
    finish: date | None
    knows_project: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Who does a task and on which ground; `second` was second best, None when nobody else could."""

    task: str
    project: str
    people: tuple[str, ...]
    ground: Ground
    finish: date
    second: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """How good a plan is known to be: its cost and a cost that no plan can go below, in the same unit.

    The unit is weighted working days late (`Task.priority` x days), or whatever the function that returns it says.
    """

    cost: int
    bound: int

    @property
    def optimal(self) -> bool:
        """Whether no plan can be better."""
        return self.cost <= self.bound

    @property
    def gap(self) -> float:
        """Return the share of the cost that is not proven to be needed; 0.0 for an optimal plan."""
        return max(0.0, (self.cost - self.bound) / self.cost) if self.cost else 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A set of allocations with the placements they follow from, what is left out, what is late, and the reasons."""

    allocations: tuple[Allocation, ...] = ()
    placements: tuple[Placement, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    lateness: tuple[Late, ...] = ()
    reasons: tuple[Choice, ...] = ()
    proof: Proof | None = None

    def finish(self, project: str) -> date | None:
        """Return the last day on which a project is worked on; None when nothing of it is placed."""
        return max((one.last for one in self.placements if one.project == project), default=None)

    def people_on(self, project: str) -> tuple[str, ...]:
        """Return who works on a project, by name order."""
        return tuple(sorted({one.person for one in self.allocations if one.project == project}))

    def in_week(self, week: IsoWeek) -> tuple[Allocation, ...]:
        """Return the allocations of one week."""
        return tuple(one for one in self.allocations if one.week == week)
