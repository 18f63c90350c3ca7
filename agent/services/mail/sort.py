"""Sorting: who sent each mail and what it is, many mails in one transaction; machines and strangers get no answer."""

from __future__ import annotations

from dataclasses import replace

from agent.domain.planning.staff import may_open_project
from agent.errors import ConcurrencyError
from agent.inbox.identity import Sender, identify
from agent.inbox.message import InboundMail, read_mail
from agent.inbox.triage import Kind, Triage, triage
from agent.services.control.canary import SEEN
from agent.services.office import Office
from agent.store import mailroom, pulses
from agent.store.acts import Cause
from agent.store.mailroom import ClaimedMail, Sorted, State
from outbox import ledger

# A colleague's own calendar and out-of-office may tell that they are away; neither is ever answered.
TELLS_LEAVE = frozenset({Kind.CALENDAR, Kind.AUTO_REPLY})
_BATCH = 200
_CAUSE = Cause("routine", "inbox.sort", "desk", "mail.sort")


def sort_batch(office: Office, limit: int = _BATCH) -> int:
    """Sort up to `limit` kept mails, oldest first; return how many were taken up."""
    with office.store.begin("mail.claim", _CAUSE) as work:
        claimed = mailroom.claim(work.connection, State.KEPT, office.owner, work.now, limit)
    spent = [mail for mail in claimed if mail.tries > mailroom.MOST_TRIES]
    read = [_look(office, mail) for mail in claimed if mail.tries <= mailroom.MOST_TRIES]
    with office.store.begin("mail.sort", _CAUSE) as work:
        for mail in spent:
            reason = f"reading it failed {mailroom.MOST_TRIES} times"
            mailroom.give_to_person(work.connection, mail, office.owner, work.now, reason)
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
        if any(item.state is State.PERSON for item in found) or spent:
            work.nudge("admin.tell")
    return len(claimed)


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
    if found.kind is Kind.DOCUMENT and not may_open_project(person):
        return State.PERSON, f"{person.name} may not open projects by mail (roles: {', '.join(person.roles)})"
    return State.SORTED, found.reason


def _as_copy(item: Sorted, original: int) -> Sorted:
    return replace(item, state=State.IGNORED, reason=f"a copy of mail {original}", copy_of=original)
