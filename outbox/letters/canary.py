"""Canary: a letter the desk writes to itself when nothing else moved, so that silence and quiet can be told apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class Canary:
    """When it was posted (aware, UTC)."""

    posted: datetime


def canary(desk: Desk, to: Address, facts: Canary) -> Letter:
    """Return the letter to the desk's own address."""
    return desk.write("canary", to, facts, keys.canary(facts.posted.isoformat()))
