"""Handling: one sorted mail goes to its use case, in one unit of work; what fails is kept with its reason."""

from __future__ import annotations

import traceback
from datetime import timedelta

from agent.domain.planning.staff import may_open_project
from agent.errors import ConcurrencyError
from agent.inbox.identity import identify
from agent.inbox.message import read_mail
from agent.inbox.triage import Kind, Triage, triage
from agent.services.mail.asked import take_words
from agent.services.mail.bounced import note_bounce
from agent.services.mail.incoming import Incoming
from agent.services.mail.plain import answer_plainly
from agent.services.mail.refused import refuse_document
from agent.services.mail.replied import take_reply
from agent.services.mail.unclear import ask_back
from agent.services.office import Office
from agent.services.planning.absence import take_auto_reply, take_calendar
from agent.services.planning.intake import answer_unreadable, read_parts, take_in
from agent.store import mailroom
from agent.store.acts import Cause
from agent.store.mailroom import ClaimedMail, State
from agent.store.unit_of_work import UnitOfWork
from outbox.letters.unreadable import Verdict

_BY_MACHINE = {Kind.CALENDAR: take_calendar, Kind.AUTO_REPLY: take_auto_reply}
_RETRY_AFTER = timedelta(seconds=20)


def handle_one(office: Office, mail_id: int) -> bool:
    """Handle a sorted mail; False when it is not there to be had (another worker has it, or it is settled)."""
    with office.store.begin("mail.claim", _cause(mail_id, "mail.handle")) as work:
        claimed = mailroom.claim(work.connection, State.SORTED, office.owner, work.now, 1, mail_id)
    if not claimed:
        return False
    (mail,) = claimed
    if mail.tries > mailroom.MOST_TRIES:
        _give_up(office, mail, f"the work on it ended {mailroom.MOST_TRIES} times without a result")
        return True
    try:
        _work_on(office, mail)
    except ConcurrencyError:
        return False
    except Exception as error:  # noqa: BLE001 - whatever it was: the mail keeps its reason and others go on
        _put_back(office, mail, error)
    return True


def _work_on(office: Office, claimed: ClaimedMail) -> None:
    mail = read_mail(claimed.raw)
    sender = identify(mail, office.settings)
    found = triage(mail, sender, office.is_ours)
    person = office.settings.person(sender.person) if sender.person else None
    if found.kind is Kind.BOUNCE:
        with office.store.begin("mail.bounce", _cause(claimed.id, "letter.bounced")) as work:
            _settle(office, work, claimed, note_bounce(office, work, found, claimed.id))
    elif person is None or sender.verdict == "unverified":  # rights are read when applied, not when sorted
        _give_up(office, claimed, "the sender may not set anything in motion: " + "; ".join(sender.reasons))
    else:
        incoming = Incoming(claimed.id, mail, person, claimed.received_at, claimed.tries >= mailroom.MOST_TRIES)
        _take(office, claimed, incoming, found)


def _take(office: Office, claimed: ClaimedMail, incoming: Incoming, found: Triage) -> None:
    if claimed.oversize:
        _refuse_oversize(office, claimed, incoming)
    elif found.kind in _BY_MACHINE:
        with office.store.begin("mail.machine", incoming.cause("mail.machine")) as work:
            told = _BY_MACHINE[found.kind](office, work, incoming)
            _settle(office, work, claimed, told or (State.IGNORED, found.reason))
    elif found.kind is Kind.DOCUMENT:
        _take_documents(office, claimed, incoming)
    else:
        with office.store.begin("mail.words", incoming.cause("mail.words")) as work:
            settled = (
                answer_plainly(office, work, incoming)
                or take_reply(office, work, incoming, found)
                or take_words(office, work, incoming)
                or ask_back(office, work, incoming)
            )
            _settle(office, work, claimed, settled)


def _take_documents(office: Office, claimed: ClaimedMail, incoming: Incoming) -> None:
    if not may_open_project(incoming.person):
        with office.store.begin("intake", incoming.cause("sow.refused")) as work:
            _settle(office, work, claimed, refuse_document(office, work, incoming))
        return
    read = read_parts(office, incoming.mail.attachments)
    died = [item.part.name for item in read if item.reading.died]
    if died and not incoming.last_try:
        _again(office, claimed, f"reading {died[0]} was stopped", "")
        return
    with office.store.begin("intake", incoming.cause("sow.intake")) as work:
        outcome = take_in(office, work, incoming, read)
        _settle(office, work, claimed, (State.PERSON if died or outcome.for_person else State.HANDLED, outcome.reason))


def _refuse_oversize(office: Office, claimed: ClaimedMail, incoming: Incoming) -> None:
    size, most = claimed.size / 1e6, office.settings.mailbox.mail_bytes / 1e6
    verdict = Verdict("", False, f"This mail is {size:.0f} MB; {most:.0f} MB is the most.", "Send a smaller file.")
    with office.store.begin("mail.oversize", incoming.cause("mail.oversize")) as work:
        answer_unreadable(office, work, incoming, [verdict])
        _settle(office, work, claimed, (State.PERSON, f"{verdict.said} It still lies in the mailbox."))


def _settle(office: Office, work: UnitOfWork, claimed: ClaimedMail, settled: tuple[State, str]) -> None:
    state, reason = settled
    if not mailroom.settle(work.connection, claimed, office.owner, work.now, state, reason):
        raise ConcurrencyError("another worker took the mail over")
    work.nudge("mailbox.file")
    if state is State.PERSON:
        work.nudge("admin.tell")


def _put_back(office: Office, claimed: ClaimedMail, error: Exception) -> None:
    detail = "".join(traceback.format_exception(error))[-8000:]
    reason = f"{type(error).__name__}: {error}"[:500]
    if claimed.tries >= mailroom.MOST_TRIES:
        _give_up(office, claimed, reason, detail)
    else:
        _again(office, claimed, reason, detail)


def _again(office: Office, claimed: ClaimedMail, reason: str, detail: str) -> None:
    with office.store.begin("mail.again", _cause(claimed.id, "mail.again")) as work:
        due = work.now + _RETRY_AFTER * claimed.tries
        mailroom.put_back(work.connection, claimed, office.owner, due, reason, detail)


def _give_up(office: Office, claimed: ClaimedMail, reason: str, detail: str = "") -> None:
    """Put the mail before a person; a proven colleague is told that it waits there."""
    with office.store.begin("mail.person", _cause(claimed.id, "mail.person")) as work:
        if mailroom.give_to_person(work.connection, claimed, office.owner, work.now, reason, detail):
            _tell_sender(office, work, claimed)
            work.nudge("admin.tell")


def _tell_sender(office: Office, work: UnitOfWork, claimed: ClaimedMail) -> None:
    mail = read_mail(claimed.raw)
    sender = identify(mail, office.settings)
    person = office.settings.person(sender.person) if sender.person else None
    if person is None or sender.verdict == "unverified":
        return
    incoming = Incoming(claimed.id, mail, person, claimed.received_at, last_try=True)
    verdict = Verdict("", False, f"The desk could not finish the work on it; {office.admin.name} has it now.")
    answer_unreadable(office, work, incoming, [verdict])


def _cause(mail_id: int, rule: str) -> Cause:
    return Cause("mail", str(mail_id), "desk", rule)
