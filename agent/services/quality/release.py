"""The client gate opens: an approval, or a command, lets the held client edition go, once."""

from __future__ import annotations

from agent.errors import UsageError
from agent.services.office import Office, address_of
from agent.services.post import post
from agent.store import cases, projects
from agent.store.cases import CaseRow
from agent.store.unit_of_work import UnitOfWork
from outbox import ledger
from outbox.ledger import LetterRow
from outbox.letter import Address
from outbox.letters.client_released import ClientReleased, client_released

CLIENT_EDITION = "the kickoff document"


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
    if case is not None and case.state in cases.UNSETTLED:
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
