"""Blocker freed: tells who was stopped, and the lead, that work can go on, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class Freed:
    """What can go on, and who says so in which words; `role` is the reader's part in it."""

    role: Literal["reporter", "lead"]
    code: str
    title: str
    what: str
    quote: str
    freed_by: str
    item: str
    due: date | None


def blocker_freed(desk: Desk, to: Address, facts: Freed, *, blocker_id: int, act_id: int) -> Letter:
    """Return the notice of this freeing: one that was blocked again can be freed again."""
    return desk.write("blocker_freed", to, facts, keys.blocker_freed(blocker_id, act_id, to.email))
