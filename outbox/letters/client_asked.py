"""Client asked: a signed SOW leaves its client blank; one question, whose answer opens the project."""

from __future__ import annotations

from dataclasses import dataclass

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin, ReadLine


@dataclass(frozen=True, slots=True)
class ClientAsked:
    """A SOW that waits for its client's name; `known` are the clients there are already, for whom to name one."""

    mail: Origin
    file: str
    read: tuple[ReadLine, ...]
    contact: Address
    known: tuple[str, ...] = ()


def client_asked(
    desk: Desk, to: Address, facts: ClientAsked, *, mail_id: int, digest: str, thread: Thread | None = None
) -> Letter:
    """Return the question about the document of this mail with this SHA-256."""
    key = keys.client_asked(mail_id, digest)
    return desk.write("client_asked", to, facts, key, thread=thread)
