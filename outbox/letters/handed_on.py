"""Handed on: tells the person who may act what a colleague who may not has sent, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from outbox import keys
from outbox.letter import Address, Attachment, Letter
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class HandedOn:
    """What was sent and by whom; `about` is the subject of the letter that was answered ("" for a document)."""

    mail: Origin
    sender: Address
    what: Literal["document", "reply"]
    quote: str
    about: str = ""


def handed_on(
    desk: Desk, to: Address, facts: HandedOn, *, subject_id: str, files: tuple[Attachment, ...] = ()
) -> Letter:
    """Return the note about the letter or mail with this id; the same sender is passed on once for each."""
    key = keys.handed_on(subject_id, facts.sender.email)
    return desk.write("handed_on", to, facts, key, attachments=files)
