"""Moves of booked work, and what a repair by them comes to."""

from __future__ import annotations

from dataclasses import dataclass

from agent.domain.planning.booking import Overload
from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.demand import Allocation


@dataclass(frozen=True, slots=True)
class Move:
    """So many minutes of an allocation that go to another person, another week or both."""

    allocation: Allocation
    minutes: int
    person: str
    week: IsoWeek


@dataclass(frozen=True, slots=True, order=True)
class Price:
    """What a repair costs, the worst first: compared in this order.

    `broken` minutes that it leaves over capacity or outside their window, moves, `outside` minutes given to outside
    people, people new to a project, weeks that work is shifted by.
    """

    broken: int = 0
    moves: int = 0
    outside: int = 0
    newcomers: int = 0
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Repair:
    """The moves, the allocations after them, their price, and what stays broken.

    `fewest` is a number of moves no repair can go below; where it equals the moves made, the repair is minimal.
    """

    moves: tuple[Move, ...]
    allocations: tuple[Allocation, ...]
    price: Price
    overloads: tuple[Overload, ...] = ()
    misplaced: tuple[Allocation, ...] = ()
    fewest: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing stays broken."""
        return not self.price.broken

    @property
    def minimal(self) -> bool:
        """Whether no repair with fewer moves exists."""
        return self.whole and self.price.moves <= self.fewest
