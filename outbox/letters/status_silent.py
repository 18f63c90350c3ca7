"""Status silent: tells a lead, and nobody else, who has not answered and about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk
from outbox.letters.status import WorkLine


@dataclass(frozen=True, slots=True)
class StatusSilent:
    """Who was asked on which day without an answer, and the work of this lead that stays unheard."""

    name: str
    asked_on: date
    codes: tuple[str, ...]
    items: tuple[WorkLine, ...]


def status_silent(desk: Desk, to: Address, facts: StatusSilent, *, case_id: int, step: int) -> Letter:
    """Return the notice of this step of the case's ladder."""
    return desk.write("status_silent", to, facts, keys.case_step("status_silent", case_id, step, to.email))
