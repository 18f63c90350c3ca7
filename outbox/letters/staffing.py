"""Staffing: puts a project's plan before its lead: who, what, when, why these, who was second best; `ok` books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class Seat:
    """Work of one role and who is proposed for it; `ground` names the reason, `second` who was second best."""

    role: str
    hours: Decimal
    people: tuple[str, ...]
    first: date
    last: date
    ground: str
    second: str = ""
    second_done: date | None = None


@dataclass(frozen=True, slots=True)
class EmptySeat:
    """Work nobody can be given; `obstacle` names why."""

    role: str
    hours: Decimal
    obstacle: str


@dataclass(frozen=True, slots=True)
class LateSeat:
    """Work that would end after the day it is due."""

    role: str
    due: date
    finish: date


@dataclass(frozen=True, slots=True)
class Staffing:
    """A project's plan as its lead first sees it; `assumed` says in words what no document states.

    `unclear` are words of the lead's reply that were not understood; `again` says that the plan follows one.
    """

    code: str
    title: str
    client: str
    total: Decimal
    seats: tuple[Seat, ...] = ()
    empty: tuple[EmptySeat, ...] = ()
    late: tuple[LateSeat, ...] = ()
    assumed: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    finish: date | None = None
    due: date | None = None
    again: bool = False


def staffing(desk: Desk, to: Address, facts: Staffing, *, plan_id: int, thread: Thread | None = None) -> Letter:
    """Return the letter that proposes this plan."""
    return desk.write("staffing", to, facts, keys.staffing(plan_id), thread=thread)
