"""Answers at the client gate: `ok` lets the edition go, `no` keeps it here with its reason, others change nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from agent.domain.planning.staff import lead_of
from agent.domain.quality.gate import Standing, may_release, standing
from agent.services.mail.incoming import Incoming
from agent.services.mail.refused import refuse_command
from agent.services.office import Office
from agent.services.post import post
from agent.services.quality.release import CLIENT_EDITION, release_case
from agent.store import cases, projects
from agent.store.cases import CaseRow
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from outbox import ledger
from outbox.ledger import LetterRow
from outbox.letter import Address
from outbox.letters.approval_void import ApprovalVoid, approval_void
from outbox.letters.client_held import ClientHeld, client_held
from outbox.letters.client_released import ClientReleased, client_released
from parsers.mail.reply import visible
from parsers.replies.command import CommandKind, read_command
from parsers.replies.refusal import read_refusal

Settled = tuple[State, str]


def take_approval(office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow) -> Settled | None:
    """Apply an answer to the approval a letter asked for; None when the words are neither yes nor no."""
    case = cases.approval_of(work.connection, letter.project_id) if letter.project_id is not None else None
    words = visible(incoming.mail.text)
    command, refusal = read_command(words, incoming.person.name), read_refusal(words, incoming.person.name)
    agreed = command is not None and command.kind is CommandKind.OK
    if case is None or not (agreed or refusal):
        return None
    if not may_release(incoming.person, office.settings):
        why = f"{incoming.person.name} may not release letters to clients"
        return refuse_command(office, work, incoming, lead_of(None, office.settings), words.strip(), why)
    good_for = timedelta(days=office.settings.policy.approval_days)
    counts = standing(case.state, case.opened_at, letter.posted_at, work.now, good_for)
    if counts is not Standing.COUNTS:
        return _answer_void(office, work, incoming, letter, case, counts)
    return _hold(office, work, incoming, case, refusal.reason) if refusal else _release(office, work, incoming, case)


def _release(office: Office, work: UnitOfWork, incoming: Incoming, case: CaseRow) -> Settled:
    released = release_case(work, case, incoming.person.email)
    project = projects.project_by_id(work.connection, case.project)
    said = ClientReleased(project.code, project.title, project.client, Address(released.recipient), CLIENT_EDITION)
    echo = client_released(office.desk, incoming.sender, said, sow_version=case.version, thread=incoming.thread)
    post(office, work, echo, mail_id=incoming.id, project_id=case.project)
    return State.HANDLED, f"released letter {released.id} to {released.recipient}"


def _hold(office: Office, work: UnitOfWork, incoming: Incoming, case: CaseRow, reason: str) -> Settled:
    """Keep the edition here; the approval stays to be answered and keeps the reason."""
    assert case.gated_letter_id is not None  # noqa: S101 - every approval gates a letter
    held = ledger.load(work.connection, case.gated_letter_id)
    cases.hold(work, case.id, reason, incoming.person.email)
    project = projects.project_by_id(work.connection, case.project)
    said = ClientHeld(project.code, project.title, Address(held.recipient), CLIENT_EDITION, held.id, reason)
    echo = client_held(office.desk, incoming.sender, said, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, echo, mail_id=incoming.id, project_id=case.project)
    return State.HANDLED, f"letter {held.id} stays held: {reason or 'no reason given'}"


def _answer_void(
    office: Office, work: UnitOfWork, incoming: Incoming, letter: LetterRow, case: CaseRow, counts: Standing
) -> Settled:
    """Say why an answer changes nothing; the act stands in the log all the same, as its audit."""
    project = projects.project_by_id(work.connection, case.project)
    by = office.settings.person(case.answered_by)
    said = ApprovalVoid(
        mail=incoming.origin(office),
        code=project.code,
        title=project.title,
        document=CLIENT_EDITION,
        why=_WHY[counts],
        day=_day(office, _moment(counts, case, letter)),
        contact=office.admin,
        by=by.name if by else case.answered_by,
    )
    answer = approval_void(office.desk, incoming.sender, said, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, answer, mail_id=incoming.id, project_id=case.project)
    return State.HANDLED, f"nothing done, the approval is {counts.value} (case {case.id}, act {work.log.id})"


_WHY: dict[Standing, Literal["done", "older", "expired", "withdrawn"]] = {
    Standing.DONE: "done",
    Standing.OLDER: "older",
    Standing.EXPIRED: "expired",
    Standing.WITHDRAWN: "withdrawn",
}


def _moment(counts: Standing, case: CaseRow, letter: LetterRow) -> datetime:
    if counts is Standing.OLDER:
        return case.opened_at
    return letter.posted_at if counts is Standing.EXPIRED else case.answered_at or case.opened_at


def _day(office: Office, moment: datetime) -> date:
    return moment.astimezone(office.zone).date()
