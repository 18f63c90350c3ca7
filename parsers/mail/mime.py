"""The parts of a mail: a walk over its MIME tree that never raises, within 500 parts and 50 levels."""

from __future__ import annotations

import binascii
from dataclasses import dataclass

from parsers.mail.charset import base64_bytes, decode, decode_words
from parsers.mail.header import Head, parameters, read_head

MAX_PARTS = 500
MAX_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part that holds content, transfer-decoded; `name` is the sender's, decoded but not cleaned."""

    media_type: str
    charset: str
    disposition: str
    name: str
    content: bytes
    flowed: bool = False  # text/plain; format=flowed (RFC 3676)
    joined: bool = False  # ... and DelSp=yes
    embedded: bool = False  # shown inside the html by its Content-ID

    @property
    def is_text(self) -> bool:
        """Whether this is a body to read rather than a file that was attached."""
        return self.media_type in ("text/plain", "text/html") and self.disposition != "attachment" and not self.name


@dataclass(frozen=True, slots=True)
class _Todo:
    """A part still to be walked."""

    head: Head
    body: bytes
    depth: int
    default: str


def leaves(head: Head, body: bytes, defects: list[str]) -> list[Leaf]:
    """Return the parts of a mail that hold content, in order; an attached message is one part, its bytes intact."""
    found: list[Leaf] = []
    todo = [_Todo(head, body, 0, "text/plain")]
    while todo:
        part = todo.pop()
        media_type, values = parameters(part.head.get("content-type"))
        if not media_type.startswith("multipart/"):
            found.append(_leaf(part, media_type, values, defects))
            continue
        boundary = values.get("boundary", "")
        if not boundary or part.depth >= MAX_DEPTH:
            found.append(_opaque(part, media_type, boundary, defects))
            continue
        room = MAX_PARTS - len(found) - len(todo)
        pieces = _pieces(part.body, boundary.rstrip().encode("utf-8", "replace"), room, defects)
        default = "message/rfc822" if media_type == "multipart/digest" else "text/plain"
        todo.extend(reversed([_open(piece, part.depth + 1, default) for piece in pieces]))
    return found


def _open(piece: bytes, depth: int, default: str) -> _Todo:
    """Return one part of a multipart split into its header and body."""
    head = read_head(piece)
    return _Todo(head, piece[head.body :], depth, default)


def _pieces(body: bytes, boundary: bytes, room: int, defects: list[str]) -> list[bytes]:
    """Return what stands between the delimiter lines (RFC 2046, 5.1.1); the last part may lack its closing line."""
    mark = b"--" + boundary
    pieces: list[bytes] = []
    start = -1
    at = body.find(mark)
    while at >= 0:
        line_end = body.find(b"\n", at)
        line_end = len(body) if line_end < 0 else line_end
        rest = body[at + len(mark) : min(line_end, at + len(mark) + 200)].strip()
        if (at == 0 or body[at - 1] == 10) and (not rest or rest == b"--"):
            if start >= 0:
                pieces.append(_without_break(body, start, at))
            start = line_end + 1 if not rest else -1
            if rest:
                break
            if len(pieces) >= room:
                defects.append("there are more than 500 parts; the rest is not read")
                return pieces
        at = body.find(mark, min(line_end, at + len(mark)))
    if start >= 0:
        pieces.append(body[start:])
        defects.append("the last part is not closed")
    elif not pieces:
        defects.append("a multipart holds no part")
    return pieces


def _without_break(body: bytes, start: int, end: int) -> bytes:
    """Return `body[start:end]` without the line end before the delimiter, which belongs to it."""
    if end > start and body[end - 1] == 10:
        end -= 1
        if end > start and body[end - 1] == 13:
            end -= 1
    return body[start:end]


def _opaque(part: _Todo, media_type: str, boundary: str, defects: list[str]) -> Leaf:
    """Return a multipart that cannot be walked as one part."""
    if boundary:
        defects.append("the parts are nested deeper than 50; the innermost are not opened")
        return Leaf(media_type, "", "attachment", "", part.body)
    defects.append("a multipart does not name its boundary")
    return Leaf("text/plain", "", "", "", part.body)


def _leaf(part: _Todo, media_type: str, values: dict[str, str], defects: list[str]) -> Leaf:
    """Return one part with its content, with what its headers claim about it."""
    disposition, more = parameters(part.head.get("content-disposition"))
    name = more.get("filename") or values.get("name", "")
    return Leaf(
        media_type=media_type if "/" in media_type else part.default,
        charset=values.get("charset", ""),
        disposition=disposition,
        name=name,
        content=_content(part.body, part.head.get("content-transfer-encoding"), defects),
        flowed=values.get("format", "").lower() == "flowed",
        joined=values.get("delsp", "").lower() == "yes",
        embedded=bool(part.head.get("content-id")) and disposition != "attachment",
    )


def _content(body: bytes, encoding: str, defects: list[str]) -> bytes:
    """Return a part's body without its transfer encoding; an unknown one leaves it as it is."""
    encoding = encoding.partition(";")[0].strip().lower()
    if encoding == "base64":
        return base64_bytes(body)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding in ("x-uuencode", "uuencode", "uue"):
        return _uudecoded(body)
    if encoding not in ("", "7bit", "8bit", "binary"):
        defects.append(f"the transfer encoding {decode_words(encoding)[:40]!r} is unknown")
    return body


def _uudecoded(body: bytes) -> bytes:
    """Return uuencoded lines decoded, up to the first that is none."""
    out = bytearray()
    for line in body.splitlines():
        if line.startswith((b"begin ", b"end")) or not line.strip():
            continue
        try:
            out += binascii.a2b_uu(line)
        except (binascii.Error, ValueError):
            break
    return bytes(out)


def text_of(leaf: Leaf, defects: list[str]) -> str:
    r"""Return a text part as text with `\n` line ends, flowed lines joined (RFC 3676)."""
    text, honest = decode(leaf.content, leaf.charset)
    if not honest:
        defects.append(f"the charset {leaf.charset[:40] or 'us-ascii'!r} is not what the text is written in")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return unflow(text, leaf.joined) if leaf.flowed else text


def unflow(text: str, joined: bool) -> str:
    """Return format=flowed text with its soft breaks undone; the signature line and quote depths stay as they are."""
    if " \n" not in text:
        return text
    out: list[str] = []
    run: list[str] = []  # a paragraph whose last line ended in a soft break
    depth = 0
    for line in text.split("\n"):
        level = len(line) - len(line.lstrip(">"))
        content = line[level:].removeprefix(" ")
        soft = content.endswith(" ") and content != "-- "
        if run and (level != depth or content == "-- "):
            out.append("".join(run))
            run = []
        if not run:
            depth = level
            run.append(">" * level + " " if level else "")
        run.append(content[:-1] if soft and joined else content)
        if not soft:
            out.append("".join(run))
            run = []
    return "\n".join((*out, "".join(run))) if run else "\n".join(out)
