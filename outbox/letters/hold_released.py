"""Hold released: tells sales that unsigned work keeps its place no longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class HoldReleased:
    """The work that was held, and until when."""

    title: str
    client: str
    hours: Decimal
    until: date


def hold_released(desk: Desk, to: Address, facts: HoldReleased, *, hold_id: int) -> Letter:
    """Return the note about this hold."""
    return desk.write("hold_released", to, facts, keys.hold_released(hold_id))
