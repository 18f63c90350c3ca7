"""Leave: echoes the days somebody is away, or puts an out-of-office's dates before a lead; `undo` takes them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """Days of one person; `note` is "joined" or "known" where there was leave already, `refused` why it is none."""

    person: str
    first: date
    last: date
    quote: str
    part_of_day: bool = False
    note: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class LeaveTold:
    """What became of leave: noted, proposed to a lead, or taken back; `hit` are projects to be checked again."""

    how: Literal["noted", "proposed", "undone"]
    lines: tuple[LeaveLine, ...]
    hit: tuple[str, ...] = ()
    mail: Origin | None = None
    contact: Address | None = None


def leave(desk: Desk, to: Address, facts: LeaveTold, *, cause: str, thread: Thread | None = None) -> Letter:
    """Return the letter; `cause` is the mail it answers or the proposed leave ("mail 7", "leave 3")."""
    return desk.write("leave", to, facts, keys.leave(to.email, cause), thread=thread)
