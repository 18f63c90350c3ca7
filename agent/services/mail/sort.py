"""Sorting: who sent each mail and what it is, many mails in one transaction; machines and strangers get no answer."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from datetime import timedelta

from agent.errors import ConcurrencyError
from agent.inbox.identity import Sender, identify
from agent.inbox.message import InboundMail, read_mail
from agent.inbox.triage import Kind, Triage, triage
from agent.services.control.canary import SEEN
from agent.services.office import Office
from agent.store import mailroom, pulses
from agent.store.acts import Cause
from agent.store.mailroom import ClaimedMail, Sorted, State
from agent.store.unit_of_work import UnitOfWork
from outbox import ledger

# A colleague's own calendar and out-of-office may tell that they are away; neither is ever answered.
TELLS_LEAVE = frozenset({Kind.CALENDAR, Kind.AUTO_REPLY})
_BATCH = 200
_RETRY_AFTER = timedelta(seconds=20)
_CAUSE = Cause("routine", "inbox.sort", "desk", "mail.sort")


def sort_batch(office: Office, limit: int = _BATCH) -> int:
    """Sort up to `limit` kept mails, oldest first; return how many were taken up."""
    with office.store.begin("mail.claim", _CAUSE) as work:
        claimed = mailroom.claim(work.connection, State.KEPT, office.owner, work.now, limit)
    seen = [_look_guarded(office, mail) for mail in claimed]
    read = [item for item in seen if isinstance(item, Sorted)]
    unread = [item for item in seen if isinstance(item, _Unread)]
    with office.store.begin("mail.sort", _CAUSE) as work:
        for lost in unread:
            _put_aside(office, work, lost)
        copies = mailroom.first_of_kind(work.connection, [(s.id, s.message_id, s.content_digest) for s in read])
        found = [_as_copy(item, copies[item.id]) if item.id in copies else item for item in read]
        if not mailroom.settle_sorted(work.connection, office.owner, work.now, found):
            raise ConcurrencyError("another worker took over the batch")
        for item in found:
            if item.state is State.SORTED:
                work.nudge("mail.handle", item.id)
        ours = [item.message_id for item in found if item.kind == Kind.OWN_LETTER]
        for message_id in ours:
            ledger.confirm_echo(work.connection, message_id, work.now)
        if ours:
            pulses.beat(work.connection, SEEN, work.now)
        if any(item.state is not State.SORTED for item in found):
            work.nudge("mailbox.file")
        if any(item.state is State.PERSON for item in found) or any(lost.spent for lost in unread):
            work.nudge("admin.tell")
    return len(claimed)


@dataclass(frozen=True, slots=True)
class _Unread:
    """A mail that could not be read, and why; it is `spent` when it has had all its tries."""

    mail: ClaimedMail
    spent: bool
    reason: str
    detail: str = ""


def _look_guarded(office: Office, mail: ClaimedMail) -> Sorted | _Unread:
    """Look at one mail; whatever reading it raises stays with it, and the others of its batch go on."""
    if mail.tries > mailroom.MOST_TRIES:
        return _Unread(mail, True, f"reading it failed {mailroom.MOST_TRIES} times")
    try:
        return _look(office, mail)
    except Exception as error:  # noqa: BLE001 - whatever it was: the mail keeps its reason and others go on
        detail = "".join(traceback.format_exception(error))[-8000:]
        reason = f"reading it failed: {type(error).__name__}: {error}"[:500]
        return _Unread(mail, mail.tries >= mailroom.MOST_TRIES, reason, detail)


def _put_aside(office: Office, work: UnitOfWork, item: _Unread) -> None:
    """Have a mail that could not be read tried again, alone, or put it before a person."""
    if item.spent:
        mailroom.give_to_person(work.connection, item.mail, office.owner, work.now, item.reason, item.detail)
    else:
        due = work.now + _RETRY_AFTER * item.mail.tries
        mailroom.put_back(work.connection, item.mail, office.owner, due, item.reason, item.detail)


def _look(office: Office, claimed: ClaimedMail) -> Sorted:
    mail = read_mail(claimed.raw)
    sender = identify(mail, office.settings)
    return decide(claimed, mail, sender, triage(mail, sender, office.is_ours), office)


def decide(claimed: ClaimedMail, mail: InboundMail, sender: Sender, found: Triage, office: Office) -> Sorted:
    """Return where a mail goes: to a use case, to a person, or aside with the reason."""
    state, reason = _whereto(sender, found, office, claimed.oversize)
    return Sorted(
        id=claimed.id,
        epoch=claimed.epoch,
        message_id=mail.message_id,
        content_digest=mail.content_digest,
        from_email=mail.from_email,
        from_name=mail.from_name,
        subject=mail.subject,
        verdict=sender.verdict,
        verdict_why="; ".join(sender.reasons),
        person=sender.person or "",
        kind=found.kind,
        state=state,
        reason=reason,
    )


def _whereto(sender: Sender, found: Triage, office: Office, oversize: bool) -> tuple[State, str]:
    if found.kind is Kind.BOUNCE:
        return State.SORTED, found.reason
    person = office.settings.person(sender.person) if sender.person else None
    if found.kind.from_machine:
        told = person is not None and sender.verdict != "unverified" and found.kind in TELLS_LEAVE
        return (State.SORTED if told else State.IGNORED), found.reason
    if person is None:
        return State.PERSON, "the sender is nobody in agency.toml"
    if sender.verdict == "unverified":
        return State.PERSON, "the sender is not proven: " + "; ".join(sender.reasons)
    if oversize:
        return State.SORTED, "it is larger than a mail may be"
    return State.SORTED, found.reason


def _as_copy(item: Sorted, original: int) -> Sorted:
    return replace(item, state=State.IGNORED, reason=f"a copy of mail {original}", copy_of=original)
