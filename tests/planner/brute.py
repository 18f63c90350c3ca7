"""The earliest finish by trying everything, day by day; written apart from the planner, and only for tiny agencies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from agent.domain.planning.capacity import PersonCalendar, day_capacity
from agent.domain.planning.demand import Task

UNIT = 240
"""Minutes: everything in these agencies is a multiple of half a day."""


class Part(NamedTuple):
    """What one person has done of one task: units this week, a full week before, a tail after which nothing follows."""

    this_week: int = 0
    had_full: bool = False
    ended: bool = False
    joined: bool = False


Rows: TypeAlias = tuple[tuple[Part, ...], ...]
State: TypeAlias = tuple[tuple[int, ...], Rows]  # units each task still needs; each person's part of each task


@dataclass(frozen=True)
class Brute:
    """An agency small enough to try everything."""

    crew: tuple[PersonCalendar, ...]
    tasks: tuple[Task, ...]

    def earliest_finish(self, start: date, days: int) -> date | None:
        """Return the earliest day by which all tasks can be done; None when not within so many days."""
        needed = tuple(task.minutes // UNIT for task in self.tasks)
        states: set[State] = {(needed, ((Part(),) * len(self.crew),) * len(self.tasks))}
        for day in (start + timedelta(days=number) for number in range(days)):
            states = {after for state in states for after in self._day(state, day)}
            if any(not any(left) and self._close(rows) for left, rows in states):
                return day
            if day.weekday() == 6:
                states = {(left, closed) for left, rows in states if (closed := self._close(rows))}
        return None

    def _day(self, state: State, day: date) -> Iterator[State]:
        free = [day_capacity(person, day).present // UNIT for person in self.crew]
        open_tasks = [number for number, task in enumerate(self.tasks) if self._open(task, state[0], day)]
        pairs = [(person, number) for person in range(len(self.crew)) if free[person] for number in open_tasks]
        yield from self._give(state, pairs, free)

    def _open(self, task: Task, left: tuple[int, ...], day: date) -> bool:
        done = {one.id for one, units in zip(self.tasks, left, strict=True) if not units}
        return (task.earliest or day) <= day and all(name in done for name in task.after)

    def _give(self, state: State, pairs: list[tuple[int, int]], free: list[int]) -> Iterator[State]:
        """Yield every way in which the pairs of person and task can be given units today."""
        if not pairs:
            yield state
            return
        (person, number), rest = pairs[0], pairs[1:]
        for units in range(self._most(state, person, number, free[person]) + 1):
            left = [*free[:person], free[person] - units, *free[person + 1 :]]
            yield from self._give(_given(state, person, number, units), rest, left)

    def _most(self, state: State, person: int, number: int, free: int) -> int:
        left, rows = state
        task, part = self.tasks[number], rows[number][person]
        full = not part.joined and sum(one.joined for one in rows[number]) >= task.most_people
        if part.ended or full or self.crew[person].level(task.skill or "") < task.level:
            return 0
        weekly = (task.most_a_week or 100 * UNIT) // UNIT
        return min(free, left[number], weekly - part.this_week)

    def _close(self, rows: Rows) -> Rows | None:
        """Return the parts after a week's end; None when somebody gave less than a slice where that is not allowed."""
        closed = []
        for task, row in zip(self.tasks, rows, strict=True):
            least = min(task.least_a_week, task.minutes, task.most_a_week or task.minutes)
            if any(0 < part.this_week * UNIT < least and not part.had_full for part in row):
                return None
            closed.append(tuple(_closed(part, least) for part in row))
        return tuple(closed)


def _closed(part: Part, least: int) -> Part:
    small = 0 < part.this_week * UNIT < least
    return Part(0, part.had_full or part.this_week * UNIT >= least, part.ended or small, part.joined)


def _given(state: State, person: int, number: int, units: int) -> State:
    if not units:
        return state
    left, rows = state
    part = rows[number][person]._replace(this_week=rows[number][person].this_week + units, joined=True)
    row = (*rows[number][:person], part, *rows[number][person + 1 :])
    return (*left[:number], left[number] - units, *left[number + 1 :]), (*rows[:number], row, *rows[number + 1 :])
