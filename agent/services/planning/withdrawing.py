"""`undo` to a receipt takes the opening of its project back, as long as nothing later stands on it."""

from __future__ import annotations

from agent.services.mail.incoming import Incoming
from agent.services.office import Office, address_of
from agent.services.planning.answers import take_answers
from agent.services.post import post
from agent.store import cases, projects
from agent.store import tables as t
from agent.store.cases import CaseRow
from agent.store.mailroom import State
from agent.store.projects import ProjectRow
from agent.store.unit_of_work import UnitOfWork
from outbox import ledger
from outbox.ledger import LetterRow
from outbox.letter import Address, Thread
from outbox.letters.project_withdrawn import ProjectWithdrawn, project_withdrawn
from outbox.tables import Phase
from parsers.mail.reply import visible
from parsers.replies.command import CommandKind, read_command
from templates.labels import field_label

Settled = tuple[State, str]


def take_receipt_reply(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> Settled | None:
    """Take the project back on `undo`; anything else is read as answers to the receipt's questions."""
    command = read_command(visible(incoming.mail.text), incoming.person.name)
    if command is None or command.kind is not CommandKind.UNDO or letter.project_id is None:
        return take_answers(office, work, incoming, letter)
    project = projects.project_by_id(work.connection, letter.project_id)
    opened = cases.of_project(work.connection, project.id)
    stands = _built_on(office, project, opened)
    if stands:
        _tell(office, work, incoming, project, incoming.sender, stands=stands, thread=incoming.thread)
        return State.HANDLED, f"{project.code} stays: {'; '.join(stands)}"
    if letter.act_id is not None:
        work.log.undo_of(letter.act_id)
    lead_knew = _withdraw(work, project, opened)
    lead = office.settings.person(project.lead)
    told = lead is not None and lead_knew and lead != incoming.person
    name = lead.name if lead is not None and told else ""
    _tell(office, work, incoming, project, incoming.sender, lead_told=name, thread=incoming.thread)
    if lead is not None and told:
        _tell(office, work, incoming, project, address_of(lead), by=incoming.person.name)
    return State.HANDLED, f"{project.code} taken back (undid act {letter.act_id})"


def _built_on(office: Office, project: ProjectRow, opened: list[CaseRow]) -> tuple[str, ...]:
    """Return what later steps made of the project, a line each."""
    if project.stage != "signed":
        return (f"It is {'taken back already' if project.stage == 'lost' else project.stage}.",)
    lines = []
    for case in opened:
        by = office.settings.person(case.answered_by)
        who = by.name if by else case.answered_by
        if case.state == "answered" and case.kind == "approval":
            lines.append(f"{who} let the client edition go.")
        elif case.state == "answered":
            lines.append(f"{field_label(case.field)} was answered by {who}. Reply “undo” to that echo first.")
    return tuple(lines)


def _withdraw(work: UnitOfWork, project: ProjectRow, opened: list[CaseRow]) -> bool:
    """Close the cases, drop what has not left, free the SOW for another project; return whether the lead had mail."""
    for case in opened:
        if case.state in cases.UNSETTLED:
            work.log.update(t.case, case.id, state="withdrawn", answered_at=work.now)
    lead_knew = False
    for row in ledger.of_project(work.connection, project.id):
        left = not ledger.drop(work.connection, row.id, f"{project.code} was taken back") and row.phase != Phase.DROPPED
        lead_knew = lead_knew or (row.kind == "kickoff" and left)
    work.log.update(t.project, project.id, stage="lost")
    projects.free_sow(work, project.id)
    return lead_knew


def _tell(
    office: Office,
    work: UnitOfWork,
    incoming: Incoming,
    project: ProjectRow,
    to: Address,
    *,
    stands: tuple[str, ...] = (),
    by: str = "",
    lead_told: str = "",
    thread: Thread | None = None,
) -> None:
    said = ProjectWithdrawn(
        incoming.origin(office), project.code, project.title, project.client, office.admin, stands, by, lead_told
    )
    letter = project_withdrawn(office.desk, to, said, mail_id=incoming.id, thread=thread)
    post(office, work, letter, mail_id=incoming.id, project_id=project.id)
