"""Reallocation before the slip: the smallest set of moves that repairs a plan after a change.

The change itself (leave, a person gone, a later start, another due day, a new booking) is already in what is given:
the people's calendars, the tasks, the allocations. A plan that is whole needs no move.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from agent.domain.planning.booking import overloads
from agent.domain.planning.capacity import PersonCalendar
from agent.domain.planning.demand import Allocation, Task
from agent.domain.planning.repairing.cells import Cells, cells
from agent.domain.planning.repairing.moves import Move, Price, Repair
from agent.domain.planning.repairing.quick import Moved, fewest, quick_moves


class Mender(Protocol):
    """Finds moves, and a number of them that no repair can go below."""

    def __call__(self, given: Cells) -> tuple[tuple[Moved, ...], int]:
        """Return the moves and the bound."""
        ...


def quick(given: Cells) -> tuple[tuple[Moved, ...], int]:
    """Return the moves of one pass, and the count that the broken places alone ask for."""
    return quick_moves(given), fewest(given)


def repair(
    people: Sequence[PersonCalendar],
    tasks: Sequence[Task],
    allocations: Sequence[Allocation],
    start: date,
    weeks: int,
    mender: Mender = quick,
) -> Repair:
    """Return the moves that repair a plan from the ISO week of `start` on, with their price.

    In this order: hard due dates and capacity kept, fewest pieces moved, least outside help, few people new to a
    project, small shifts. No move makes an overload. Soft due days are kept where they stand in time. Tentative work
    is left aside.
    """
    given = cells(people, tasks, allocations, start, weeks)
    moved, bound = mender(given)
    after = _applied(given, moved)
    price = price_of(given, moved)
    left = {cell.number: cell.allocation.minutes for cell in given.cells if cell.misplaced}
    for number, _, minutes in moved:
        if number in left:
            left[number] -= minutes
    misplaced = tuple(given.cells[number].allocation for number, minutes in left.items() if minutes)
    grid = set(given.weeks)
    firm = [one for one in after if not one.tentative and one.week in grid]
    return Repair(_moves(given, moved), after, price, overloads(people, firm), misplaced, bound)


def price_of(given: Cells, moved: Sequence[Moved]) -> Price:
    """Return what moves cost, and what they leave broken."""
    load = given.load()
    stuck = {cell.number: cell.allocation.minutes for cell in given.cells if cell.misplaced}
    for number, slot, minutes in moved:
        at = given.cells[number].at
        if at is not None:
            load[at] -= minutes
        load[slot] = load.get(slot, 0) + minutes
        if number in stuck:
            stuck[number] -= minutes
    over = sum(max(0, minutes - given.room[slot]) for slot, minutes in load.items())
    pairs = {(slot.person, given.cells[number].allocation.project) for number, slot, _ in moved}
    known = {(given.people[person].id, project) for person, project in pairs} - given.on_project
    return Price(
        broken=over + sum(stuck.values()),
        moves=len(moved),
        outside=sum(minutes for _, slot, minutes in moved if given.outside(slot)),
        newcomers=len(known),
        shift=sum(given.shift(given.cells[number], slot) for number, slot, _ in moved),
    )


def _moves(given: Cells, moved: Sequence[Moved]) -> tuple[Move, ...]:
    return tuple(
        Move(given.cells[number].allocation, minutes, given.people[slot.person].id, given.weeks[slot.week])
        for number, slot, minutes in sorted(moved, key=lambda one: (one[0], one[1].week, one[1].person))
    )


def _applied(given: Cells, moved: Sequence[Moved]) -> tuple[Allocation, ...]:
    """Return all allocations after the moves; pieces of one task that meet in one slot become one."""
    sums: dict[tuple[str, str, str, str], Allocation] = {}
    pieces = [(cell.allocation, cell.allocation.minutes) for cell in given.cells]
    for number, slot, minutes in moved:
        one, left = pieces[number]
        pieces[number] = one, left - minutes
        there = Allocation(given.people[slot.person].id, one.project, given.weeks[slot.week], 0, False, one.task)
        pieces.append((there, minutes))
    for one, minutes in pieces:
        key = (one.person, str(one.week), one.project, one.task or "")
        before = sums[key].minutes if key in sums else 0
        if minutes:
            sums[key] = Allocation(one.person, one.project, one.week, before + minutes, one.tentative, one.task)
    return (*given.fixed, *(sums[key] for key in sorted(sums)))
