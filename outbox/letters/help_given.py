"""Help given: what a colleague can write to the desk, by what they may do."""

from __future__ import annotations

from dataclasses import dataclass

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class HelpGiven:
    """What the reader may do by mail."""

    mail: Origin
    may_open: bool
    may_release: bool
    contact: Address


def help_given(desk: Desk, to: Address, facts: HelpGiven, *, mail_id: int, thread: Thread | None = None) -> Letter:
    """Return the answer to this mail."""
    return desk.write("help_given", to, facts, keys.help_given(mail_id), thread=thread)
