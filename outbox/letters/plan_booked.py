"""Plan booked: echoes what was booked, moved or taken off, person by person, and how to undo it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class Booking:
    """What changes for one person on one project: hours in all (negative: taken off) from one week to another."""

    person: str
    project: str
    hours: Decimal
    first: date
    last: date
    role: str = ""


@dataclass(frozen=True, slots=True)
class PlanBooked:
    """What was booked and how: on the reader's word, by the agency's policy, or taken back.

    `refused` says in one sentence why nothing was booked, "" when it was.
    """

    how: Literal["ok", "policy", "undo", "declined"]
    subject: str
    bookings: tuple[Booking, ...] = ()
    refused: str = ""
    stays: bool = False


def plan_booked(desk: Desk, to: Address, facts: PlanBooked, *, cause: str, thread: Thread | None = None) -> Letter:
    """Return the echo; `cause` is the mail or plan it echoes ("mail 7", "plan 3")."""
    return desk.write("plan_booked", to, facts, keys.plan_booked(to.email, cause), thread=thread)
