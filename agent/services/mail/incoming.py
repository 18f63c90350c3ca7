"""A mail at the moment a use case takes it up: what it says, who sent it, and the thread an answer belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from agent.inbox.message import InboundMail, sent_day
from agent.services.office import Office, address_of
from agent.store.acts import Cause
from config.settings import Person
from outbox.identifiers import without_marks
from outbox.letter import Address, Thread
from outbox.letters.facts import Origin
from parsers.mail.forward import unwrap
from parsers.mail.reply import visible
from parsers.replies.note import NoteFact, read_note


@dataclass(frozen=True, slots=True)
class Incoming:
    """One mail of a proven person of the agency."""

    id: int
    mail: InboundMail
    person: Person
    received_at: datetime
    last_try: bool

    @property
    def sender(self) -> Address:
        """Where an answer goes: the roster's address, never the header's."""
        return address_of(self.person)

    @property
    def thread(self) -> Thread | None:
        """The thread an answer joins; None where the mail has no Message-ID."""
        if not self.mail.message_id:
            return None
        return Thread(self.mail.message_id, self.mail.references, without_marks(self.mail.subject))

    def origin(self, office: Office) -> Origin:
        """Return the mail as a letter refers to it."""
        day: date = self.received_at.astimezone(office.zone).date()
        return Origin(without_marks(self.mail.subject), day)

    def notes(self, office: Office) -> tuple[NoteFact, ...]:
        """Return what the sender's own words around a document tell: of a forward, the note above it."""
        day = sent_day(self.mail) or self.received_at.astimezone(office.zone).date()
        inner = unwrap(self.mail.subject, self.mail.text)
        words = visible(self.mail.text) if inner is None else inner.note
        return read_note(words, day, [person.name for person in office.settings.people])

    def cause(self, rule: str) -> Cause:
        """Return this mail as the cause of an act."""
        return Cause("mail", str(self.id), self.person.email, rule)
