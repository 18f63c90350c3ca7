"""The smallest repair with proof: the quick one, made exact by a model of moves where fewer might do.

For cell c and slot s: minutes moved y[c,s], at least a useful slice when there are any. A repair with k moves touches
only what lies k moves away from a broken place, so the model holds the cells so near that fewer moves than the quick
repair makes are all in it; a count of moves proven there is proven for the whole plan.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.domain.planning.repair import price_of
from agent.domain.planning.repairing.cells import Cell, Cells, Slot
from agent.domain.planning.repairing.quick import Moved, fewest, quick_moves
from agent.planner.cpsat import Limits, Solved, solve

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

_NEWCOMER = 8  # somebody new to a project weighs as much as work shifted by so many weeks


@dataclass(frozen=True, slots=True)
class ExactMoves:
    """A mender of `repair`: exact within its limits and its depth of chains, and never worse than the quick one.

    `depth` is how many moves may hang on each other: 1 moves only what is broken, 2 what makes room for that too.
    """

    limits: Limits = field(default_factory=Limits)
    depth: int = 2

    def __call__(self, given: Cells) -> tuple[tuple[Moved, ...], int]:
        """Return the moves and a number of moves that no repair can go below."""
        first, bound = quick_moves(given), fewest(given)
        price = price_of(given, first)
        if not price.moves and not price.broken:
            return first, 0
        if not price.broken and price.moves <= bound and not price.outside:
            return first, bound
        near = _near(given, self.depth)
        found = self._solved(given, near, None if price.broken else len(first))
        if found is None:
            return first, bound
        moves, count = found
        best = min((first, moves), key=lambda one: price_of(given, one))
        whole = len(near) == len(given.cells)
        return best, max(bound, count if whole else min(count, self.depth + 1))

    def _solved(self, given: Cells, near: set[int], most: int | None) -> tuple[tuple[Moved, ...], int] | None:
        """Return the best moves of these cells and their proven number; whole repairs first, then the least broken."""
        whole = _MoveModel(given, near, may_break=False, most=most)
        solved = whole.solve(self.limits)
        if solved.found:
            return whole.moves(solved), whole.count(solved.bound)
        if not solved.impossible:
            return None
        partial = _MoveModel(given, near, may_break=True, most=None)
        solved = partial.solve(self.limits)
        return (partial.moves(solved), 0) if solved.found else None


def _near(given: Cells, depth: int) -> set[int]:
    """Return the cells so many moves away from a broken place."""
    by_slot: dict[Slot, list[Cell]] = defaultdict(list)
    for cell in given.cells:
        if cell.at is not None:
            by_slot[cell.at].append(cell)
    found = {cell.number for cell in given.cells if cell.misplaced}
    found |= {cell.number for slot in given.over() for cell in by_slot[slot]}
    for _ in range(depth - 1):
        targets = {slot for number in found for slot in given.cells[number].targets}
        found |= {cell.number for slot in targets for cell in by_slot[slot]}
    return found


class _MoveModel:
    """The moves of `near` cells; at most `most` of them where that is known."""

    def __init__(self, given: Cells, near: set[int], *, may_break: bool, most: int | None) -> None:
        from ortools.sat.python import cp_model

        self.model: CpModel = cp_model.CpModel()
        self._given = given
        self._near = sorted(near)
        self._minutes: dict[tuple[int, Slot], IntVar] = {}
        self._moved: dict[tuple[int, Slot], IntVar] = {}
        self._into: dict[Slot, list[IntVar]] = defaultdict(list)
        self._out: dict[Slot, list[IntVar]] = defaultdict(list)
        self._broken: list[IntVar] = []
        for number in self._near:
            self._cell(given.cells[number], may_break)
        self._rooms(may_break)
        self._scale = self._price(len(self._moved) if most is None else most)
        if most is not None:
            self.model.add(sum(self._moved.values()) <= most)

    def solve(self, limits: Limits) -> Solved:
        """Solve."""
        return solve(self.model, limits)

    def moves(self, solved: Solved) -> tuple[Moved, ...]:
        """Return the solution's moves."""
        amounts = {key: solved.value(variable) for key, variable in self._minutes.items()}
        return tuple((number, slot, minutes) for (number, slot), minutes in amounts.items() if minutes)

    def count(self, cost: int) -> int:
        """Return the number of moves that a cost stands for at least."""
        return cost // self._scale

    def _cell(self, cell: Cell, may_break: bool) -> None:
        model, whole = self.model, cell.allocation.minutes
        pieces = [self._piece(cell, slot) for slot in cell.targets]
        kept = model.new_int_var(0, whole, "")
        model.add(sum(pieces) + kept == whole)
        if cell.misplaced:
            self._may_not_stay(kept, may_break)
        else:
            stays = model.new_bool_var("")
            model.add(kept >= cell.least).only_enforce_if(stays)
            model.add(kept == 0).only_enforce_if(stays.negated())
        if cell.at is not None:
            self._out[cell.at] += pieces

    def _piece(self, cell: Cell, slot: Slot) -> IntVar:
        minutes = self.model.new_int_var(0, cell.allocation.minutes, "")
        moved = self.model.new_bool_var("")
        self.model.add(minutes >= cell.least).only_enforce_if(moved)
        self.model.add(minutes == 0).only_enforce_if(moved.negated())
        self._minutes[cell.number, slot], self._moved[cell.number, slot] = minutes, moved
        self._into[slot].append(minutes)
        return minutes

    def _may_not_stay(self, kept: IntVar, may_break: bool) -> None:
        if may_break:
            self._broken.append(kept)
        else:
            self.model.add(kept == 0)

    def _rooms(self, may_break: bool) -> None:
        """Keep each slot that anything moves into or out of within its room, or, at a price, as bad as it is."""
        load, over = self._given.load(), self._given.over()
        for slot in sorted({*self._into, *self._out, *over}, key=lambda one: (one.week, one.person)):
            change = sum(self._into.get(slot, ())) - sum(self._out.get(slot, ()))
            excess = self.model.new_int_var(0, over.get(slot, 0) if may_break else 0, "")
            self.model.add(load.get(slot, 0) + change <= self._given.room[slot] + excess)
            self._broken.append(excess)

    def _price(self, most: int) -> int:
        """Set the objective for at most so many moves: broken minutes, moves, outside help, the rest; in this order.

        Returns what one move weighs, which is more than all outside help and the rest can come to.
        """
        given = self._given
        disturbance: list[LinearExpr] = []
        helped: list[IntVar] = []
        for (number, slot), moved in self._moved.items():
            cell = given.cells[number]
            disturbance.append((given.newcomer(cell, slot) * _NEWCOMER + given.shift(cell, slot)) * moved)
            if given.outside(slot):
                helped.append(self._minutes[number, slot])
        minute = most * (_NEWCOMER + len(given.weeks)) + 1
        largest = max((given.cells[number].allocation.minutes for number in self._near), default=0)
        move = minute * (most * largest * bool(helped) + 1)
        broken = sum(self._broken) * move * (most + 1)
        self.model.minimize(broken + sum(self._moved.values()) * move + sum(helped) * minute + sum(disturbance))
        return move
