"""Not yours: tells a colleague in one sentence who may do what they asked for, and that their mail is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin

Refused = Literal["document", "reply", "command"]


@dataclass(frozen=True, slots=True)
class NotYours:
    """What a colleague tried (`what`), who may do it, and whether that person was told.

    `quote` holds the colleague's own words or the file's name, `about` the subject of the letter they answered
    ("" for none).
    """

    mail: Origin
    what: Refused
    quote: str
    who: Address
    told: bool
    contact: Address
    about: str = ""


def not_yours(desk: Desk, to: Address, facts: NotYours, *, mail_id: int, thread: Thread | None = None) -> Letter:
    """Return the answer to this mail."""
    return desk.write("not_yours", to, facts, keys.not_yours(mail_id), thread=thread)
