"""Intake: the documents of one mail become projects, or answers that say what is missing, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.domain.planning.staff import is_planned
from agent.inbox.message import Part
from agent.services.mail.enclosed import ReadPart, Tools, documents_in
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.planning.asking import ask_of_sow, want_answer
from agent.services.planning.client_named import ask_client
from agent.services.planning.lines import read_lines
from agent.services.planning.opening import SignedSow, client_of, open_signed
from agent.services.planning.repeated import project_of, take_repeated
from agent.services.planning.signing import gaps_in, signature_lines, unsigned_state
from agent.services.planning.workbook_back import take_workbook
from agent.services.post import post
from agent.store import documents, projects
from agent.store.unit_of_work import UnitOfWork
from outbox.letters.sow_not_signed import NotSigned, sow_not_signed
from outbox.letters.unreadable import Unreadable, Verdict, unreadable
from parsers.contract import Parsed
from parsers.sow.facts import Signed, SowFacts
from parsers.wire import dump_parsed


@dataclass(frozen=True, slots=True)
class Kept:
    """The document of an attachment in the store, and its position in the mail."""

    document_id: int
    position: int


@dataclass
class Outcome:
    """What became of the documents of one mail: the projects opened, and a verdict on every other file."""

    opened: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)  # files that got a letter of their own
    verdicts: list[Verdict] = field(default_factory=list)
    for_person: bool = False  # somebody has to decide on one of them

    @property
    def reason(self) -> str:
        """Say it in one line for the ledger of mail."""
        opened = [f"opened {', '.join(self.opened)}"] if self.opened else []
        return "; ".join([*opened, *self.answered, *(f"{v.name}: {v.said}" for v in self.verdicts)])


def read_parts(office: Office, parts: tuple[Part, ...]) -> tuple[ReadPart, ...]:
    """Read every document of a mail, those in attached mails and archives too."""
    return documents_in(parts, Tools(office.read, office.open))


def take_in(office: Office, work: UnitOfWork, incoming: Incoming, read: tuple[ReadPart, ...]) -> Outcome:
    """Give every file its own verdict; what one file is does not undo what another one was."""
    outcome = Outcome()
    for position, item in enumerate(read, start=1):
        document_id = documents.add(work.connection, _kept(incoming.id, position, item), work.now)
        _take(office, work, incoming, item, Kept(document_id, position), outcome)
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


def _take(office: Office, work: UnitOfWork, incoming: Incoming, item: ReadPart, kept: Kept, outcome: Outcome) -> None:
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
        if is_planned(office.settings):
            _ask_feasibility(work, incoming, item, parsed)
        outcome.answered.append(f"{name}: {parsed.facts.signed.value}")
    else:
        client = parsed.facts.client.value if parsed.facts.client else ""
        digest = hashlib.sha256(item.part.content).hexdigest()
        _take_signed(office, work, incoming, SignedSow(kept.document_id, digest, name, parsed, client), kept, outcome)


def _ask_feasibility(work: UnitOfWork, incoming: Incoming, item: ReadPart, parsed: Parsed[SowFacts]) -> None:
    """Let sales know whether and when an unsigned SOW could be done; an empty form asks for nothing."""
    if parsed.facts.signed is Signed.TEMPLATE:
        return
    digest = hashlib.sha256(item.part.content).hexdigest()
    ask = ask_of_sow(digest, item.part.name, parsed.facts)
    if ask is not None:
        want_answer(work, incoming, ask)


def _take_signed(
    office: Office, work: UnitOfWork, incoming: Incoming, sow: SignedSow, kept: Kept, outcome: Outcome
) -> None:
    """Open the project of a signed SOW, once its client is known."""
    if sow.client or projects.sow_by_key(work.connection, f"sow:{sow.digest}"):
        _open_once(office, work, incoming, sow, kept.position, outcome)
    else:
        ask_client(office, work, incoming, sow, sow.parsed)
        outcome.answered.append(f"{sow.file}: signed, waits for the client's name")


def _open_once(
    office: Office, work: UnitOfWork, incoming: Incoming, sow: SignedSow, position: int, outcome: Outcome
) -> None:
    """Open the project of an agreement nobody brought before; an amendment of an unknown one opens nothing."""
    client = client_of(office, work, sow.client)
    known, amends = project_of(work, sow, client), sow.parsed.facts.amends
    if known is not None:
        repeated = take_repeated(office, work, incoming, sow, known, position)
        outcome.answered.append(repeated.said)
        outcome.for_person = outcome.for_person or repeated.for_person
    elif amends is not None:
        said = f"It amends {amends.value}, and no project here runs on that agreement. Nothing was opened."
        todo = "Send the agreement it amends first, then this file again."
        outcome.verdicts.append(Verdict(sow.file, False, said, todo))
        outcome.for_person = True
    else:
        outcome.opened.append(open_signed(office, work, incoming, sow, client))


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
        signatures=signature_lines(facts),
        doubts=tuple(doubt.value.value for doubt in facts.doubts),
        read=read_lines(facts, office.settings.agency.locale),
    )
    digest = hashlib.sha256(item.part.content).hexdigest()
    letter = sow_not_signed(office.desk, incoming.sender, said, document_digest=digest, thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id)
