"""Blocker: tells the one who can free it what stands still, again while it does, and their lead when it lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class Blocked:
    """What stands still, since when and in whose words; `role` is the reader's part in it."""

    role: Literal["owner", "lead"]
    code: str
    title: str
    what: str
    quote: str
    by: str
    owner: str
    item: str
    due: date | None
    since: date
    days: int
    mark: str


def blocker(desk: Desk, to: Address, facts: Blocked, *, case_id: int, step: int) -> Letter:
    """Return the letter of this step of the blocker's ladder; step 0 is the asking itself."""
    return desk.write("blocker", to, facts, keys.case_step("blocker", case_id, step, to.email))
