"""Copy noted: tells sales that this SOW is known, which project it is, and that nothing was made twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class CopyNoted:
    """The project a known SOW belongs to; `first_from` brought it first ("" when it was the reader)."""

    mail: Origin
    file: str
    code: str
    title: str
    client: str
    first_received: date
    lead: Address
    contact: Address
    first_from: str = ""


def copy_noted(desk: Desk, to: Address, facts: CopyNoted, *, mail_id: int, thread: Thread | None = None) -> Letter:
    """Return the note for this mail."""
    return desk.write("copy_noted", to, facts, keys.copy_noted(mail_id), thread=thread)
