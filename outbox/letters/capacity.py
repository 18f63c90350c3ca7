"""Capacity: the week in two paragraphs for a lead, with the workbook; on Mondays, and to whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outbox import keys
from outbox.letter import Address, Attachment, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class Capacity:
    """The week from `monday` on in hours, and what is wrong, worst first, each as one sentence.

    `mail` is the mail that asked, None on a Monday; `people` counts who does project work; `more` counts findings that
    only the workbook lists.
    """

    monday: date
    people: int
    delivery: Decimal
    planned: Decimal
    tentative: Decimal
    file: str
    findings: tuple[str, ...] = ()
    more: int = 0
    mail: Origin | None = None


def capacity(
    desk: Desk, to: Address, facts: Capacity, book: Attachment, *, cause: str, thread: Thread | None = None
) -> Letter:
    """Return the letter; `cause` is the mail that asked ("mail 7") or the Monday it is for ("2027-01-04")."""
    return desk.write("capacity", to, facts, keys.capacity(to.email, cause), thread=thread, attachments=(book,))
