"""A mail written as RFC 5322 bytes from values nobody vouches for: no value can break out of its place."""

from __future__ import annotations

import hashlib
from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import dataclass
from email.header import Header
from email.utils import encode_rfc2231

from parsers.mail.clean import clean_line

_MOST_HEADER = 20_000


@dataclass(frozen=True, slots=True)
class File:
    """One attachment to be written."""

    name: str
    media_type: str
    content: bytes


def compose(headers: Sequence[tuple[str, str]], text: str, html: str, files: Sequence[File]) -> bytes:
    """Return a mail with these headers, its text in one or both forms, and its files."""
    bodies = [_text("plain", text)] if text or not html else []
    bodies += [_text("html", html)] if html else []
    whole = bodies[0] if len(bodies) == 1 else _multipart("alternative", bodies)
    if files:
        whole = _multipart("mixed", [whole, *map(_file, files)])
    lines = "".join(f"{name}: {_value(value)}\r\n" for name, value in headers if value)
    return lines.encode("ascii", "replace") + b"MIME-Version: 1.0\r\n" + whole


def _value(value: str) -> str:
    """Return a header's value in ASCII on one line."""
    line = clean_line(value, _MOST_HEADER)
    return line if line.isascii() else Header(line, "utf-8", maxlinelen=10_000).encode()


def _text(kind: str, text: str) -> bytes:
    return _part(f'text/{kind}; charset="utf-8"', text.encode("utf-8", "replace"))


def _file(file: File) -> bytes:
    kind = file.media_type if _is_type(file.media_type) else "application/octet-stream"
    name = encode_rfc2231(clean_line(file.name) or "file", "utf-8")
    return _part(kind, file.content, f"Content-Disposition: attachment; filename*={name}\r\n")


def _is_type(media_type: str) -> bool:
    first, slash, second = media_type.partition("/")
    plain = (first + second).replace("-", "").replace(".", "").replace("+", "")
    return bool(slash) and plain.isascii() and plain.isalnum() and first != "multipart"


def _part(kind: str, content: bytes, more: str = "") -> bytes:
    head = f"Content-Type: {kind}\r\n{more}Content-Transfer-Encoding: base64\r\n\r\n"
    return head.encode("ascii", "replace") + encodebytes(content).replace(b"\n", b"\r\n")


def _multipart(kind: str, parts: Sequence[bytes]) -> bytes:
    mark = hashlib.sha256(b"".join(parts)).hexdigest()[:32].encode()
    inner = b"".join(b"--" + mark + b"\r\n" + part + b"\r\n" for part in parts)
    return b"Content-Type: multipart/%s; boundary=%s\r\n\r\n" % (kind.encode(), mark) + inner + b"--" + mark + b"--\r\n"
