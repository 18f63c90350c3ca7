"""What `desk read --json` says of one mail, without a store: its kind, its new words, what it forwards and changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from agent.clock import SystemClock
from agent.inbox.identity import Sender
from agent.inbox.message import InboundMail, read_mail, sent_day
from agent.inbox.triage import Kind, Triage, triage
from agent.reading import Reading
from agent.services.mail.enclosed import Tools, documents_in
from parsers.mail.absence import OutOfOffice, read_absence
from parsers.mail.bounce import Bounce
from parsers.mail.calendar import Event, read_calendar
from parsers.mail.forward import Forward, bare_subject, unwrap
from parsers.mail.reply import visible
from parsers.replies.decision import Decision
from parsers.replies.kind import Reading as Words
from parsers.replies.kind import Said, read_words
from parsers.replies.leave import Leave
from parsers.replies.status import Change
from parsers.wire import Json

_MACHINES = {
    Kind.AUTO_REPLY: "auto_reply",
    Kind.BOUNCE: "bounce",
    Kind.LIST: "list",
    Kind.CALENDAR: "calendar",
}
_MAIL = "message/rfc822"
_PASTED = re.compile(
    r"\b(?:statement of works?|scope of works?|work order|services? agreement|leistungsbeschreibung|werkvertrag)\b",
    re.IGNORECASE,
)
_PASTED_CHARS = 400  # a SOW in the body of a mail is longer
PASTED_NAME = "text of the mail"


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A mail and what it says; `kind` is the mail's kind in the published form."""

    mail: InboundMail
    kind: str
    triage: Triage
    words: Words
    inner: Forward | None
    documents: tuple[Reading, ...]
    day: date  # on which it was sent, where its sender was


def read_mail_file(content: bytes, tools: Tools) -> ReadMail:
    """Read a mail with its documents, an attached mail's and a SOW pasted into its text among them."""
    mail = read_mail(content)
    found = triage(mail, Sender(mail.from_email, mail.from_name, None, "unverified", ()), _not_ours)
    inner = forwarded(mail)
    day = sent_day(mail) or SystemClock().now().date()
    machine = found.kind.from_machine
    documents = () if machine else _documents(mail, inner, tools)
    words = Words(Said.OTHER) if machine else _words(mail, inner, day)
    return ReadMail(mail, _kind(found.kind, words, documents), found, words, inner, documents, day)


def mail_as_json(found: ReadMail) -> dict[str, Json]:
    """Return a mail's object without its file and attachments."""
    mail, inner = found.mail, found.inner
    return {
        "kind": found.kind,
        "from": {"name": mail.from_name, "address": mail.from_email},
        "subject": mail.subject,
        "reply": visible(mail.text) if inner is None else inner.note,
        "forwarded": None if inner is None else _forward(inner),
        "note": None if inner is None else inner.note or None,
        "changes": [_change(change) for change in found.words.changes] if found.kind == "status_reply" else [],
        **_more(found),
        "defects": list(mail.defects),
    }


def forwarded(mail: InboundMail) -> Forward | None:
    """Return the mail that `mail` forwards, in its text or as an attachment."""
    inner = unwrap(mail.subject, mail.text)
    attached = next((part.content for part in mail.attachments if part.claimed_type == _MAIL), None)
    if inner is not None or attached is None:
        return inner
    held = read_mail(attached)
    date = held.date.isoformat() if held.date else ""
    return Forward(held.from_name, held.from_email, held.subject, date, held.text, visible(mail.text))


def _documents(mail: InboundMail, inner: Forward | None, tools: Tools) -> tuple[Reading, ...]:
    """Return what the attached files say; a text that is a SOW itself where none of them is one."""
    read = tuple(item.reading for item in documents_in(mail.attachments, tools))
    if any(reading.kind == "sow" for reading in read):
        return read
    body = inner.text if inner is not None else visible(mail.text)
    if len(body) < _PASTED_CHARS or not _PASTED.search(body):
        return read
    pasted = tools.read(PASTED_NAME, body.encode())
    return (*read, pasted) if pasted.kind == "sow" else read


