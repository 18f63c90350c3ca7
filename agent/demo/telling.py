"""What happened, told in plain words from the store alone: a line for each mail, a line for each letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from agent.bootstrap import Desk
from agent.demo.files import Paper, addressee, write_letter
from agent.store import documents, inbox_list
from agent.store.documents import DocumentRow
from agent.store.inbox_list import MailRow
from agent.store.mailroom import State
from outbox import ledger
from outbox.ledger import LetterRow
from outbox.tables import Phase

_MARK = re.compile(r"\[D-[a-z2-7]{8}\]", re.IGNORECASE)
_TAKEN = {
    "own_letter": "a copy of our letter",
    "auto_reply": "automatic reply",
    "bounce": "bounced letter",
    "list": "mailing list",
    "calendar": "calendar notice",
    "document": "mail with files",
    "reply": "reply to our letter",
    "question": "question",
}
_LETTERS = {
    "receipt": "receipt",
    "kickoff": "kickoff letter",
    "kickoff_client": "kickoff for the client",
    "sow_not_signed": "list of what is not signed",
    "copy_noted": "note that it is known",
    "answers_applied": "echo of the answers",
    "client_released": "note that it has gone",
    "needs_person": "list of what needs a person",
    "not_understood": "question what is meant",
    "unreadable": "list of what cannot be read",
}


@dataclass(frozen=True, slots=True)
class MailTold:
    """One mail: who sent it, what it was taken for, and what the desk did, one thing a line."""

    number: int
    sender: str
    subject: str
    taken_for: str
    did: tuple[str, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class LetterTold:
    """One letter: to whom, which, how far it is, and the page that shows it."""

    number: int
    to: str
    about: str
    state: str
    page: Path


def tell_mails(desk: Desk) -> tuple[MailTold, ...]:
    """Return a line for each mail, oldest first."""
    with desk.store.look() as connection:
        rows = inbox_list.mails(connection)[::-1]
        return tuple(
            MailTold(
                row.id,
                row.from_name or row.from_email,
                bare(row.subject),
                _taken_for(row, documents.of_mail(connection, row.id)),
                _did(desk, row, ledger.of_mail(connection, row.id)),
                row.state == State.PERSON,
            )
            for row in rows
        )


def tell_letters(desk: Desk, papers: tuple[Paper, ...]) -> tuple[LetterTold, ...]:
    """Return a line for each letter, oldest first, each laid out to be opened."""
    with desk.store.look() as connection:
        rows = ledger.letters(connection, limit=1000)[::-1]
    return tuple(_letter(desk, row, papers) for row in rows)


def _letter(desk: Desk, row: LetterRow, papers: tuple[Paper, ...]) -> LetterTold:
    state = _state(desk, row)
    page = write_letter(desk, row, state, papers)
    return LetterTold(row.id, _reader(desk, row), _LETTERS.get(row.kind, row.kind), state, page)


def _taken_for(row: MailRow, attached: list[DocumentRow]) -> str:
    if row.verdict == "unverified" and row.state == State.PERSON:
        return "unproven sender"
    if row.copy_of:
        return f"copy of mail {row.copy_of}"
    signed = [f"{document.signed} SOW" for document in attached if document.signed]
    return ", ".join(signed) or _TAKEN.get(row.kind, "mail")


def _did(desk: Desk, row: MailRow, letters: list[LetterRow]) -> tuple[str, ...]:
    """Say what became of a mail, and which letters it caused."""
    aside = {State.IGNORED: ("answered nothing",), State.PERSON: ("answered nothing", f"told {desk.office.admin.name}")}
    return (*aside.get(State(row.state), ()), row.reason, *(_wrote(desk, one) for one in letters))


def _wrote(desk: Desk, row: LetterRow) -> str:
    if row.kind == "kickoff_client":
        return "held the client's kickoff for an ok"
    return f"sent {_name(desk, row.recipient)} the {_LETTERS.get(row.kind, row.kind)}"


def _state(desk: Desk, row: LetterRow) -> str:
    if row.phase is Phase.HELD:
        return "held for an ok"
    if row.released_by:
        return f"{row.phase}, let go by {_name(desk, row.released_by)}"
    return str(row.phase)


def _name(desk: Desk, address: str) -> str:
    """Return the first name of a colleague, the address of anybody else."""
    person = desk.settings.person(address)
    return person.name.partition(" ")[0] if person else address


def _reader(desk: Desk, row: LetterRow) -> str:
    """Return whom a letter is for, by name; it says so of somebody outside the agency."""
    person = desk.settings.person(row.recipient)
    return person.name if person else f"{addressee(desk, row) or row.recipient} (client)"


def bare(subject: str) -> str:
    """Return a subject without the mark that routes replies."""
    return _MARK.sub("", subject).strip()
