"""Not understood: one question back on a reply that could be read in more than one way, or in none."""

from __future__ import annotations

from dataclasses import dataclass

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin, Question


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """An unclear reply: its words, the one question back, and replies that would be clear, e.g. "ok"."""

    mail: Origin
    quote: str
    question: str
    clear_replies: tuple[str, ...]
    contact: Address
    code: str = ""
    still_open: tuple[Question, ...] = ()


def not_understood(
    desk: Desk, to: Address, facts: NotUnderstood, *, mail_id: int, thread: Thread | None = None
) -> Letter:
    """Return the question back on this mail."""
    return desk.write("not_understood", to, facts, keys.not_understood(mail_id), thread=thread)
