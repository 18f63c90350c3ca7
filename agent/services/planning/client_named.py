"""A signed SOW without a client waits as a case; the name, by reply, opens its project."""

from __future__ import annotations

import re

from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.planning.lines import read_lines
from agent.services.planning.opening import SignedSow, client_of, open_signed
from agent.services.planning.repeated import project_of, take_repeated
from agent.services.post import post
from agent.store import cases, documents, projects
from agent.store.cases import CaseRow, NewCase
from agent.store.documents import DocumentRow
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from outbox.ledger import LetterRow
from outbox.letters.client_asked import ClientAsked, client_asked
from parsers.contract import Parsed
from parsers.mail.reply import visible
from parsers.replies.answers import read_answers
from parsers.sow.facts import SowFacts
from parsers.wire import load_parsed

_NAMED = re.compile(r"^\W{0,3}(?:the )?client(?: is| name is|'s name is| name)?\s*[:=]?\s+(?P<name>.+)$", re.I | re.M)
_MOST_KNOWN = 6
_LONGEST = 90
_SMALL = frozenset({"&", "and", "of", "the", "de", "für", "y", "et", "+"})


def ask_client(office: Office, work: UnitOfWork, incoming: Incoming, sow: SignedSow, parsed: Parsed[SowFacts]) -> None:
    """Ask the sender who the client is; the same bytes are one case, however often they come."""
    codes = [client.name for client in office.settings.clients]
    stored = [name for _, name in projects.client_codes(work.connection) if name not in codes]
    said = ClientAsked(
        mail=incoming.origin(office),
        file=sow.file,
        read=read_lines(parsed.facts, office.settings.agency.locale),
        contact=office.admin,
        known=tuple([*codes, *stored][:_MOST_KNOWN]),
    )
    letter = client_asked(
        office.desk, incoming.sender, said, mail_id=incoming.id, digest=sow.digest, thread=incoming.thread
    )
    letter_id = post(office, work, letter, mail_id=incoming.id)
    if cases.by_key(work.connection, _key(sow.digest)) is None:
        cases.open_case(
            work,
            NewCase(
                business_key=_key(sow.digest),
                kind="question",
                project_id=None,
                asked=incoming.person.email,
                number=1,
                question="Who is the client?",
                field="client",
                letter_id=letter_id,
            ),
        )


def take_client(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> tuple[State, str] | None:
    """Open the project of the SOW a letter asked about, for the client a reply names; None when it names none."""
    name = named_client(visible(incoming.mail.text))
    found = _asked_about(work, letter)
    if name is None or found is None:
        return None
    document, case = found
    parsed = load_parsed(documents.reading(work.connection, document.id))
    sow = SignedSow(document.id, document.sha256, document.name, parsed, name)
    client = client_of(office, work, name)
    known = project_of(work, sow, client)
    if known is not None:
        return State.HANDLED, take_repeated(office, work, incoming, sow, known, document.position).said
    cases.answer(work, case.id, name, incoming.person.email)
    return State.HANDLED, f"opened {open_signed(office, work, incoming, sow, client)} for the client {name}"


def named_client(words: str) -> str | None:
    """Return the name a reply gives: "client: Acme Corp", "1: Acme Corp", or one short line that is only a name."""
    match = _NAMED.search(words)
    answers = [answer.text for answer in read_answers(words) if answer.number == 1]
    lines = [line.strip() for line in words.split("\n") if line.strip() and not line.startswith(">")]
    name = match["name"] if match else answers[0] if answers else lines[0] if len(lines) == 1 else ""
    name = " ".join(name.split()).strip(" .,;\"'“”")
    plain = match is not None or bool(answers) or _is_name(name)
    return name if plain and 2 <= len(name) <= _LONGEST and "?" not in name else None


def _asked_about(work: UnitOfWork, letter: LetterRow) -> tuple[DocumentRow, CaseRow] | None:
    if letter.mail_id is None:
        return None
    found = [
        (document, case)
        for document in documents.of_mail(work.connection, letter.mail_id)
        if (case := cases.by_key(work.connection, _key(document.sha256))) is not None
    ]
    own = [(document, case) for document, case in found if case.letter_id == letter.id]
    return next(iter(own or (found if len(found) == 1 else ())), None)


def _is_name(line: str) -> bool:
    """Return whether a line is nothing but a name: each word begins as names do."""
    words = line.split()
    return 0 < len(words) <= 6 and all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)


def _key(digest: str) -> str:
    return f"client:{digest}"
