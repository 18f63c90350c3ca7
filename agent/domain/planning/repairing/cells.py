"""A plan as cells: each booked piece with the people and weeks it may go to, and the room there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from agent.domain.planning.calendar import IsoWeek, weeks_from
from agent.domain.planning.capacity import PersonCalendar, day_capacity, week_capacity
from agent.domain.planning.demand import Allocation, Task
from agent.domain.planning.schedule.eligible import eligible

LEAST = 240
"""Minutes of the least useful slice of work whose task is not known."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A person's week by number."""

    person: int
    week: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A booked piece of work: where it is, how small it may be cut, and the slots it may go to.

    `misplaced` says that it may not stay: its week lies outside the task's window, or the person may not do it.
    """

    number: int
    allocation: Allocation
    at: Slot | None
    least: int
    targets: tuple[Slot, ...]
    misplaced: bool


@dataclass(frozen=True, slots=True)
class Cells:
    """All pieces that may move, and each slot's room: delivery capacity. `on_project` are (person, project) pairs."""

    people: tuple[PersonCalendar, ...]
    weeks: tuple[IsoWeek, ...]
    cells: tuple[Cell, ...]
    fixed: tuple[Allocation, ...]
    room: dict[Slot, int]
    on_project: frozenset[tuple[str, str]]

    def load(self) -> dict[Slot, int]:
        """Return the minutes of all cells by slot."""
        load: dict[Slot, int] = {}
        for cell in self.cells:
            if cell.at is not None:
                load[cell.at] = load.get(cell.at, 0) + cell.allocation.minutes
        return load

    def over(self) -> dict[Slot, int]:
        """Return by how much each overloaded slot is over."""
        load = self.load()
        return {slot: load[slot] - self.room[slot] for slot in load if load[slot] > self.room[slot]}

    def outside(self, slot: Slot) -> bool:
        """Return whether a slot is an outside person's."""
        return self.people[slot.person].outside

    def newcomer(self, cell: Cell, slot: Slot) -> bool:
        """Return whether a slot's person has not been on the cell's project."""
        return (self.people[slot.person].id, cell.allocation.project) not in self.on_project

    def shift(self, cell: Cell, slot: Slot) -> int:
        """Return by how many weeks a cell moves when it goes to a slot."""
        return abs(self.weeks[slot.week] - cell.allocation.week)


def cells(
    people: Sequence[PersonCalendar], tasks: Sequence[Task], allocations: Sequence[Allocation], start: date, weeks: int
) -> Cells:
    """Return a plan's certain allocations from the ISO week of `start` on as cells, people by id.

    What was booked before that week, after `weeks` weeks, or is tentative, stays as it is. Work of people who are not
    among `people` any more has to move.
    """
    crew = tuple(sorted(people, key=lambda person: person.id))
    grid = weeks_from(IsoWeek.of(start), weeks)
    movable = [one for one in allocations if not one.tentative and one.minutes > 0 and grid[0] <= one.week <= grid[-1]]
    chosen = set(map(id, movable))
    fixed = tuple(one for one in allocations if id(one) not in chosen)
    room = {
        Slot(number, week): week_capacity(person, grid[week]).delivery
        for number, person in enumerate(crew)
        for week in range(weeks)
    }
    builder = _Builder(crew, grid, {task.id: task for task in tasks}, allocations)
    made = tuple(builder.cell(number, one) for number, one in enumerate(movable))
    on_project = frozenset((one.person, one.project) for one in allocations)
    return Cells(crew, grid, made, fixed, room, on_project)


class _Builder:
    """Finds where each piece may go; windows come from the plan as it stands, so that moves keep the order of tasks."""

    def __init__(
        self,
        crew: tuple[PersonCalendar, ...],
        grid: tuple[IsoWeek, ...],
        tasks: dict[str, Task],
        allocations: Sequence[Allocation],
    ) -> None:
        self._crew, self._grid, self._tasks = crew, grid, tasks
        self._number = {person.id: number for number, person in enumerate(crew)}
        self._week = {week: number for number, week in enumerate(grid)}
        self._span: dict[str, tuple[IsoWeek, IsoWeek]] = {}
        for one in allocations:
            if one.task is not None and one.minutes > 0:
                first, last = self._span.get(one.task, (one.week, one.week))
                self._span[one.task] = min(first, one.week), max(last, one.week)
        self._followers: dict[str, list[str]] = {}
        for task in tasks.values():
            for name in task.after:
                self._followers.setdefault(name, []).append(task.id)

    def cell(self, number: int, one: Allocation) -> Cell:
        """Return an allocation as a cell."""
        task = self._tasks.get(one.task or "")
        person = self._number.get(one.person)
        at = None if person is None else Slot(person, self._week[one.week])
        able = {self._number[other.id] for other in self._able(one, task)}
        weeks = self._window(one, task)
        slots = (Slot(other, week) for other in sorted(able) for week in weeks if self._fits(task, other, week))
        targets = tuple(slot for slot in slots if slot != at)
        stays = at is not None and at.week in weeks and at.person in able and self._fits(task, at.person, at.week)
        least = min(task.least_a_week if task is not None else LEAST, one.minutes)
        return Cell(number, one, at, least, targets, not stays)

    def _able(self, one: Allocation, task: Task | None) -> Iterator[PersonCalendar]:
        """Yield who may do a piece: by its task, or, where that is not known, whoever shares a skill or the person."""
        if task is not None:
            yield from eligible(task, self._crew)[0]
            return
        own = self._number.get(one.person)
        skills = {skill.name for skill in self._crew[own].skills} if own is not None else set()
        for person in self._crew:
            if person.id == one.person or any(skill.name in skills for skill in person.skills):
                yield person

    def _window(self, one: Allocation, task: Task | None) -> range:
        """Return the weeks a piece may be in: from what it waits for on, and no later than its due day or its task is.

        Where work slipped past what waits for it, that has to come later.
        """
        first, last = self._grid[0], one.week
        if task is not None:
            own = self._span[task.id]
            before = [self._span[name][1] for name in task.after if name in self._span]
            behind = [self._span[name][0] for name in self._followers.get(task.id, ()) if name in self._span]
            first = max([first, *([own[0]] if before else []), *before])
            first = max(first, IsoWeek.of(task.earliest)) if task.earliest is not None else first
            by = IsoWeek.of(task.due.day) if task.due is not None else own[1]
            last = max(by, own[1]) if task.due is None or not task.due.hard else by
            last = max(first, min([last, *(week for week in behind if week >= own[1])])) if behind else last
        return range(max(0, first - self._grid[0]), min(len(self._grid) - 1, last - self._grid[0]) + 1)

    def _fits(self, task: Task | None, person: int, week: int) -> bool:
        """Return whether a person has any working day left in the week in which a hard due date falls."""
        if task is None or task.due is None or not task.due.hard or IsoWeek.of(task.due.day) != self._grid[week]:
            return True
        days = (day for day in self._grid[week].days() if day <= task.due.day)
        return any(day_capacity(self._crew[person], day).present for day in days)
