"""The header block of a mail or of one of its parts: fields in order, raw and unfolded, within limits.

Our own reader and not `email`: the order of Received and Authentication-Results decides who is believed, a bare CR
must not start a header for us where it did not for the server that checked the sender, and 26 lines cost 20 us.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from parsers.mail.charset import decode, decode_words

MAX_HEADERS = 1_000
MAX_LINE = 64 * 1024
MAX_BLOCK = 2 * 1024 * 1024

_END = re.compile(rb"\n\r?\n")
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_NAME = re.compile(r"[!-9;-~]+\Z")
_PARAMETER = re.compile(r';\s*+([^\s=;"]++)\s*+=\s*+("(?:[^"\\]|\\.)*+"?|[^;]*+)')
_NUMBERED = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?\Z")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Head:
    """A header block: `fields` as (name as written, raw unfolded value); `body` is where the body starts."""

    fields: tuple[tuple[str, str], ...]
    body: int
    defects: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """Return the raw value of the first header called `name` (lower case), "" where there is none."""
        for key, value in self.fields:
            if key.lower() == name:
                return value
        return ""


def read_head(raw: bytes) -> Head:
    """Return the header block at the start of `raw`; never raises, each limit that cuts is a defect."""
    defects: list[str] = []
    body = _body_start(raw)
    block = raw[:body]
    if len(block) > MAX_BLOCK:
        block = block[:MAX_BLOCK]
        defects.append("the header is larger than 2 MB; the rest of it is not read")
    if b"\x00" in block or block.count(b"\r") != block.count(b"\r\n"):
        defects.append("the header holds a NUL or a bare carriage return")
    fields, rest = _fields(_text(block), defects)
    if rest is not None:
        body = max(0, block.find(rest.encode("utf-8", "replace"))) or body
        defects.append("the header is broken off by a line that is no header")
    return Head(tuple(fields), body, tuple(defects))


def _body_start(raw: bytes) -> int:
    """Return the offset behind the first empty line, or the end."""
    if raw.startswith((b"\n", b"\r\n")):
        return 1 if raw[:1] == b"\n" else 2
    found = _END.search(raw)
    return found.end() if found else len(raw)


def _text(block: bytes) -> str:
    """Return a header block as text: ASCII by rule, else UTF-8, else Windows-1252."""
    try:
        return block.decode("utf-8")
    except UnicodeDecodeError:
        return decode(block, "")[0]


def _fields(text: str, defects: list[str]) -> tuple[list[tuple[str, str]], str | None]:
    """Return the fields of a block and the line that is no header, where one ends it early."""
    fields: list[tuple[str, str]] = []
    lines = _FOLD.sub("", text).split("\n") if "\n " in text or "\n\t" in text else text.split("\n")
    for number, line in enumerate(lines):
        if not line or line == "\r" or (number == 0 and line.startswith("From ")):
            continue
        name, colon, value = line.partition(":")
        if not colon or not _NAME.match(name):
            name = _odd_name(name, defects) if colon else ""
            if not name:
                return fields, line
        if len(fields) == MAX_HEADERS:
            defects.append("there are more than 1,000 headers; the rest is not read")
            break
        if len(value) > MAX_LINE:
            value = value[:MAX_LINE]
            defects.append(f"the header {name[:40]} is longer than 64 KB and was cut")
        fields.append((name, value.strip(" \t\r")))
    return fields, None


def _odd_name(name: str, defects: list[str]) -> str:
    """Return a header's name that has white space before its colon (RFC 822 allowed it), "" where it is no name."""
    bare = name.rstrip(" \t")
    if not _NAME.match(bare):
        return ""
    defects.append(f"the header {bare[:40]} has white space before its colon")
    return bare


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """Return a structured value such as Content-Type as (lower-case token, parameters), RFC 2231 and 2047 undone."""
    token, semicolon, _ = value.partition(";")
    token = token.strip().lower()
    if not semicolon:
        return token, {}
    found: dict[str, str] = {}
    split: dict[str, dict[int, tuple[str, bool]]] = {}
    for key, text in _PARAMETER.findall(value):
        named = _NUMBERED.match(key.lower())
        plain = _unquote(text)
        if named is None or (named[2] is None and named[3] is None):
            found.setdefault(key.lower(), decode_words(plain))
        else:
            split.setdefault(named[1], {})[int(named[2] or 0)] = (plain, named[3] is not None)
    found.update((name, _joined(pieces)) for name, pieces in split.items())
    return token, found


def _unquote(text: str) -> str:
    """Return a parameter's value without its quotes and escapes."""
    text = text.strip()
    if not text.startswith('"'):
        return text
    return _ESCAPED.sub(r"\1", text[1:-1] if len(text) > 1 and text.endswith('"') else text[1:])


def _joined(pieces: dict[int, tuple[str, bool]]) -> str:
    """Return an RFC 2231 value from its numbered pieces, percent-decoded in the charset the first one names."""
    charset = "utf-8"
    out = bytearray()
    for number, (text, encoded) in sorted(pieces.items()):
        if encoded and number == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        out += unquote_to_bytes(text) if encoded else text.encode("utf-8", "replace")
    return decode(bytes(out), charset)[0]
