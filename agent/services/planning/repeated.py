"""A signed paper of an agreement that has a project: the same terms are a copy, other terms go before a person."""

from __future__ import annotations

from dataclasses import dataclass

from agent.domain.planning.clients import KnownClient
from agent.domain.planning.differences import Difference, Said, differences
from agent.domain.planning.references import same_reference
from agent.services.mail.incoming import Incoming
from agent.services.office import Office, address_of
from agent.services.planning.opening import SignedSow
from agent.services.post import post
from agent.store import projects
from agent.store.projects import ProjectRow
from agent.store.unit_of_work import UnitOfWork
from outbox.documents.sources import shorten
from outbox.letter import Address, Thread
from outbox.letters.copy_noted import CopyNoted, copy_noted
from outbox.letters.sow_changed import SowChanged, TermChange, sow_changed
from parsers.wire import load_parsed
from templates.labels import field_label

_MOST_CHANGES = 30


@dataclass(frozen=True, slots=True)
class Repeated:
    """What became of a paper whose agreement is known: one line for the ledger, and whether a person must decide."""

    said: str
    for_person: bool


def project_of(work: UnitOfWork, sow: SignedSow, client: KnownClient) -> ProjectRow | None:
    """Return the project this paper speaks of: by its very bytes, the parent it amends, its reference, its title."""
    facts, connection = sow.parsed.facts, work.connection
    code = projects.sow_by_key(connection, f"sow:{sow.digest}")
    for named in (facts.amends, facts.reference):
        if code is None and named is not None:
            known = projects.references(connection, client.code)
            code = next((code for reference, code in known if same_reference(reference, named.value)), None)
    if code is None and not facts.reference and facts.project and facts.fee_total:
        code = projects.project_alike(connection, client.code, facts.project.value, facts.fee_total.value.amount)
    return None if code is None else projects.project_by_code(connection, code)


def take_repeated(
    office: Office, work: UnitOfWork, incoming: Incoming, sow: SignedSow, row: ProjectRow, position: int
) -> Repeated:
    """Answer a paper of a known agreement; nothing in the project changes by itself."""
    changes = _changes(office, work, sow, row)
    if changes or sow.parsed.facts.amends:
        _tell_changes(office, work, incoming, sow, row, changes, position)
        fields = ", ".join(dict.fromkeys(change.label for change in changes)) or "terms that could not be read"
        return Repeated(f"{sow.file}: signed, but not as {row.code} runs on ({fields})", for_person=True)
    _note_copy(office, work, incoming, sow, row)
    return Repeated(f"{sow.file}: known already as {row.code}", for_person=False)


def _changes(office: Office, work: UnitOfWork, sow: SignedSow, row: ProjectRow) -> tuple[TermChange, ...]:
    """Return the changed terms; the very bytes of a known SOW have none, however they were read then."""
    if projects.sow_by_key(work.connection, f"sow:{sow.digest}") is not None:
        return ()
    known = load_parsed(projects.reading_of(work.connection, row.id)).facts
    new = sow.parsed.facts
    found = differences(known, new, office.settings.agency.locale, only_stated=new.amends is not None)
    return tuple(map(_change, found[:_MOST_CHANGES]))


def _change(found: Difference) -> TermChange:
    old, new = found.old or Said("", "", ""), found.new or Said("", "", "")
    label = field_label(found.field)
    return TermChange(label, old.text, new.text, shorten(old.quote), old.place, shorten(new.quote), new.place)


def _tell_changes(
    office: Office,
    work: UnitOfWork,
    incoming: Incoming,
    sow: SignedSow,
    row: ProjectRow,
    changes: tuple[TermChange, ...],
    position: int,
) -> None:
    """Send the same list to who sent the paper and to who leads the project."""
    lead, amends = _lead(office, row.lead), sow.parsed.facts.amends

    def tell(to: Address, sent_by: str, thread: Thread | None) -> None:
        said = SowChanged(
            mail=incoming.origin(office),
            file=sow.file,
            code=row.code,
            title=row.title,
            client=row.client,
            lead=lead,
            contact=office.admin,
            changes=changes,
            amends=amends.value if amends else "",
            sent_by=sent_by,
        )
        letter = sow_changed(office.desk, to, said, mail_id=incoming.id, position=position, thread=thread)
        post(office, work, letter, mail_id=incoming.id, project_id=row.id)

    tell(incoming.sender, "", incoming.thread)
    if lead.email.lower() != incoming.sender.email.lower() and office.settings.person(lead.email) is not None:
        tell(lead, incoming.person.name, None)


def _note_copy(office: Office, work: UnitOfWork, incoming: Incoming, sow: SignedSow, row: ProjectRow) -> None:
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


def _first_from(office: Office, work: UnitOfWork, incoming: Incoming, project_id: int) -> str:
    """Return the name of who brought the SOW first, "" when it was this very person."""
    person = office.settings.person(projects.brought_by(work.connection, project_id))
    return "" if person is None or person == incoming.person else person.name


def _lead(office: Office, email: str) -> Address:
    person = office.settings.person(email)
    return address_of(person) if person else Address(email)
