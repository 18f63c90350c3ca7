"""Addresses in header values: one strict reader for who sent a mail, one lenient for who else got it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.mail.charset import decode_words
from parsers.mail.clean import clean_line

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\Z")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"')
_SEPARATORS = re.compile(r"[\s<>,;:()\"]+")
_AT_SIGNS = "@\uff20\ufe6b"
_AT = re.compile(f" ?[{_AT_SIGNS}] ?")
MAX_RECIPIENTS = 200
MAX_FROM = 2_000


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address, lower case in its domain only, with the name beside it as display text."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a header does not name exactly one sender, as the end of the sentence "the From header ..."."""

    why: str


def is_address(text: str) -> bool:
    """Return whether `text` is a plain ASCII addr-spec: no quoted local part, no literal, a domain with a dot."""
    local, at, domain = text.rpartition("@")
    if not at or len(text) > 254 or len(local) > 64 or not _LOCAL.match(local) or "=?" in local:
        return False
    labels = domain.split(".")
    return len(labels) > 1 and all(_LABEL.match(label) for label in labels)


def addresses(value: str) -> tuple[str, ...]:
    """Return the addresses in a To or Cc header, lower case, in order, whatever its grammar."""
    if "@" not in value:
        return ()
    tokens = _SEPARATORS.split(_QUOTED.sub(" ", value) if '"' in value else value)
    found = dict.fromkeys(token.lower() for token in tokens if "@" in token and is_address(token))
    return tuple(found)[:MAX_RECIPIENTS]


def read_mailbox(value: str) -> Mailbox | Unclear:
    """Return the one mailbox a From value names, or why it names none or several (RFC 5322, 3.4; no obsolete forms).

    Strict where parsers disagree (CVE-2023-27043): two programs that read different senders are how a forger
    passes one check and is believed by the other.
    """
    scanned = _scan(value)
    if isinstance(scanned, Unclear):
        return scanned
    phrase, email, comment = scanned
    if not is_address(email):
        return Unclear("does not hold a plain address")
    name = clean_line(decode_words(phrase or comment))
    if any(shown != email.lower() for shown in _shown(name.lower())):
        return Unclear("shows another address as the name")
    local, _, domain = email.rpartition("@")
    return Mailbox(f"{local}@{domain.lower()}", name)


def _shown(name: str) -> list[str]:
    """Return what looks like an address in a display name, also with blanks or a wide sign around the @."""
    if not any(sign in name for sign in _AT_SIGNS):
        return []
    words = _SEPARATORS.split(_AT.sub("@", name))
    return [word.strip("'.") for word in words if "." in word.partition("@")[2].strip(".") and word[0] != "@"]


def _scan(value: str) -> tuple[str, str, str] | Unclear:
    """Return (phrase, address, comment) of a value that holds one mailbox; quotes and comments are understood."""
    phrase: list[str] = []
    comment: list[str] = []
    angle: str | None = None
    inside = False  # whether a comment stands inside a bare address
    at = 0
    if len(value) > MAX_FROM:
        return Unclear("is longer than any sender's")
    while at < len(value):
        char = value[at]
        if char == '"':
            end = _quoted_end(value, at)
            piece = re.sub(r"\\(.)", r"\1", value[at + 1 : end - 1])
        elif char == "(":
            end = _comment_end(value, at)
            comment.append(value[at + 1 : end - 1])
            piece = ""
            inside = bool(value[end:].strip()) and bool("".join(phrase).strip())
        elif char == "<":
            end = value.find(">", at) + 1
            if angle is not None or not end:
                return Unclear("holds more than one address or a broken one")
            angle, piece = value[at + 1 : end - 1], ""
        elif char in ",;:>)\\" or (char < " " and char != "\t") or char == "\x7f":
            return Unclear("holds a list, a group or characters that no address has")
        else:
            end, piece = at + 1, char
        if end <= at:
            return Unclear("holds an open quote or comment")
        if angle is not None and piece.strip():
            return Unclear("goes on after its address")
        if char == '"' and _touches(value, at, end):
            return Unclear("holds a quoted address")
        phrase.append(piece)
        at = end
    words = "".join(phrase).strip()
    if angle is None:
        if inside:
            return Unclear("holds a comment inside its address")
        return "", words, " ".join(comment)
    if "@" in _QUOTED.sub("", value.partition("<")[0]) and words.lower() != angle.lower():
        return Unclear("shows another address as the name")
    return words, angle, " ".join(comment)


def _touches(value: str, start: int, end: int) -> bool:
    """Return whether a quoted string is glued to an @: a quoted local part, which parsers read differently."""
    return value[end : end + 1] == "@" or value[max(0, start - 1) : start] == "@"


def _quoted_end(value: str, start: int) -> int:
    """Return the offset behind the quoted string that opens at `start`, 0 where it never closes."""
    at = start + 1
    while at < len(value):
        if value[at] == "\\":
            at += 2
        elif value[at] == '"':
            return at + 1
        else:
            at += 1
    return 0


def _comment_end(value: str, start: int) -> int:
    """Return the offset behind the comment that opens at `start`, nested ones included, 0 where it never closes."""
    depth, at = 0, start
    while at < len(value):
        char = value[at]
        if char == "\\":
            at += 1
        elif char in "()":
            depth += 1 if char == "(" else -1
            if depth == 0:
                return at + 1
        at += 1
    return 0
