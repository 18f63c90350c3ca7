"""A proven colleague who may not do what a mail asks: told who may, and who may is told what was said."""

from __future__ import annotations

from agent.inbox.triage import is_document
from agent.services.mail.incoming import Incoming
from agent.services.office import Office, address_of
from agent.services.post import post
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from config.settings import Person, Role
from outbox.documents.sources import shorten
from outbox.identifiers import without_marks
from outbox.ledger import LetterRow
from outbox.letter import Attachment
from outbox.letters.handed_on import HandedOn, handed_on
from outbox.letters.not_yours import NotYours, not_yours
from parsers.mail.reply import visible

_MOST_BYTES = 8_000_000  # of files that are passed on; more would not pass many mail servers
_UNTYPED = "application/octet-stream"

Settled = tuple[State, str]


def refuse_document(office: Office, work: UnitOfWork, incoming: Incoming) -> Settled:
    """Open nothing for a colleague who may not; the first sales person, else lead, gets the files to send on."""
    files = tuple(
        Attachment(part.name or "attached file", _UNTYPED, part.content)
        for part in incoming.mail.attachments
        if is_document(part)
    )
    names = ", ".join(file.name for file in files)
    who = (*office.settings.with_role(Role.SALES), *office.settings.with_role(Role.LEAD))[0]
    told = sum(len(file.content) for file in files) <= _MOST_BYTES
    if told:
        said = HandedOn(incoming.origin(office), incoming.sender, "document", names)
        letter = handed_on(office.desk, address_of(who), said, subject_id=f"mail-{incoming.id}", files=files)
        post(office, work, letter, mail_id=incoming.id)
    answer = NotYours(incoming.origin(office), "document", names, address_of(who), told, office.admin)
    _answer(office, work, incoming, answer)
    roles = ", ".join(incoming.person.roles)
    return State.PERSON, f"{incoming.person.name} may not open projects by mail (roles: {roles})"


def refuse_reply(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow, owner: Person) -> Settled:
    """Do nothing for an answer to somebody else's letter; its owner hears of it once (pitfalls: A5)."""
    quote, about = shorten(visible(incoming.mail.text)), without_marks(letter.subject)
    if quote:
        said = HandedOn(incoming.origin(office), incoming.sender, "reply", quote, about)
        note = handed_on(office.desk, address_of(owner), said, subject_id=f"letter-{letter.id}")
        post(office, work, note, mail_id=incoming.id, project_id=letter.project_id)
    answer = NotYours(incoming.origin(office), "reply", quote, address_of(owner), bool(quote), office.admin, about)
    _answer(office, work, incoming, answer)
    return State.PERSON, f"{incoming.person.name} answers a letter to {letter.recipient} (letter {letter.id})"


def refuse_command(office: Office, work: UnitOfWork, incoming: Incoming, who: Person, quote: str, why: str) -> Settled:
    """Do nothing for a command whose sender lost the right to it since we asked (pitfalls: A16)."""
    answer = NotYours(incoming.origin(office), "command", quote, address_of(who), False, office.admin)
    _answer(office, work, incoming, answer)
    return State.PERSON, why


def _answer(office: Office, work: UnitOfWork, incoming: Incoming, facts: NotYours) -> None:
    letter = not_yours(office.desk, incoming.sender, facts, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id)
