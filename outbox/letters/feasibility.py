"""Feasibility: whether work asked about can be done by a date, the earliest date to promise, and three dated offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class Asked:
    """Work of one role, as it was asked for."""

    role: str
    hours: Decimal
    known: bool = True


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One offer: `kind` names it; `finish` is None where it cannot be kept; `money` is the price of outside help."""

    kind: str
    finish: date | None
    hours: Decimal = Decimal(0)
    money: Decimal = Decimal(0)
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Binds:
    """A skill that binds in a week: one more person then saves so many days."""

    skill: str
    week: date
    days: int


@dataclass(frozen=True, slots=True)
class RivalLine:
    """Another ask for the same hours: its date if it signs first, and if second; `mine` marks the reader's own."""

    title: str
    first: date | None
    second: date | None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Feasibility:
    """The answer; `in_time` is None where no date was wanted, `held_until` until when the place is kept.

    `assumed` says what no document states; `turned` is True for the news to somebody whose held place has a rival now.
    """

    mail: Origin
    title: str
    work: tuple[Asked, ...]
    in_time: bool | None
    promise: date | None
    offers: tuple[OfferLine, ...] = ()
    binding: tuple[Binds, ...] = ()
    rivals: tuple[RivalLine, ...] = ()
    assumed: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    wanted: date | None = None
    held_until: date | None = None
    currency: str = ""
    turned: bool = False


def feasibility(desk: Desk, to: Address, facts: Feasibility, *, cause: str, thread: Thread | None = None) -> Letter:
    """Return the answer to one ask; `cause` is its plan, or the rival's ("plan 3", "plan 4 hold 2")."""
    return desk.write("feasibility", to, facts, keys.feasibility(to.email, cause), thread=thread)
