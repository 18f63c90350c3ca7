"""Bytes of a mail to text, whatever its charset claims: RFC 2047 words, unknown, absent and lying charsets."""

from __future__ import annotations

import binascii
import codecs
import re
from functools import lru_cache

# Not every Python codec may be chosen by a stranger: punycode is quadratic, unicode_escape is a language of its own.
_ALIASES = {
    "iso8859-1": "cp1252",  # what is sent as Latin-1 is Windows-1252 in truth (WHATWG encoding standard)
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
}
_ALLOWED = re.compile(
    r"(?:utf-(?:8|7|16|32|8-sig|16-[bl]e|32-[bl]e)|cp\d+|iso8859-\d+|iso2022_\w+|euc_\w+|koi8-\w|gb18030|big5\w*|hz"
    r"|mac-\w+|tis-620|kz1048|ptcp154|shift_jisx?\w*|johab)\Z"
)
_SEVEN_BIT = ("utf-7", "utf-16", "utf-32", "iso2022", "hz")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")


@lru_cache(maxsize=256)
def _codec(charset: str) -> str:
    """Return the codec to try for a claimed charset, "" where none is known or allowed."""
    try:
        name = codecs.lookup(charset.strip().strip("\"'").partition("*")[0]).name
    except (LookupError, ValueError):
        return ""
    name = _ALIASES.get(name, name)
    return name if _ALLOWED.match(name) else ""


def decode(content: bytes, charset: str) -> tuple[str, bool]:
    """Return `content` as text and whether `charset` told the truth; bytes that fit nothing become U+FFFD.

    Valid UTF-8 with non-ASCII in it is practically never Windows-1252, so it is believed over that claim.
    """
    codec = _codec(charset) if charset else "utf-8"
    if content.isascii() and not codec.startswith(_SEVEN_BIT):
        return content.decode("ascii"), True
    claims = ("utf-8", codec) if codec == "cp1252" else (codec,)
    for attempt in claims:
        try:
            return content.decode(attempt), attempt == codec
        except (UnicodeError, LookupError):
            continue
    return _guess(content), False


def _guess(content: bytes) -> str:
    """Return bytes of no honest charset as text: UTF-8, else Windows-1252."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def decode_words(value: str) -> str:
    """Return a header value with its encoded words decoded (RFC 2047), also those wrongly put inside quotes."""
    if "=?" not in value:
        return value
    out: list[str] = []
    pending: list[bytes] = []  # neighbours of one charset are joined first: senders cut inside characters
    charset, end = "", 0
    for word in _WORD.finditer(value):
        gap = value[end : word.start()]
        if gap.strip() or word[1].lower() != charset or not pending:
            out.append(_flush(pending, charset))
            out.append(gap if gap.strip() or not out[-1] else "")
        charset, end = word[1].lower(), word.end()
        pending.append(_word_bytes(word[2], word[3]))
    out.extend((_flush(pending, charset), value[end:]))
    return "".join(out)


def _flush(pending: list[bytes], charset: str) -> str:
    """Return what has gathered as text, and forget it."""
    text = decode(b"".join(pending), charset)[0] if pending else ""
    pending.clear()
    return text


def _word_bytes(encoding: str, text: str) -> bytes:
    """Return the bytes of one encoded word; a broken one is taken as it stands."""
    raw = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return base64_bytes(raw)


def base64_bytes(raw: bytes) -> bytes:
    """Return base64 `raw` decoded as far as it goes: bad padding and foreign characters do not stop it."""
    try:
        return binascii.a2b_base64(raw)
    except (binascii.Error, ValueError):
        kept = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
        kept = kept[: len(kept) - (len(kept) % 4 == 1)]
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
