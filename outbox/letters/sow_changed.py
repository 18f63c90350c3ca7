"""SOW changed: names, field by field, how a signed paper differs from the agreement a project runs on."""

from __future__ import annotations

from dataclasses import dataclass

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class TermChange:
    """One term: what the project runs on and what the new paper says; "" where one of them does not say it."""

    label: str
    old: str
    new: str
    old_quote: str = ""
    old_place: str = ""
    new_quote: str = ""
    new_place: str = ""


@dataclass(frozen=True, slots=True)
class SowChanged:
    """A signed paper that changes the terms of a project; `amends` is the reference it names, "" for a second SOW.

    `sent_by` is who sent it, for the lead ("" when the reader did); `changes` is empty where none could be read.
    """

    mail: Origin
    file: str
    code: str
    title: str
    client: str
    lead: Address
    contact: Address
    changes: tuple[TermChange, ...]
    amends: str = ""
    sent_by: str = ""


def sow_changed(
    desk: Desk, to: Address, facts: SowChanged, *, mail_id: int, position: int, thread: Thread | None = None
) -> Letter:
    """Return the letter about the file at this position of the mail."""
    return desk.write("sow_changed", to, facts, keys.sow_changed(mail_id, position), thread=thread)
