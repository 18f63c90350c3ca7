"""Date moved: tells a lead, in one letter, which dates somebody else's words moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class Moved:
    """One date that moved, and the words that moved it."""

    code: str
    item: str
    day: date
    old: date | None
    quote: str


@dataclass(frozen=True, slots=True)
class DateMoved:
    """Whose words moved which dates of this lead."""

    by: str
    moved: tuple[Moved, ...]


def date_moved(desk: Desk, to: Address, facts: DateMoved, *, mail_id: int) -> Letter:
    """Return the notice about this mail for this lead."""
    return desk.write("date_moved", to, facts, keys.date_moved(mail_id, to.email))
