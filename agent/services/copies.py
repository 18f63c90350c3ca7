"""Copies of our own letters that the store does not know: after a restore they say what was sent since the backup.

A letter written anew has another Message-ID than the one that left. They are one where kind, recipient, the mail they
answer and the subject without its mark are the same; each copy stands for one letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from agent.inbox.message import InboundMail
from outbox.identifiers import without_marks
from outbox.letter import Letter
from outbox.mime import KIND_HEADER, clean

KNOWN = "sent before the restore; its copy was found"
_SUBJECT_LENGTH = 400
# Of these, the same words may be news today: better said again than not at all.
_OF_THE_MOMENT = frozenset({"needs_person", "alarm", "canary"})


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a letter and its copy have in common."""

    kind: str
    recipient: str
    answers: str  # the Message-ID of the mail it answers, "" where it begins a thread
    subject: str


@dataclass(frozen=True, slots=True)
class Copy:
    """One letter of ours as it came back."""

    message_id: str
    raw_sha256: str
    left_at: datetime
    of: Fingerprint


def fingerprint(letter: Letter) -> Fingerprint:
    """Return the fingerprint of a letter that is about to be posted."""
    answers = letter.thread.message_id if letter.thread else ""
    return Fingerprint(letter.kind, letter.to.email.lower(), answers, _subject(clean(letter.subject, _SUBJECT_LENGTH)))


def fingerprint_of(mail: InboundMail) -> Fingerprint:
    """Return the fingerprint of a letter as its bytes have it."""
    recipient = mail.to[0].lower() if mail.to else ""
    answers = mail.in_reply_to[0] if mail.in_reply_to else ""
    return Fingerprint(mail.header(KIND_HEADER.lower()).strip(), recipient, answers, _subject(mail.subject))


class Copies:
    """The copies that no letter was taken for yet, the oldest of equal ones first."""

    def __init__(self, found: Iterable[Copy]) -> None:
        self._left = {copy.message_id: copy for copy in sorted(found, key=lambda copy: copy.left_at)}

    def take(self, wanted: Fingerprint) -> Copy | None:
        """Return the copy that stands for such a letter, once; None for letters that speak of their moment."""
        if wanted.kind in _OF_THE_MOMENT:
            return None
        alike = (copy.message_id for copy in self._left.values() if copy.of == wanted)
        return self.take_id(next(alike, ""))

    def take_id(self, message_id: str) -> Copy | None:
        """Return the copy of the letter with this very Message-ID, once."""
        return self._left.pop(message_id, None)

    def __len__(self) -> int:
        return len(self._left)

    def __iter__(self) -> Iterator[Copy]:
        return iter(self._left.values())


def _subject(text: str) -> str:
    return " ".join(without_marks(text).split())
