"""A repair in one pass: each broken place mended by the cheapest move; and a count of moves that is needed."""

from __future__ import annotations

from dataclasses import dataclass

from agent.domain.planning.repairing.cells import Cell, Cells, Slot

Moved = tuple[int, Slot, int]
"""The number of a cell, where it goes, and how many minutes of it."""


def fewest(given: Cells) -> int:
    """Return a number of moves that no repair can go below: each misplaced cell, and each overload's largest cells."""
    misplaced = {cell.number for cell in given.cells if cell.misplaced}
    count = len(misplaced)
    for slot, over in given.over().items():
        here = [cell for cell in given.cells if cell.at == slot]
        over -= sum(cell.allocation.minutes for cell in here if cell.number in misplaced)
        for size in sorted((cell.allocation.minutes for cell in here if cell.number not in misplaced), reverse=True):
            if over <= 0:
                break
            over -= size
            count += 1
    return count


def quick_moves(given: Cells) -> tuple[Moved, ...]:
    """Return moves that mend what they can; none makes a new overload, and no piece is moved twice."""
    return tuple(_Pass(given).run())


@dataclass(slots=True)
class _Left:
    """What is left of a cell where it stands."""

    minutes: int
    touched: bool = False


class _Pass:
    def __init__(self, given: Cells) -> None:
        self._given = given
        load = given.load()
        self._free = {slot: room - load.get(slot, 0) for slot, room in given.room.items()}
        self._left = [_Left(cell.allocation.minutes) for cell in given.cells]
        self._moves: list[Moved] = []

    def run(self) -> list[Moved]:
        for cell in self._given.cells:
            if cell.misplaced:
                self._move_away(cell)
        for slot in sorted(self._given.over(), key=lambda one: (one.week, one.person)):
            self._relieve(slot)
        return self._moves

    def _move_away(self, cell: Cell) -> None:
        """Move a cell as a whole, or piece by piece where no slot takes all of it."""
        left = self._left[cell.number]
        while left.minutes:
            found = self._best(cell, left.minutes) or self._largest(cell, left.minutes)
            if found is None:
                return
            self._make(cell, *found)

    def _largest(self, cell: Cell, minutes: int) -> tuple[Slot, int] | None:
        rooms = [(self._free[slot], slot) for slot in cell.targets if self._free[slot] >= cell.least]
        if not rooms:
            return None
        room, slot = max(rooms, key=lambda one: (not self._given.outside(one[1]), one[0], -one[1].week, -one[1].person))
        taken = room if minutes - room >= cell.least else minutes - cell.least
        return (slot, taken) if taken >= cell.least else None

    def _relieve(self, slot: Slot) -> None:
        while self._free[slot] < 0:
            options = [self._option(cell, -self._free[slot]) for cell in self._given.cells if cell.at == slot]
            found = min((one for one in options if one is not None), default=None)
            if found is None:
                return
            _, number, target, minutes = found
            self._make(self._given.cells[number], Slot(*target), minutes)

    def _option(self, cell: Cell, over: int) -> tuple[tuple[int, ...], int, tuple[int, int], int] | None:
        """Return what moving a cell would cost and mend: as much as is over, in useful slices, or all of it."""
        left = self._left[cell.number].minutes
        minutes = min(left, max(over, cell.least))
        minutes = left if 0 < left - minutes < cell.least else minutes
        found = self._best(cell, minutes) if minutes >= min(cell.least, left) and left else None
        if found is None:
            return None
        slot, _ = found
        key = (max(0, over - minutes), *self._merit(cell, slot), minutes)
        return key, cell.number, (slot.person, slot.week), minutes

    def _best(self, cell: Cell, minutes: int) -> tuple[Slot, int] | None:
        slots = [slot for slot in cell.targets if self._free[slot] >= minutes]
        return (min(slots, key=lambda slot: self._merit(cell, slot)), minutes) if slots else None

    def _merit(self, cell: Cell, slot: Slot) -> tuple[int, ...]:
        given = self._given
        return given.outside(slot), given.newcomer(cell, slot), given.shift(cell, slot), slot.week, slot.person

    def _make(self, cell: Cell, slot: Slot, minutes: int) -> None:
        self._moves.append((cell.number, slot, minutes))
        self._left[cell.number].minutes -= minutes
        self._free[slot] -= minutes
        if cell.at is not None:
            self._free[cell.at] += minutes
