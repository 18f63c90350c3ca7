"""Opening a project: a fully signed SOW becomes a project, three documents, and the letters that bring them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agent.domain.planning import clients as rules
from agent.domain.planning.note import questions_with_note
from agent.domain.planning.questions import NewQuestion
from agent.domain.planning.staff import is_planned, lead_of
from agent.domain.planning.working_days import working_days_after
from agent.services.control.assess import assess
from agent.services.control.faults import tell_template_faults
from agent.services.mail.incoming import Incoming
from agent.services.office import Office, address_of
from agent.services.planning import papers
from agent.services.planning.holding import end_hold_of
from agent.services.planning.lines import milestone_lines, note_lines, read_lines
from agent.services.planning.signing import signature_lines
from agent.services.post import new_message_id, post
from agent.store import cases, documents, projects, proposals, work_items
from agent.store.unit_of_work import UnitOfWork
from config.settings import Person
from outbox import keys, ledger
from outbox.documents import handoff, kickoff, kickoff_client
from outbox.documents.built import WORD, Built
from outbox.documents.client_edition import client_edition
from outbox.documents.facts import Project
from outbox.identifiers import mark_of
from outbox.letter import Address
from outbox.letters import kickoff as lead_letter
from outbox.letters import kickoff_client as client_letter
from outbox.letters.facts import Enclosed, Question
from outbox.letters.receipt import Receipt, receipt
from parsers.contract import Parsed
from parsers.sow.facts import Side, SowFacts


@dataclass(frozen=True, slots=True)
class SignedSow:
    """A signed SOW as it was kept and read."""

    document_id: int
    digest: str
    file: str
    parsed: Parsed[SowFacts]
    client: str


@dataclass(frozen=True, slots=True)
class _Opened:
    """A project that was just written, with everything its letters speak of."""

    id: int
    project: Project
    lead: Person
    questions: tuple[NewQuestion, ...]
    team_paper: Built
    client_paper: Built
    handoff_paper: Built


def client_of(office: Office, work: UnitOfWork, name: str) -> rules.KnownClient:
    """Return the client that bears this name, or a new one with a code of its own."""
    known = rules.known_clients(office.settings.clients, projects.client_codes(work.connection))
    return rules.match_client(name, known) or rules.KnownClient(
        rules.new_code(name, {client.code for client in known}), name
    )


def open_signed(office: Office, work: UnitOfWork, incoming: Incoming, sow: SignedSow, client: rules.KnownClient) -> str:
    """Open the project of a signed SOW and post its letters; return the project's code."""
    opened = _write(office, work, incoming, sow, client)
    held = _post_client_edition(office, work, incoming, sow, opened)
    _post_kickoff(office, work, incoming, sow, opened, held)
    _post_receipt(office, work, incoming, sow, opened)
    assess(office, work, [opened.id])
    faults = (*opened.team_paper.faults, *opened.client_paper.faults, *opened.handoff_paper.faults)
    tell_template_faults(office, work, (*faults, *office.words.faults))
    return opened.project.code


def _write(office: Office, work: UnitOfWork, incoming: Incoming, sow: SignedSow, client: rules.KnownClient) -> _Opened:
    facts, lead = sow.parsed.facts, lead_of(client, office.settings)
    code = rules.project_code(client.code, projects.project_codes(work.connection, client.code))
    title = facts.project.value if facts.project else f"Work for {client.name}"
    new = projects.NewProject(
        code,
        projects.client_id(work, client.code, client.name),
        title,
        lead.email,
        sow.document_id,
        f"sow:{sow.digest}",
    )
    project_id = projects.open_project(work, new, facts)
    work_items.begin(work, project_id, facts)
    documents.attach(work.connection, sow.document_id, project_id)
    end_hold_of(work, title, client.name)
    if is_planned(office.settings):
        proposals.want(work, "staffing", lead.email, project_id=project_id)
    agency = office.settings.agency
    today: date = work.now.astimezone(office.zone).date()
    project = Project(code, title, client.name, agency.name, today, lead.name, agency.address, agency.locale)
    questions = questions_with_note(sow.parsed, incoming.notes(office), agency.locale)
    brief = papers.Brief(project, sow.parsed, questions, incoming.person.name, incoming.person.name)
    team_kickoff = papers.kickoff(brief)
    overrides = office.home.templates
    opened = _Opened(
        project_id,
        project,
        lead,
        questions,
        kickoff.build(team_kickoff, overrides),
        kickoff_client.build(client_edition(team_kickoff), overrides),
        handoff.build(papers.handoff(brief), overrides),
    )
    for kind, paper in (
        ("kickoff", opened.team_paper),
        ("kickoff-client", opened.client_paper),
        ("handoff", opened.handoff_paper),
    ):
        made = documents.NewDocument(paper.name, paper.content, kind, WORD, project_id=project_id)
        documents.add(work.connection, made, work.now)
    return opened


