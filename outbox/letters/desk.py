"""The agency's desk as the writer of its letters: the one place where facts and words become a `Letter`."""

from __future__ import annotations

from dataclasses import dataclass

from outbox.letter import Address, Attachment, Letter, Thread
from templates.plain import reply_subject
from templates.render import Words


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a letter may say about its writer."""

    agency: str
    address: str
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Writes the letters of one agency, from its shared inbox and in its locale."""

    words: Words
    masthead: Masthead
    locale: str = "en-GB"

    def write(
        self,
        kind: str,
        to: Address,
        facts: object,
        key: str,
        *,
        thread: Thread | None = None,
        attachments: tuple[Attachment, ...] = (),
        held: bool = False,
        urgent: bool = False,
    ) -> Letter:
        """Return letter `kind` about `facts`, complete; as an answer in `thread` it keeps that thread's subject."""
        context = {
            "facts": facts,
            "desk": self.masthead,
            "to": to,
            "reply": reply_subject(thread.subject) if thread else "",
            "locale": self.locale,
        }
        said = self.words.letter(kind, context)
        return Letter(
            kind, to, said.subject, said.text, said.html, key, said.why, thread, attachments, held=held, urgent=urgent
        )
