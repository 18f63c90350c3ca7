"""Unreadable: tells a known sender, file by file, what could not be read and what to do, and what was fine."""

from __future__ import annotations

from dataclasses import dataclass, replace

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one file: one sentence, and one on what to do ("" when nothing is); name "" is the mail itself."""

    name: str
    read: bool
    said: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A mail of which something could not be read."""

    mail: Origin
    verdicts: tuple[Verdict, ...]
    contact: Address


def unreadable(desk: Desk, to: Address, facts: Unreadable, *, mail_id: int, thread: Thread | None = None) -> Letter:
    """Return the failure answer, what failed first."""
    ordered = replace(facts, verdicts=tuple(sorted(facts.verdicts, key=lambda verdict: verdict.read)))
    return desk.write("unreadable", to, ordered, keys.unreadable(mail_id), thread=thread)
