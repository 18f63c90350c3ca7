"""What `desk read --json` says of one file, document or mail: the form other programs rely on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from agent.cli.published_mail import ReadMail, mail_as_json, read_mail_file
from agent.inbox.message import read_headers
from agent.reading import Reading, read_document
from config.settings import Limits, Mailbox
from parsers.published import published
from parsers.wire import Json

_HEADER = re.compile(rb"(?:\r?\n)*(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:)")
_ENVELOPE = re.compile(rb"(?m)^From \S{1,200} .{10,60}\d{4}\r?$")
_HEADER_BYTES = 100_000
_TRACES = ("message-id", "received", "return-path", "mime-version", "delivered-to", "x-mailer")
_MOST_MAIL = int(Mailbox.model_fields["mail_bytes"].default)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gives nothing, and why in one sentence."""

    error: str


Found = Reading | ReadMail | Unread


def read_file(path: Path, limits: Limits) -> Found:
    """Read one document or mail, told apart by its bytes; what cannot be read says why."""
    try:
        most = max(limits.file_bytes, _MOST_MAIL)
        if path.stat().st_size > most:
            return Unread(f"{path.name} is larger than {most / 1e6:.0f} MB, which is the most.")
        content = path.read_bytes()
    except OSError as error:
        return Unread(f"{path} cannot be read: {error.strerror}.")
    if _is_mail(content):
        if _is_mailbox(content):
            return Unread(f"{path.name} is a mailbox of several mails; give each mail as a file of its own.")
        return read_mail_file(content, limits)
    return read_document(path.name, content, limits)


def as_json(file: str, found: Found) -> dict[str, Json]:
    """Return one file's object; `error` stands in it where the file could not be read."""
    match found:
        case Unread():
            return {"file": file, "error": found.error}
        case Reading():
            return _document(file, found)
        case ReadMail():
            documents: list[Json] = [_document(reading.name, reading) for reading in found.documents]
            return {"file": file, **mail_as_json(found), "attachments": documents}


def _document(file: str, reading: Reading) -> dict[str, Json]:
    if reading.parsed is None:
        return {"file": file, "kind": reading.kind, "error": reading.error or "there is nothing to read in it"}
    return {"file": file, "kind": reading.kind, **published(reading.parsed)}


def _is_mail(content: bytes) -> bool:
    """Tell a mail by its header: a sender, and a line that only a mail program or server writes."""
    if not _HEADER.match(content):
        return False
    headers = read_headers(content[:_HEADER_BYTES])
    return bool(headers.all("from")) and any(headers.all(name) for name in _TRACES)


def _is_mailbox(content: bytes) -> bool:
    """Tell an mbox of several mails: each of them begins with a line "From sender date"."""
    return content.startswith(b"From ") and len(_ENVELOPE.findall(content)) > 1
