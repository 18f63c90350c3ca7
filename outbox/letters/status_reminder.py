"""Status reminder: only what one person still has to say, and who is told next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk
from outbox.letters.status import WorkQuestion


@dataclass(frozen=True, slots=True)
class StatusReminder:
    """What is still open of the questions of `asked_on`; `lead` is who is told next, "" for nobody."""

    today: date
    asked_on: date
    questions: tuple[WorkQuestion, ...]
    lead: str
    mark: str


def status_reminder(desk: Desk, to: Address, facts: StatusReminder, *, case_id: int, step: int) -> Letter:
    """Return the reminder of this step of the case's ladder."""
    return desk.write("status_reminder", to, facts, keys.case_step("status_reminder", case_id, step, to.email))
