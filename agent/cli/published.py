"""What a file says, in the form other programs get it (`desk read --json`); see also `parsers/published.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from agent.cli.published_mail import ReadMail, mail_as_json, read_mail_file
from agent.inbox.message import Part
from agent.reading import Reader, Reading
from agent.services.mail.enclosed import Tools, documents_in
from config.settings import Limits, Mailbox
from parsers.formats.enclosed import ENCLOSING
from parsers.formats.sniff import Kind, kind_of
from parsers.published import published
from parsers.wire import Json

_ENVELOPE = re.compile(rb"(?m)^From \S{1,200} .{10,60}\d{4}\r?$")
_MAIL = "message/rfc822"
_MOST_MAIL = int(Mailbox.model_fields["mail_bytes"].default)


@dataclass(frozen=True, slots=True)
class ReadPackage:
    """An archive and what its documents say."""

    documents: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gives nothing, and why in one sentence."""

    error: str


Found = Reading | ReadMail | ReadPackage | Unread


def read_file(path: Path, limits: Limits, reader: Reader) -> Found:
    """Read one document or mail, told apart by its bytes; what cannot be read says why."""
    try:
        most = max(limits.file_bytes, _MOST_MAIL)
        if path.stat().st_size > most:
            return Unread(f"{path.name} is larger than {most / 1e6:.0f} MB, which is the most.")
        content = path.read_bytes()
    except OSError as error:
        return Unread(f"{path} cannot be read: {error.strerror}.")
    if kind_of(content) is Kind.EML:
        if _is_mailbox(content):
            return Unread(f"{path.name} is a mailbox of several mails; give each mail as a file of its own.")
        return read_mail_file(content, _tools(reader))
    return _opened(path.name, content, reader) or reader.read(path.name, content)


def _opened(name: str, content: bytes, reader: Reader) -> Found | None:
    """Return what a saved mail or an archive holds; None where the file is neither."""
    if kind_of(content) not in ENCLOSING:
        return None
    opened = reader.open(name, content)
    if opened.error:
        return Unread(opened.error)
    mails = [member.content for member in opened.members if member.media_type == _MAIL]
    if len(mails) == len(opened.members) == 1:
        return read_mail_file(mails[0], _tools(reader))
    parts = [Part(m.name, m.media_type or "application/octet-stream", m.content) for m in opened.members]
    documents = tuple(item.reading for item in documents_in(parts, _tools(reader)))
    return ReadPackage(documents) if documents else Unread(f"{name} holds no file that could be an agreement.")


def as_json(file: str, found: Found) -> dict[str, Json]:
    """Return the object that `desk read --json` prints for a file; `error` is there when it could not be read."""
    match found:
        case Unread():
            return {"file": file, "error": found.error}
        case Reading():
            return _document(file, found)
        case ReadMail():
            documents: list[Json] = [_document(reading.name, reading) for reading in found.documents]
            return {"file": file, **mail_as_json(found), "attachments": documents}
        case ReadPackage():
            attached: Json = [_document(reading.name, reading) for reading in found.documents]
            return {"file": file, "kind": "other", "attachments": attached}


def _document(file: str, reading: Reading) -> dict[str, Json]:
    seen: dict[str, Json] = {"file": file, "kind": reading.kind, "flags": list[Json](sorted(reading.flags))}
    if reading.confidence is not None:
        seen["confidence"] = reading.confidence
    if reading.parsed is None:
        return {**seen, "error": reading.error or "there is nothing to read in it"}
    return {**seen, **published(reading.parsed)}


def _tools(reader: Reader) -> Tools:
    return Tools(reader.read, reader.open)


def _is_mailbox(content: bytes) -> bool:
    """Tell an mbox of several mails: each of them begins with a line "From sender date"."""
    return content.startswith(b"From ") and len(_ENVELOPE.findall(content)) > 1
