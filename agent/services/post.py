"""Posting a letter: its Message-ID and its bytes are fixed here, in the transaction of what it speaks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from agent.services.copies import KNOWN, fingerprint
from agent.services.office import Office
from agent.store.unit_of_work import UnitOfWork
from outbox import ledger, mime
from outbox.identifiers import mark_of, mint
from outbox.letter import Letter

_HOUR = timedelta(hours=1)
_EXPECTS_ANSWER = frozenset(
    {
        "answers_applied",
        "approval_void",
        "blocker",
        "blocker_freed",
        "capacity",
        "client_asked",
        "client_held",
        "date_moved",
        "feasibility",
        "kickoff",
        "leave",
        "not_understood",
        "plan_booked",
        "project_status",
        "receipt",
        "repair",
        "staffing",
        "status_echo",
        "status_reminder",
        "status_request",
        "status_silent",
        "workbook_applied",
    }
)

_NEVER_CAPPED = frozenset({"alarm", "needs_person"})  # they tell of what is held, and have caps of their own


def new_message_id(office: Office) -> str:
    """Return a Message-ID that only this desk can have made."""
    return mint(office.key, office.settings.agency.address.rpartition("@")[2])


def post(
    office: Office,
    work: UnitOfWork,
    letter: Letter,
    *,
    mail_id: int | None = None,
    project_id: int | None = None,
    message_id: str | None = None,
) -> int | None:
    """Post a letter under the present act; None when one with its key was posted before.

    An address that got its share of the hour gets it held instead, for a person to look at: that is a loop.
    """
    message_id = message_id or new_message_id(office)
    if letter.kind in _EXPECTS_ANSWER:
        letter = replace(letter, subject=f"{letter.subject} {mark_of(message_id)}")
    content = mime.build(letter, office.address, message_id, work.now, None, office.settings.agency.address)
    over = "" if letter.held or letter.kind in _NEVER_CAPPED else _over_cap(office, work, letter)
    cause = ledger.Cause(work.log.id, mail_id, project_id)
    letter_id = ledger.post(work.connection, letter, message_id, content, work.now, cause)
    if letter_id is not None and _left_before(office, work, letter, letter_id):
        return letter_id
    if letter_id is not None and over:
        ledger.hold(work.connection, letter_id, over)
        work.nudge("admin.tell")
    elif letter_id is not None:
        work.nudge("outbox.send")
    return letter_id


def _left_before(office: Office, work: UnitOfWork, letter: Letter, letter_id: int) -> bool:
    """Return whether the letter is one that left before the store was restored; then replies to that one find it.

    A letter held at the gate is left to the end of the comparison: by then its approval may have been read again.
    """
    copy = office.copies.take(fingerprint(letter)) if office.copies is not None and not letter.held else None
    if copy is None:
        return False
    return ledger.adopt(work.connection, letter_id, copy.message_id, copy.raw_sha256, copy.left_at, KNOWN)


def _over_cap(office: Office, work: UnitOfWork, letter: Letter) -> str:
    most = office.settings.letters.per_address_per_hour
    written = ledger.posted_to(work.connection, letter.to.email, work.now - _HOUR, work.now)
    return (
        f"{letter.to.email} got {written} letters within the hour, {most} {ledger.OVER_CAP}" if written >= most else ""
    )
