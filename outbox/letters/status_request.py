"""Status request: one mail to one person with all that is theirs and due, as questions made from the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk
from outbox.letters.status import WorkQuestion


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """What one person is asked on one day; `codes` are the projects, `mark` is the reply's mark for the buttons."""

    today: date
    codes: tuple[str, ...]
    questions: tuple[WorkQuestion, ...]
    mark: str


def status_request(desk: Desk, to: Address, facts: StatusRequest) -> Letter:
    """Return the questions of this day."""
    return desk.write("status_request", to, facts, keys.status_request(to.email, facts.today.isoformat()))
