"""Message-IDs that only this home can have made, and the short mark that routes a reply when they are lost."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets

_RANDOM_BYTES = 10  # 80 bits: 16 letters in base32
_MAC_BYTES = 10
_SHAPE = re.compile(r"\A<([a-z2-7]{16})\.([a-z2-7]{16})@([a-z0-9.-]{1,120})>\Z")
_MARK = re.compile(r"\[D-([a-z2-7]{8})\]", re.IGNORECASE)


def mint(key: bytes, domain: str, token: str | None = None) -> str:
    """Return a new Message-ID `<token.mac@domain>` (RFC 5322, 3.6.4); `token` is for tests, 16 letters of base32."""
    token = token or _base32(secrets.token_bytes(_RANDOM_BYTES))
    return f"<{token}.{_mac(key, token, domain)}@{domain}>"


def is_ours(key: bytes, message_id: str) -> bool:
    """Return whether `message_id` was minted with `key`; compared in constant time."""
    found = _SHAPE.match(message_id)
    return found is not None and hmac.compare_digest(_mac(key, found[1], found[3]), found[2])


def mark_of(message_id: str) -> str:
    """Return the mark of a minted Message-ID, `[D-xxxxxxxx]`: it routes a reply, it never authorises anything."""
    found = _SHAPE.match(message_id)
    if found is None:
        raise ValueError("only a Message-ID of our own has a mark")
    return f"[D-{found[1][:8]}]"


def marks_in(text: str) -> tuple[str, ...]:
    """Return the marks written in `text` (a subject, an address), in order, in the spelling of `mark_of`."""
    return tuple(f"[D-{mark.lower()}]" for mark in _MARK.findall(text))


def without_marks(text: str) -> str:
    """Return `text` without the marks in it: a subject as a person wrote it."""
    return _MARK.sub("", text).strip()


def _mac(key: bytes, token: str, domain: str) -> str:
    return _base32(hmac.digest(key, f"{token}@{domain}".encode(), hashlib.sha256)[:_MAC_BYTES])


def _base32(data: bytes) -> str:
    return base64.b32encode(data).decode().lower()