def _words(mail: InboundMail, inner: Forward | None, day: date) -> Words:
    """Return what the sender's own words say: of a forward, the note above it."""
    if inner is not None:
        return read_words("", inner.note, inner.note, False, day)
    new = visible(mail.text)
    replies = bool(mail.in_reply_to or mail.references) or bare_subject(mail.subject) != mail.subject.strip()
    return read_words(mail.subject, mail.text, new, replies or len(new) < len(mail.text.strip()) - 40, day)


def _kind(kind: Kind, words: Words, documents: tuple[Reading, ...]) -> str:
    """Return the published kind: a machine's, a SOW's by the state of its signatures, else what the words say."""
    if kind in _MACHINES:
        return _MACHINES[kind]
    sows = [reading.parsed for reading in documents if reading.kind == "sow" and reading.parsed is not None]
    if any(parsed.facts.signed == "signed" for parsed in sows):
        return "signed_sow"
    return "draft_sow" if sows else str(words.said)


def _more(found: ReadMail) -> dict[str, Json]:
    """Return what a mail of its kind says beside the common keys."""
    match found.kind:
        case "leave":
            return {"leave": [_leave(leave) for leave in found.words.leave]}
        case "decision_reply":
            return {"decisions": [_decision(decision) for decision in found.words.decisions]}
        case "auto_reply":
            return {"absence": _absence(read_absence(found.mail.text, found.day, found.mail.from_email))}
        case "bounce":
            return {"bounces": [_bounce(bounce) for bounce in found.triage.bounces]}
        case "calendar":
            return {"events": [_event(event) for event in _events(found.mail)]}
        case _:
            return {}


def _events(mail: InboundMail) -> tuple[Event, ...]:
    held = next((part.content for part in mail.attachments if part.claimed_type == "text/calendar"), b"")
    return read_calendar(held)


def _forward(inner: Forward) -> Json:
    moment = inner.moment
    return {
        "from": {"name": inner.name, "address": inner.address},
        "subject": inner.subject,
        "date": inner.date or None,
        "date_iso": moment.isoformat() if moment else None,
        "text": inner.text,
    }


def _change(change: Change) -> Json:
    return {
        "what": str(change.what),
        "project": change.project,
        "milestone": change.milestone,
        "value": change.value,
        "quote": change.quote,
    }


def _leave(leave: Leave) -> Json:
    return {
        "first": leave.first.isoformat(),
        "last": leave.last.isoformat() if leave.last else None,
        "part": leave.part or None,
        "who": leave.who or None,
        "quote": leave.quote,
    }


def _decision(decision: Decision) -> Json:
    return {
        "number": decision.number,
        "choice": str(decision.choice),
        "option": decision.option or None,
        "who": decision.who or None,
        "quote": decision.quote,
    }


def _absence(said: OutOfOffice) -> Json:
    days: list[Json] = [
        {"first": a.first.isoformat(), "last": a.last.isoformat() if a.last else None, "quote": a.quote}
        for a in said.absences
    ]
    return {
        "days": days,
        "substitute": said.substitute or None,
        "substitute_address": said.substitute_address or None,
    }


def _bounce(bounce: Bounce) -> Json:
    return {
        "recipient": bounce.recipient or None,
        "message_id": bounce.message_id or None,
        "permanent": bounce.permanent,
        "status": bounce.status or None,
    }


def _event(event: Event) -> Json:
    return {
        "method": event.method or None,
        "summary": event.summary,
        "organizer": event.organizer or None,
        "attendees": [{"address": a.address, "name": a.name, "answer": a.answer or None} for a in event.attendees],
        "start": event.start.isoformat() if event.start else None,
        "end": event.end.isoformat() if event.end else None,
        "all_day": event.all_day,
    }


def _not_ours(message_id: str) -> bool:  # noqa: ARG001
    """Without a store no Message-ID is known to be ours."""
    return False
