"""The client gate opens: a lead's `ok`, or a command, lets the held client edition go, once."""

from __future__ import annotations

from agent.domain.quality.gate import may_release
from agent.errors import UsageError
from agent.services.mail.incoming import Incoming
from agent.services.office import Office, address_of
from agent.services.post import post
from agent.store import cases, projects
from agent.store.cases import CaseRow
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from outbox import ledger
from outbox.ledger import LetterRow
from outbox.letter import Address
from outbox.letters.client_released import ClientReleased, client_released
from parsers.mail.reply import visible
from parsers.replies.command import CommandKind, read_command

CLIENT_EDITION = "the kickoff document"


def take_approval(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> tuple[State, str] | None:
    """Apply an `ok` to the approval its letter asked for; None when the words are anything else."""
    asked = [case for case in cases.asked_by_letter(work.connection, letter.id) if case.kind == "approval"]
    command = read_command(visible(incoming.mail.text), incoming.person.name)
    if not asked or command is None or command.kind is not CommandKind.OK:
        return None
    case = asked[0]
    if not may_release(incoming.person, case.asked):
        return State.PERSON, f"{incoming.person.name} may not release letters to clients"
    if case.state != "open":
        return State.HANDLED, f"approved already by {case.answered_by}"
    released = release_case(work, case, incoming.person.email)
    project = projects.project_by_id(work.connection, case.project)
    said = ClientReleased(project.code, project.title, project.client, Address(released.recipient), CLIENT_EDITION)
    echo = client_released(office.desk, incoming.sender, said, sow_version=case.version, thread=incoming.thread)
    post(office, work, echo, mail_id=incoming.id, project_id=case.project)
    return State.HANDLED, f"released letter {released.id} to {released.recipient}"


def release_case(work: UnitOfWork, case: CaseRow, by: str) -> LetterRow:
    """Let the letter of an approval go and end the approval."""
    assert case.gated_letter_id is not None  # noqa: S101 - every approval gates a letter
    row = ledger.load(work.connection, case.gated_letter_id)
    if not ledger.release(work.connection, row.id, by, work.now):
        raise UsageError(f"letter {row.id} is not held, it is {row.phase}")
    cases.answer(work, case.id, "ok", by)
    work.nudge("outbox.send")
    return row


def release_by_command(office: Office, work: UnitOfWork, letter_id: int, by: str) -> LetterRow:
    """Let any held letter go by a person's command; its approval, if it has one, ends with it and the lead is told."""
    row = ledger.show(work.connection, letter_id)
    if row is None:
        raise UsageError(f"there is no letter {letter_id}; `desk outbox list` shows them")
    case = cases.gating(work.connection, letter_id)
    if case is not None and case.state == "open":
        released = release_case(work, case, by)
        _echo(office, work, case, released, by)
        return released
    if not ledger.release(work.connection, letter_id, by, work.now):
        raise UsageError(f"letter {letter_id} is not held, it is {row.phase}")
    work.nudge("outbox.send")
    return row


def _echo(office: Office, work: UnitOfWork, case: CaseRow, released: LetterRow, by: str) -> None:
    """Tell the person who was asked that somebody else let the letter go."""
    asked = office.settings.person(case.asked)
    if asked is None:
        return
    project = projects.project_by_id(work.connection, case.project)
    to = Address(released.recipient)
    said = ClientReleased(project.code, project.title, project.client, to, CLIENT_EDITION, "command", by)
    letter = client_released(office.desk, address_of(asked), said, sow_version=case.version)
    post(office, work, letter, project_id=case.project)
