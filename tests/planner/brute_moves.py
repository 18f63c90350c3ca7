"""The fewest moves that repair a plan, by trying every set of moves; written apart, and only for tiny plans."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from agent.domain.planning.repairing.cells import Cell, Cells
from agent.domain.planning.repairing.quick import Moved

UNIT = 120
"""Minutes: everything in these plans, a week of two-hour days too, is a multiple of it."""


def fewest_moves(given: Cells, most: int) -> tuple[int, int] | None:
    """Return the fewest moves and the least outside minutes with so many; None when not within `most` moves."""
    options = [move for cell in given.cells for move in _options(cell)]
    for count in range(most + 1):
        helped = [
            sum(minutes for _, slot, minutes in chosen if given.outside(slot))
            for chosen in combinations(options, count)
            if _mends(given, chosen)
        ]
        if helped:
            return count, min(helped)
    return None


def _options(cell: Cell) -> Iterator[Moved]:
    for slot in cell.targets:
        for minutes in range(cell.least, cell.allocation.minutes + 1, UNIT):
            yield cell.number, slot, minutes


def _mends(given: Cells, chosen: tuple[Moved, ...]) -> bool:
    if len({(number, slot) for number, slot, _ in chosen}) < len(chosen):
        return False
    load = given.load()
    left = {cell.number: cell.allocation.minutes for cell in given.cells}
    for number, slot, minutes in chosen:
        at = given.cells[number].at
        if at is not None:
            load[at] -= minutes
        load[slot] = load.get(slot, 0) + minutes
        left[number] -= minutes
    whole = all(minutes <= given.room[slot] for slot, minutes in load.items())
    return whole and all(_may_be_left(given.cells[number], minutes) for number, minutes in left.items())


def _may_be_left(cell: Cell, minutes: int) -> bool:
    return minutes == 0 if cell.misplaced else minutes == 0 or minutes >= cell.least
