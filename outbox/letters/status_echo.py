"""Status echo: a line for each change a reply made, with its words; one question for what is unclear; how to undo."""

from __future__ import annotations

from dataclasses import dataclass

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin
from outbox.letters.status import Noted, Unclear


@dataclass(frozen=True, slots=True)
class StatusEcho:
    """What one reply changed, what of it is unclear, and what an undo left as it is."""

    mail: Origin
    noted: tuple[Noted, ...]
    unclear: tuple[Unclear, ...] = ()
    undone: bool = False
    kept: tuple[str, ...] = ()


def status_echo(desk: Desk, to: Address, facts: StatusEcho, *, mail_id: int, thread: Thread | None = None) -> Letter:
    """Return the echo of this reply."""
    return desk.write("status_echo", to, facts, keys.status_echo(mail_id), thread=thread)
