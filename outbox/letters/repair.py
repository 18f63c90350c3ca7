"""Repair: what broke the plan, the fewest moves that mend it, and their cost; `ok` of who is asked makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class Broken:
    """A person's week with more work than they can give."""

    person: str
    week: date
    hours: Decimal
    projects: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Hours that go to somebody else or to another week."""

    project: str
    role: str
    hours: Decimal
    old_person: str
    old_week: date
    new_person: str
    new_week: date


@dataclass(frozen=True, slots=True)
class RepairPlan:
    """A repair as its reader sees it.

    `cause` is leave, sick, gone or check, of `person` from `first` to `last`; `newcomers` counts people new to a
    project; `outside` are bought hours, `money` their price; `left` is what no move mends; `decides` is who is
    asked, "" for the reader; `clash` says that two clients' dates collide.
    """

    cause: str
    person: str
    broken: tuple[Broken, ...]
    moves: tuple[Moved, ...] = ()
    left: tuple[Broken, ...] = ()
    newcomers: int = 0
    outside: Decimal = Decimal(0)
    money: Decimal = Decimal(0)
    currency: str = ""
    decides: str = ""
    clash: bool = False
    first: date | None = None
    last: date | None = None


def repair(desk: Desk, to: Address, facts: RepairPlan, *, plan_id: int, thread: Thread | None = None) -> Letter:
    """Return the letter that proposes this repair, or tells somebody whom it concerns."""
    return desk.write("repair", to, facts, keys.repair(plan_id, to.email), thread=thread)
