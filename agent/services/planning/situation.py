"""The situation planning starts from: who is there, what is booked, what is held, as of one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from agent.domain.planning.booking import Overload, overloads
from agent.domain.planning.calendar import IsoWeek, weeks_from
from agent.domain.planning.capacity import HOUR, PersonCalendar, WeekCapacity, capacities
from agent.domain.planning.demand import Allocation
from agent.domain.planning.work import PastProject, Piece, skills_of
from agent.services.office import Office
from agent.services.planning.outside import outside_name, outside_people
from agent.services.planning.team import team
from agent.store import allocations, assumptions, holds, leaves, plans, projects
from agent.store.allocations import Booked, hold_number
from agent.store.assumptions import AssumptionRow
from agent.store.holds import HoldRow
from agent.store.leaves import LeaveRow
from agent.store.plans import EffortRow, MilestoneRow
from agent.store.projects import ProjectRow

HORIZON_WEEKS = 78  # how far a plan may reach
_HOURS_OF_A_DAY = 8
CLOSED = ("closed", "lost")


def effort_minutes(row: EffortRow) -> int:
    """Return one line of effort in minutes; a day has eight hours, a line without a figure none."""
    if row.hours is None:
        return 0
    return int(row.hours * HOUR * (_HOURS_OF_A_DAY if row.unit == "day" else 1))


@dataclass(frozen=True, slots=True)
class Situation:
    """All that planning decides from; `people` are those of agency.toml who do project work."""

    today: date
    people: tuple[PersonCalendar, ...]
    outside: tuple[PersonCalendar, ...]
    names: dict[str, str]
    booked: tuple[Booked, ...]
    earlier: dict[str, int]
    past: tuple[PastProject, ...]
    projects: tuple[ProjectRow, ...]
    milestones: dict[int, tuple[MilestoneRow, ...]]
    effort: dict[int, tuple[EffortRow, ...]]
    holds: tuple[HoldRow, ...]
    leave: tuple[LeaveRow, ...]
    assumed: tuple[AssumptionRow, ...]

    @property
    def allocations(self) -> tuple[Allocation, ...]:
        """What is booked from this week on, tentative work included."""
        return tuple(one.allocation for one in self.booked)

    @property
    def certain(self) -> tuple[Allocation, ...]:
        """What is booked for signed projects."""
        return tuple(one for one in self.allocations if not one.tentative)

    @property
    def everyone(self) -> tuple[PersonCalendar, ...]:
        """Our own people and the outside help that can be bought."""
        return (*self.people, *self.outside)

    def is_outside(self, person: str) -> bool:
        """Return whether somebody is outside help."""
        return any(one.id == person for one in self.outside)

    @property
    def this_week(self) -> IsoWeek:
        """The week of today."""
        return IsoWeek.of(self.today)

    def weeks(self, count: int) -> tuple[IsoWeek, ...]:
        """Return the next `count` weeks, this one first."""
        return weeks_from(self.this_week, count)

    def capacity(self, weeks: tuple[IsoWeek, ...]) -> tuple[WeekCapacity, ...]:
        """Return everybody's weeks."""
        return capacities(self.people, weeks, self.allocations)

    def overloads(self) -> tuple[Overload, ...]:
        """Return who has more certain work than capacity, and in which week."""
        return overloads(self.everyone, self.certain)

    def name(self, person: str) -> str:
        """Return a person's name; of somebody who is gone, the address."""
        return self.names.get(person, person)

    def project(self, code: str) -> ProjectRow | None:
        """Return the open project with this code, or None."""
        return next((row for row in self.projects if row.code == code), None)

    def title(self, code: str) -> str:
        """Return what a project or hold is called."""
        number = hold_number(code)
        if number is not None:
            return next((hold.title for hold in self.holds if hold.id == number), code)
        row = self.project(code)
        return row.title if row else code

    def sold(self, project_id: int) -> int | None:
        """Return the minutes a project's SOW sells, None where it gives no hours."""
        minutes = [effort_minutes(row) for row in self.effort.get(project_id, ())]
        return sum(minutes) or None

    def hold_code(self, hold_id: int) -> str:
        """Return what stands for a project's code where a hold is listed."""
        return allocations.hold_name(hold_id)

    def held(self, hold_id: int) -> tuple[Allocation, ...]:
        """Return the tentative work of a hold."""
        return tuple(one for one in self.allocations if one.project == allocations.hold_name(hold_id))

    @property
    def ids(self) -> dict[str, int]:
        """The row of each open project."""
        return {row.code: row.id for row in self.projects}


def look(office: Office, connection: sa.Connection, today: date) -> Situation:
    """Read the situation of `today`, a day in the agency's zone."""
    monday = IsoWeek.of(today).monday
    away = leaves.booked(connection, monday)
    years = tuple(range(monday.year, (IsoWeek.of(today) + HORIZON_WEEKS).year + 1))
    found, effort = projects.list_projects(connection), plans.effort_of(connection)
    people = team(office.settings, away, years)
    outside = outside_people(office.settings, skills_of(people))
    return Situation(
        today,
        people,
        outside,
        {
            **{person.email: person.name for person in office.settings.people},
            **{one.id: outside_name(office.settings, one.id) for one in outside},
        },
        tuple(allocations.booked(connection, today)),
        allocations.earlier(connection, today),
        _past(found, effort),
        tuple(row for row in found if row.stage not in CLOSED),
        plans.milestones_of(connection),
        effort,
        tuple(holds.holding(connection)),
        tuple(away),
        tuple(assumptions.standing(connection)),
    )


def _past(found: Sequence[ProjectRow], effort: Mapping[int, tuple[EffortRow, ...]]) -> tuple[PastProject, ...]:
    """Return the projects whose SOW gives both a fee and hours: what others are compared with."""
    past = []
    for row in found:
        pieces = tuple(Piece(line.role, effort_minutes(line)) for line in effort.get(row.id, ()))
        if row.fee_total and any(piece.minutes for piece in pieces):
            past.append(PastProject(row.code, row.title, row.client, row.fee_total, pieces))
    return tuple(past)
