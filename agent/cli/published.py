"""What `desk read --json` says of one file, document or mail: the form other programs rely on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from agent.inbox.identity import Sender
from agent.inbox.message import InboundMail, read_headers, read_mail
from agent.inbox.triage import Kind, is_document, triage
from agent.reading import Reading, read_document
from config.settings import Limits, Mailbox
from parsers.mail.forward import Forward, unwrap
from parsers.mail.reply import visible
from parsers.published import published
from parsers.wire import Json

_NAMES = {
    Kind.AUTO_REPLY: "auto_reply",
    Kind.BOUNCE: "bounce",
    Kind.LIST: "list",
    Kind.CALENDAR: "calendar",
    Kind.QUESTION: "question",
}
_HEADER = re.compile(rb"(?:\r?\n)*(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:)")
_MAIL = "message/rfc822"
_HEADER_BYTES = 100_000
_TRACES = ("message-id", "received", "return-path", "mime-version", "delivered-to", "x-mailer")
_MOST_MAIL = int(Mailbox.model_fields["mail_bytes"].default)


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A mail and what its documents say; `kind` is the mail's kind in the published form."""

    mail: InboundMail
    kind: str
    documents: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gives nothing, and why in one sentence."""

    error: str


Found = Reading | ReadMail | Unread


def read_file(path: Path, limits: Limits, layout: bool = False) -> Found:
    """Read one document or mail, told apart by its bytes; what cannot be read says why.

    With `layout` each document comes with its text and blocks, for showing the facts in their places.
    """
    try:
        most = max(limits.file_bytes, _MOST_MAIL)
        if path.stat().st_size > most:
            return Unread(f"{path.name} is larger than {most / 1e6:.0f} MB, which is the most.")
        content = path.read_bytes()
    except OSError as error:
        return Unread(f"{path} cannot be read: {error.strerror}.")
    if _is_mail(content):
        return _mail(content, limits, layout)
    return read_document(path.name, content, limits, layout)


def as_json(file: str, found: Found) -> dict[str, Json]:
    """Return one file's object; `error` stands in it where the file could not be read."""
    match found:
        case Unread():
            return {"file": file, "error": found.error}
        case Reading():
            return _document(file, found)
        case ReadMail():
            return _published_mail(file, found)


def _document(file: str, reading: Reading) -> dict[str, Json]:
    if reading.parsed is None:
        return {"file": file, "kind": reading.kind, "error": reading.error or "there is nothing to read in it"}
    return {"file": file, "kind": reading.kind, **published(reading.parsed)}


def _published_mail(file: str, found: ReadMail) -> dict[str, Json]:
    return {
        "file": file,
        "kind": found.kind,
        "from": {"name": found.mail.from_name, "address": found.mail.from_email},
        "subject": found.mail.subject,
        **_words(found.mail),
        "defects": list(found.mail.defects),
        "attachments": [_document(reading.name, reading) for reading in found.documents],
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


def _words(mail: InboundMail) -> dict[str, Json]:
    """Return what its sender newly wrote and, of a forward, the mail inside."""
    inner = forwarded(mail)
    if inner is None:
        return {"reply": visible(mail.text), "forwarded": None, "note": None}
    told: Json = {
        "from": {"name": inner.name, "address": inner.address},
        "subject": inner.subject,
        "date": inner.date or None,
        "text": inner.text,
    }
    return {"reply": inner.note, "forwarded": told, "note": inner.note or None}


def _mail(content: bytes, limits: Limits, layout: bool) -> ReadMail:
    mail = read_mail(content)
    parts = [part for part in mail.attachments if is_document(part)]
    documents = tuple(read_document(part.name, part.content, limits, layout) for part in parts)
    sender = Sender(mail.from_email, mail.from_name, None, "unverified", ())
    return ReadMail(mail, _kind(triage(mail, sender, _not_ours).kind, documents), documents)


def _is_mail(content: bytes) -> bool:
    """Tell a mail by its header: a sender, and a line that only a mail program or server writes."""
    if not _HEADER.match(content):
        return False
    headers = read_headers(content[:_HEADER_BYTES])
    return bool(headers.all("from")) and any(headers.all(name) for name in _TRACES)


def _not_ours(message_id: str) -> bool:  # noqa: ARG001
    """Without a store no Message-ID is known to be ours."""
    return False


def _kind(kind: Kind, documents: tuple[Reading, ...]) -> str:
    if kind is not Kind.DOCUMENT:
        return _NAMES.get(kind, "other")
    sows = [reading.parsed for reading in documents if reading.kind == "sow" and reading.parsed is not None]
    if any(parsed.facts.signed == "signed" for parsed in sows):
        return "signed_sow"
    return "draft_sow" if sows else "other"
