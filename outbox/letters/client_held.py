"""Client edition held: the echo of a "no" or "not yet", with the reason as written and how to let it go later."""

from __future__ import annotations

from dataclasses import dataclass

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class ClientHeld:
    """What stays here, for whom it is, why (`reason`, "" where none was given), and the number of the held letter."""

    code: str
    title: str
    client_to: Address
    document: str
    letter_id: int
    reason: str = ""


def client_held(desk: Desk, to: Address, facts: ClientHeld, *, mail_id: int, thread: Thread | None = None) -> Letter:
    """Return the echo of this reply."""
    return desk.write("client_held", to, facts, keys.client_held(mail_id), thread=thread)
