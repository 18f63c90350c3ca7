"""SOW not signed: tells sales why their SOW made no project and which signature to bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin, ReadLine, Side, SignatureLine


@dataclass(frozen=True, slots=True)
class Gap:
    """What one party's signature block lacks; `party` is its name, "" where the document names none."""

    side: Side
    party: str = ""
    lacks: Literal["signature", "name", "date"] = "signature"


@dataclass(frozen=True, slots=True)
class NotSigned:
    """How far a SOW is signed; `doubts` say why what looks signed is not, `blanks` what a template leaves open."""

    mail: Origin
    file: str
    state: Literal["part-signed", "unsigned", "template"]
    contact: Address
    title: str = ""
    client: str = ""
    missing: tuple[Gap, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
    doubts: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    read: tuple[ReadLine, ...] = ()


def sow_not_signed(
    desk: Desk, to: Address, facts: NotSigned, *, document_digest: str, thread: Thread | None = None
) -> Letter:
    """Return the answer to a document, by its SHA-256, that is not signed by both sides."""
    return desk.write("sow_not_signed", to, facts, keys.sow_not_signed(document_digest, to.email), thread=thread)