def client_contact(office: Office, facts: SowFacts) -> Address | None:
    """Return the one outside person a client edition may be offered to: the SOW's first client contact with a mail."""
    ours = office.settings.agency.domains
    for finding in facts.contacts:
        contact = finding.value
        if contact.side is Side.CLIENT and contact.email and contact.email.rpartition("@")[2].lower() not in ours:
            return Address(contact.email, contact.name)
    return None


def _post_client_edition(
    office: Office, work: UnitOfWork, incoming: Incoming, sow: SignedSow, opened: _Opened
) -> int | None:
    """Post the client's letter, held; None where the SOW names nobody to send it to."""
    facts = sow.parsed.facts
    to = client_contact(office, facts)
    if to is None:
        return None
    start = facts.start_date or facts.effective_date
    said = client_letter.KickoffClient(
        opened.project.title,
        address_of(opened.lead),
        start.value if start else None,
        facts.end_date.value if facts.end_date else None,
        bool(facts.client_duties),
    )
    letter = client_letter.kickoff_client(
        office.desk, to, said, opened.client_paper.attachment(), project_code=opened.project.code, sow_version=1
    )
    return post(office, work, letter, mail_id=incoming.id, project_id=opened.id)


def _post_kickoff(
    office: Office, work: UnitOfWork, incoming: Incoming, sow: SignedSow, opened: _Opened, held: int | None
) -> None:
    message_id = new_message_id(office)
    facts = sow.parsed.facts
    said = lead_letter.Kickoff(
        code=opened.project.code,
        title=opened.project.title,
        client=opened.project.client,
        read=read_lines(facts, office.settings.agency.locale),
        contact=office.admin,
        client_to=client_contact(office, facts) if held is not None else None,
        milestones=milestone_lines(facts),
        questions=_numbered(opened.questions),
        asked=incoming.person.name if opened.questions else "",
        documents=(
            Enclosed("kickoff", opened.team_paper.attachment()),
            Enclosed("handoff", opened.handoff_paper.attachment()),
            Enclosed("client edition", opened.client_paper.attachment()),
        ),
        mark=mark_of(message_id),
    )
    letter = lead_letter.kickoff(office.desk, address_of(opened.lead), said, sow_version=1)
    letter_id = post(office, work, letter, mail_id=incoming.id, project_id=opened.id, message_id=message_id)
    if held is not None:
        approval = cases.NewCase(
            business_key=f"approval:{opened.project.code}:kickoff-client:1",
            kind="approval",
            project_id=opened.id,
            asked=opened.lead.email,
            number=1,
            question=f"May the client edition go to {said.client_to.email if said.client_to else ''}?",
            letter_id=letter_id,
            gated_letter_id=held,
        )
        cases.open_case(work, approval)


def _post_receipt(office: Office, work: UnitOfWork, incoming: Incoming, sow: SignedSow, opened: _Opened) -> None:
    said = Receipt(
        mail=incoming.origin(office),
        file=sow.file,
        code=opened.project.code,
        title=opened.project.title,
        client=opened.project.client,
        read=read_lines(sow.parsed.facts, office.settings.agency.locale),
        lead=address_of(opened.lead),
        contact=office.admin,
        signatures=signature_lines(sow.parsed.facts),
        questions=_numbered(opened.questions),
        note=note_lines(incoming.notes(office), office.settings.agency.locale),
        documents=(
            Enclosed("kickoff", opened.team_paper.attachment()),
            Enclosed("handoff", opened.handoff_paper.attachment()),
        ),
        kickoff_by=working_days_after(opened.project.written, office.settings.policy.kickoff_days),
    )
    digest = sow.digest
    if ledger.posted(work.connection, keys.receipt(digest, incoming.sender.email), incoming.sender.email) is not None:
        digest = f"{sow.digest} {opened.project.code}"  # it had a project before that was taken back
    letter = receipt(office.desk, incoming.sender, said, document_digest=digest, thread=incoming.thread)
    letter_id = post(office, work, letter, mail_id=incoming.id, project_id=opened.id)
    for question in opened.questions:
        asked = cases.NewCase(
            business_key=f"question:{opened.project.code}:{question.number}:1",
            kind="question",
            project_id=opened.id,
            asked=incoming.person.email,
            number=question.number,
            question=question.text,
            field=question.field,
            letter_id=letter_id,
        )
        cases.open_case(work, asked)


def _numbered(questions: tuple[NewQuestion, ...]) -> tuple[Question, ...]:
    return tuple(Question(q.number, q.text) for q in questions)
