"""What the planner is asked, as frozen values that cross to its child process and back as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from agent.domain.planning.capacity import PersonCalendar
from agent.domain.planning.demand import Allocation, Task
from agent.domain.planning.plan import Plan
from agent.domain.planning.promise import Calendar, Promise
from agent.domain.planning.repairing.moves import Repair
from agent.domain.planning.schedule.search import Effort
from agent.planner.cpsat import Limits


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who does these tasks? As `agent.domain.planning.staffing.staff`."""

    people: tuple[PersonCalendar, ...]
    tasks: tuple[Task, ...]
    start: date
    weeks: int
    booked: tuple[Allocation, ...] = ()
    told: tuple[Allocation, ...] = ()
    effort: Effort = field(default_factory=Effort)
    limits: Limits = field(default_factory=Limits)
    kind: Literal["staffing"] = "staffing"


@dataclass(frozen=True, slots=True)
class Feasibility:
    """When can this be done? As `agent.domain.planning.promise.promise`."""

    calendar: Calendar
    tasks: tuple[Task, ...]
    wanted: date | None = None
    limits: Limits = field(default_factory=lambda: Limits(0.05))
    kind: Literal["feasibility"] = "feasibility"


@dataclass(frozen=True, slots=True)
class Breakage:
    """Which moves repair this plan? As `agent.domain.planning.repair.repair`."""

    people: tuple[PersonCalendar, ...]
    tasks: tuple[Task, ...]
    allocations: tuple[Allocation, ...]
    start: date
    weeks: int
    limits: Limits = field(default_factory=lambda: Limits(0.2))
    kind: Literal["breakage"] = "breakage"


Question: TypeAlias = Staffing | Feasibility | Breakage
Answer: TypeAlias = Plan | Promise | Repair
