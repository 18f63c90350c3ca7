"""Intake: the documents of one mail become projects, or answers that say what is missing, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from agent.domain.planning.clients import KnownClient
from agent.inbox.message import Part, read_mail
from agent.inbox.triage import is_document
from agent.reading import Reading
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.planning.asking import ask_of_sow, want_answer
from agent.services.planning.lines import read_lines
from agent.services.planning.opening import SignedSow, client_of, open_signed
from agent.services.planning.signing import gaps_in, signers_in, unsigned_state
from agent.services.planning.workbook_back import take_workbook
from agent.services.post import post
from agent.store import documents, projects
from agent.store.unit_of_work import UnitOfWork
from outbox.letter import Address
from outbox.letters.copy_noted import CopyNoted, copy_noted
from outbox.letters.sow_not_signed import NotSigned, sow_not_signed
from outbox.letters.unreadable import Unreadable, Verdict, unreadable
from parsers.contract import Parsed
from parsers.sow.facts import Signed, SowFacts
from parsers.wire import dump_parsed

_MOST_MAILS_IN_MAILS = 3


@dataclass(frozen=True, slots=True)
class ReadPart:
    """An attachment and what the reader made of it."""

    part: Part
    reading: Reading


@dataclass
class Outcome:
    """What became of the documents of one mail: the projects opened, and a verdict on every other file."""

    opened: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)  # files that got a letter of their own
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def reason(self) -> str:
        """Say it in one line for the ledger of mail."""
        opened = [f"opened {', '.join(self.opened)}"] if self.opened else []
        return "; ".join([*opened, *self.answered, *(f"{v.name}: {v.said}" for v in self.verdicts)])


def read_parts(office: Office, parts: tuple[Part, ...]) -> tuple[ReadPart, ...]:
    """Read every attachment that could be a document; pictures, calendars and signatures of mail programs are none.

    An attached mail stands for the files it carries: the colleague who forwards it is trusted, its own sender not.
    """
    found = [part for part in _unwrapped(parts, _MOST_MAILS_IN_MAILS) if is_document(part)]
    return tuple(ReadPart(part, office.read(part.name, part.content)) for part in found)


def _unwrapped(parts: tuple[Part, ...], depth: int) -> Iterator[Part]:
    for part in parts:
        inner = read_mail(part.content).attachments if part.claimed_type == "message/rfc822" and depth else ()
        if any(is_document(item) for item in inner):
            yield from _unwrapped(inner, depth - 1)
        else:
            yield part


def take_in(office: Office, work: UnitOfWork, incoming: Incoming, read: tuple[ReadPart, ...]) -> Outcome:
    """Give every file its own verdict; what one file is does not undo what another one was."""
    outcome = Outcome()
    for position, item in enumerate(read, start=1):
        document_id = documents.add(work.connection, _kept(incoming.id, position, item), work.now)
        _take(office, work, incoming, item, document_id, outcome)
    if any(not verdict.read for verdict in outcome.verdicts) or not (outcome.opened or outcome.answered):
        answer_unreadable(office, work, incoming, outcome.verdicts)
    return outcome


def answer_unreadable(office: Office, work: UnitOfWork, incoming: Incoming, verdicts: Sequence[Verdict]) -> None:
    """Tell the sender, file by file, what could not be read and what to do."""
    said = Unreadable(incoming.origin(office), tuple(verdicts), office.admin)
    letter = unreadable(office.desk, incoming.sender, said, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id)


def _kept(mail_id: int, position: int, item: ReadPart) -> documents.NewDocument:
    reading = item.reading
    return documents.NewDocument(
        name=item.part.name,
        content=item.part.content,
        kind="unreadable" if reading.error else reading.kind,
        media_type=reading.media_type,
        mail_id=mail_id,
        position=position,
        signed=reading.parsed.facts.signed.value if reading.parsed else "",
        reason=reading.error or "",
        parsed=dump_parsed(reading.parsed) if reading.parsed else "",
    )


def _take(
    office: Office, work: UnitOfWork, incoming: Incoming, item: ReadPart, document_id: int, outcome: Outcome
) -> None:
    parsed, name = item.reading.parsed, item.part.name
    if item.reading.error:
        outcome.verdicts.append(Verdict(name, False, item.reading.error))
    elif item.reading.deployment is not None:
        said = take_workbook(office, work, incoming, item.reading.deployment, name)
        outcome.answered.append(f"{name}: {said}")
    elif parsed is None:
        outcome.verdicts.append(Verdict(name, True, "Kept with this mail. It is no statement of work."))
    elif parsed.facts.signed is not Signed.SIGNED:
        _answer_unsigned(office, work, incoming, item, parsed)
        _ask_feasibility(work, incoming, item, parsed)
        outcome.answered.append(f"{name}: {parsed.facts.signed.value}")
    elif parsed.facts.client is None:
        todo = "Reply to this mail with the client's name, or send a file that names the client."
        outcome.verdicts.append(Verdict(name, False, "It is signed, but does not say who the client is.", todo))
    else:
        digest = hashlib.sha256(item.part.content).hexdigest()
        sow = SignedSow(document_id, digest, name, parsed, parsed.facts.client.value)
        _open_once(office, work, incoming, sow, outcome)


def _ask_feasibility(work: UnitOfWork, incoming: Incoming, item: ReadPart, parsed: Parsed[SowFacts]) -> None:
    """Let sales know whether and when an unsigned SOW could be done; an empty form asks for nothing."""
    if parsed.facts.signed is Signed.TEMPLATE:
        return
    digest = hashlib.sha256(item.part.content).hexdigest()
    ask = ask_of_sow(digest, item.part.name, parsed.facts)
    if ask is not None:
        want_answer(work, incoming, ask)


def _open_once(office: Office, work: UnitOfWork, incoming: Incoming, sow: SignedSow, outcome: Outcome) -> None:
    """Open the project unless this document, or its agreement reference for this client, has one already."""
    client = client_of(office, work, sow.client)
    known = projects.sow_by_key(work.connection, f"sow:{sow.digest}") or _same_agreement(work, sow, client)
    if known is None:
        outcome.opened.append(open_signed(office, work, incoming, sow, client))
        return
    row = projects.project_by_code(work.connection, known)
    assert row is not None  # noqa: S101 - the code has just been read in this transaction
    said = CopyNoted(
        mail=incoming.origin(office),
        file=sow.file,
        code=row.code,
        title=row.title,
        client=row.client,
        first_received=row.opened_at.astimezone(office.zone).date(),
        lead=_lead(office, row.lead),
        contact=office.admin,
        first_from=_first_from(office, work, incoming, row.id),
    )
    letter = copy_noted(office.desk, incoming.sender, said, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id, project_id=row.id)
    outcome.answered.append(f"{sow.file}: known already as {row.code}")


def _same_agreement(work: UnitOfWork, sow: SignedSow, client: KnownClient) -> str | None:
    """Return the project of the same agreement in another file: by its reference, else by title and fee together."""
    facts = sow.parsed.facts
    if facts.reference:
        return projects.sow_by_reference(work.connection, client.code, facts.reference.value)
    if facts.project and facts.fee_total:
        title, fee = facts.project.value, facts.fee_total.value.amount
        return projects.project_alike(work.connection, client.code, title, fee)
    return None


def _first_from(office: Office, work: UnitOfWork, incoming: Incoming, project_id: int) -> str:
    """Return the name of who brought the SOW first, "" when it was this very person."""
    person = office.settings.person(projects.brought_by(work.connection, project_id))
    return "" if person is None or person == incoming.person else person.name


def _lead(office: Office, email: str) -> Address:
    person = office.settings.person(email)
    return Address(email, person.name if person else "")


def _answer_unsigned(
    office: Office, work: UnitOfWork, incoming: Incoming, item: ReadPart, parsed: Parsed[SowFacts]
) -> None:
    facts = parsed.facts
    said = NotSigned(
        mail=incoming.origin(office),
        file=item.part.name,
        state=unsigned_state(facts.signed),
        contact=office.admin,
        title=facts.project.value if facts.project else "",
        client=facts.client.value if facts.client else "",
        missing=gaps_in(facts),
        signed=signers_in(facts),
        read=read_lines(facts, office.settings.agency.locale),
    )
    digest = hashlib.sha256(item.part.content).hexdigest()
    letter = sow_not_signed(office.desk, incoming.sender, said, document_digest=digest, thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id)
