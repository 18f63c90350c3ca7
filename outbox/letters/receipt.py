"""Receipt: tells sales that their signed SOW is a project now, what was read, and what it does not say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Enclosed, Origin, Question, ReadLine, SignatureLine


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a signed SOW; `contact` is the person who helps when something here is wrong.

    `note` is what the sender wrote beside the SOW: theirs, and in no signed paper.
    """

    mail: Origin
    file: str
    code: str
    title: str
    client: str
    read: tuple[ReadLine, ...]
    lead: Address
    contact: Address
    signatures: tuple[SignatureLine, ...] = ()
    questions: tuple[Question, ...] = ()
    note: tuple[ReadLine, ...] = ()
    documents: tuple[Enclosed, ...] = ()
    kickoff_by: date | None = None


def receipt(desk: Desk, to: Address, facts: Receipt, *, document_digest: str, thread: Thread | None = None) -> Letter:
    """Return the receipt for the document with this SHA-256."""
    return desk.write(
        "receipt",
        to,
        facts,
        keys.receipt(document_digest, to.email),
        thread=thread,
        attachments=tuple(document.file for document in facts.documents),
    )
