"""A letter to its final bytes (RFC 5322, 2045-2047, 2231): fixed once, before the letter is posted.

Written out directly: the standard library's folding costs more than all the rest of a letter. Tests read every
letter back with the standard library, under `policy.default` and under `compat32`, and compare each value.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote

from outbox.addresses import on_wire
from outbox.letter import Address, Attachment, Letter, Thread

KIND_HEADER = "X-Desk-Letter"  # what a copy of ours is, where the store that wrote it is gone
_LINE = 76
_FOLD = "\r\n "
_SUBJECT_LENGTH = 400
_NAME_LENGTH = 120
_FILE_NAME_BYTES = 240  # what a file system takes, and one header line when percent-encoded
_REFERENCES = 20
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# bidi and zero-width marks, and halves of surrogate pairs
_HIDDEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")
_BODY_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NOT_IN_FILES = re.compile(r'[/\\:*?"<>|]')
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+\Z")
_ID = re.compile(r"<[!-;=?-~]{1,250}>\Z")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}\Z")


def build(
    letter: Letter, sender: Address, message_id: str, date: datetime, reply_to: str | None, loop_id: str
) -> bytes:
    """Return the letter as it goes over the wire: CRLF lines of at most 998 bytes, ASCII only, dots not yet stuffed.

    Raises `AddressError` for an address that cannot be written, and nothing else whatever the words hold.
    """
    head = [
        f"From: {_mailbox(sender)}",
        f"To: {_mailbox(letter.to)}",
        f"Subject: {_unstructured(clean(letter.subject, _SUBJECT_LENGTH), 9)}",
        f"Date: {format_datetime(date)}",
        f"Message-ID: {message_id}",
        *_threading(letter.thread),
        *([f"Reply-To: <{on_wire(reply_to)}>"] if reply_to else []),
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        f"X-Loop: {_unstructured(clean(loop_id, _NAME_LENGTH), 8)}",
        f"{KIND_HEADER}: {letter.kind}",
        "MIME-Version: 1.0",
    ]
    return "\r\n".join(head).encode("ascii") + b"\r\n" + _body(letter, message_id)


def clean(text: str, length: int) -> str:
    """Return `text` fit for one header line: NFC, one line, no controls, no bidi marks, at most `length` characters."""
    line = _BREAKS.sub(" ", _HIDDEN.sub("", text)).strip()
    line = unicodedata.normalize("NFC", line)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def file_name(name: str) -> str:
    """Return `name` as a file may be called anywhere, its ending kept: no path, no controls, at most 240 bytes."""
    safe = _NOT_IN_FILES.sub("_", clean(name, 10_000)).strip(". ") or "attachment"
    stem, dot, ending = safe.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = safe, ""
    tail = dot + ending if ending else ""
    return _cut(stem, _FILE_NAME_BYTES - len(tail.encode())).rstrip(". ") + tail


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")


def _body(letter: Letter, message_id: str) -> bytes:
    # "=_" can stand neither in quoted-printable nor in base64, so no body can hold the boundary.
    seed = hashlib.sha256(message_id.encode()).hexdigest()[:24]
    inner = _text("plain", letter.text)
    if letter.html:
        inner = _multipart("alternative", f"=_a{seed}", [inner, _text("html", letter.html)])
    if letter.attachments:
        inner = _multipart("mixed", f"=_m{seed}", [inner, *map(_attached, letter.attachments)])
    return inner


def _multipart(kind: str, boundary: str, parts: list[bytes]) -> bytes:
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode()
    line = b"--" + boundary.encode()
    return head + b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def _text(subtype: str, words: str) -> bytes:
    lines = _BODY_CONTROLS.sub("", words.replace("\r\n", "\n").replace("\r", "\n")).removesuffix("\n")
    data = (lines.replace("\n", "\r\n") + "\r\n").encode()
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: '.encode()
    if _mostly_foreign(data):
        return head + b"base64\r\n\r\n" + _base64(data)
    return head + b"quoted-printable\r\n\r\n" + binascii.b2a_qp(data, istext=True)


def _mostly_foreign(data: bytes) -> bool:
    return len(data.translate(None, bytes(range(0x80)))) * 5 > len(data)


def _attached(file: Attachment) -> bytes:
    name = file_name(file.name)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().strip(". ") or "attachment"
    where = f'filename="{name}"' if name.isascii() else f"filename*=utf-8''{quote(name, safe='')}"
    head = (
        f'Content-Type: {_media_type(file)};\r\n name="{plain}"\r\nContent-Transfer-Encoding: base64\r\n'
        f"Content-Disposition: attachment;\r\n {where}\r\n\r\n"
    )
    return head.encode("ascii") + _base64(file.content)


def _media_type(file: Attachment) -> str:
    claimed = file.media_type.lower()
    # RFC 2046, 5.2.1: neither a message nor a multipart may be base64, so those go as plain bytes.
    if not _MEDIA_TYPE.match(claimed) or claimed.startswith(("message/", "multipart/")):
        return "application/octet-stream"
    return f'{claimed}; charset="utf-8"' if claimed.startswith("text/") else claimed


def _base64(data: bytes) -> bytes:
    whole = binascii.b2a_base64(data, newline=False)
    return b"\r\n".join([whole[at : at + _LINE] for at in range(0, len(whole), _LINE)]) + b"\r\n"


def _threading(thread: Thread | None) -> Iterator[str]:
    if thread is None or not _ID.match(thread.message_id):
        return
    chain = [ref for ref in thread.references if _ID.match(ref) and ref != thread.message_id]
    if len(chain) > _REFERENCES:
        chain = [chain[0], *chain[1 - _REFERENCES :]]
    yield f"In-Reply-To: {thread.message_id}"
    yield "References: " + _FOLD.join([*chain, thread.message_id])


def _mailbox(address: Address) -> str:
    name, email = clean(address.name, _NAME_LENGTH), on_wire(address.email)
    if not name:
        return f"<{email}>"
    phrase = _phrase(name)
    return f"{phrase}{' ' if len(phrase) + len(email) < _LINE - 12 else _FOLD}<{email}>"


def _phrase(name: str) -> str:
    if not name.isascii() or "=?" in name:
        return _FOLD.join(_encoded_words(name, 10))
    if _ATOMS.match(name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unstructured(value: str, used: int) -> str:
    words = value.split(" ")
    if not value.isascii() or "=?" in value or any(len(word) > _LINE for word in words):
        return _FOLD.join(_encoded_words(value, used))
    lines, line = [], words[0]
    for word in words[1:]:
        if used + len(line) + 1 + len(word) > _LINE:
            lines.append(line)
            line, used = word, 1
        else:
            line = f"{line} {word}"
    return _FOLD.join([*lines, line])


def _encoded_words(value: str, used: int) -> Iterator[str]:
    """Yield encoded-words of at most 75 characters, each of whole characters (RFC 2047, 2 and 5)."""
    chunk, size, room = "", 0, (_LINE - 12 - used) * 3 // 4
    for char in value:
        width = len(char.encode())
        if size + width > room:
            yield _encoded_word(chunk)
            chunk, size, room = "", 0, 45
        chunk, size = chunk + char, size + width
    yield _encoded_word(chunk)


def _encoded_word(chunk: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(chunk.encode()).decode()}?="
