"""A reply to one of our letters goes to the use case that the letter's kind stands for."""

from __future__ import annotations

from collections.abc import Callable

from agent.inbox.triage import Triage
from agent.services.control.blocker_said import take_blocker
from agent.services.control.status_said import take_status
from agent.services.mail.incoming import Incoming
from agent.services.mail.refused import refuse_reply
from agent.services.office import Office
from agent.services.planning.absence import take_leave_answer
from agent.services.planning.answers import take_answers, undo_answers
from agent.services.planning.client_named import take_client
from agent.services.planning.plan_replies import take_plan_answer, undo_plan
from agent.services.planning.withdrawing import take_receipt_reply
from agent.services.quality.approval import take_approval
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from outbox import ledger
from outbox.identifiers import marks_in
from outbox.ledger import LetterRow

Settled = tuple[State, str]
UseCase = Callable[[Office, UnitOfWork, Incoming, LetterRow], Settled | None]

# Which letter asks what: the kind of the letter decides what its reply may do.
_BY_LETTER: dict[str, UseCase] = {
    "kickoff": take_approval,
    "client_held": take_approval,
    "client_released": take_approval,
    "approval_void": take_approval,
    "receipt": take_receipt_reply,
    "client_asked": take_client,
    "not_understood": take_answers,
    "answers_applied": undo_answers,
    "staffing": take_plan_answer,
    "plan_booked": undo_plan,
    "leave": take_leave_answer,
    "repair": take_plan_answer,
    "workbook_applied": undo_plan,
    "blocker": take_blocker,
    "blocker_freed": take_blocker,
    "status_request": take_status,
    "status_reminder": take_status,
    "status_silent": take_status,
    "status_echo": take_status,
    "date_moved": take_status,
    "project_status": take_status,
}


def take_reply(office: Office, work: UnitOfWork, incoming: Incoming, found: Triage) -> Settled | None:
    """Give a reply to its use case; None when it answers no letter or is not understood."""
    letter = _letter_of(work, incoming, found)
    if letter is None:
        return None
    owner = office.settings.person(letter.recipient)
    if owner != incoming.person:  # a thread routes; what it may set in motion is for the person we asked
        return refuse_reply(office, work, incoming, letter, owner) if owner else None
    use_case = _BY_LETTER.get(letter.kind)
    return use_case(office, work, incoming, letter) if use_case else None


def _letter_of(work: UnitOfWork, incoming: Incoming, found: Triage) -> LetterRow | None:
    """Return the letter a mail answers: by its thread, else by the mark in its subject when that is unambiguous."""
    for message_id in found.letters:
        row = ledger.by_message_id(work.connection, message_id)
        if row is not None:
            return row
    for mark in marks_in(incoming.mail.subject):
        rows = ledger.by_mark(work.connection, mark)
        if len(rows) == 1:
            return rows[0]
    return None
