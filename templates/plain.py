"""Untrusted words made harmless before they meet a template: one line, no controls, no accidental links, no novels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from types import SimpleNamespace
from typing import Any, TypeVar

LIMIT = 600
SUBJECT_LIMIT = 150
ELLIPSIS = "…"
ZERO_WIDTH_SPACE = "\u200b"

_GONE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # controls, bidi and zero-width marks, halves of pairs, unassigned
_DOTS = ".\u3002\uff0e\uff61"  # each of them parts the labels of a host name (UTS 46)
_FILE = r"(?:docx?|docm|pdf|xlsx?|xlsm|odt|rtf|txt|html?|eml|csv|pptx?)(?![\w.-])"  # no top-level domain is called so
_LINKABLE = re.compile(
    rf"(?<![\w.+-])[\w.+-]+@[\w.-]*\w|(?<=\w)(?:[{_DOTS}](?=[^\W\d])(?!{_FILE})|:(?=//))", re.IGNORECASE
)

T = TypeVar("T")


def clean(text: str, limit: int = LIMIT) -> str:
    """Return `text` in NFC as one line without control, bidi or invisible characters, cut to `limit` characters."""
    if not (text.isascii() and text.isprintable()):
        spaced = "".join(" " if c.isspace() else c for c in text[: 4 * limit])
        kept = "".join(c for c in spaced if unicodedata.category(c) not in _GONE)
        text = unicodedata.normalize("NFC", kept)
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def unlinked(text: str) -> str:
    """Return `text` so that no mail program makes a link of a dotted name in it; mail addresses stay as they are."""
    if "://" not in text and not any(dot in text for dot in _DOTS):
        return text
    return _LINKABLE.sub(_part, text)


def harmless(value: T) -> T:
    """Return `value` with every text in it, however deep, cleaned and unlinked; other things stay as they are."""
    return _harmless(value)  # type: ignore[no-any-return]


def reply_subject(subject: str) -> str:
    """Return the subject of an answer to `subject`: one "Re: ", whatever prefixes were there; "" for an empty one."""
    bare = clean(subject, SUBJECT_LIMIT)
    while (shorter := _PREFIX.sub("", bare)) != bare:
        bare = shorter
    return clean(f"Re: {bare}", SUBJECT_LIMIT) if bare else ""


# "Re", "Fwd" and what mail programs in other languages write for them (AW/WG German, SV/VS Nordic, RV Spanish ...)
_PREFIX = re.compile(
    r"^(?:re|fwd?|aw|wg|sv|vs|vb|vl|antw|rv|tr|rif|enc|res|odp|pd)\s*(?:\[\d{1,3}\])?\s*[:：]\s*", re.I
)


def _part(match: re.Match[str]) -> str:
    found = match.group()
    return found if "@" in found else ZERO_WIDTH_SPACE + found


def _harmless(value: Any) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return unlinked(clean(value))
    if isinstance(value, (tuple, list)):
        return tuple(_harmless(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _harmless(item) for key, item in value.items()}
    if isinstance(value, SimpleNamespace):
        return SimpleNamespace(**_harmless(vars(value)))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _harmless(getattr(value, f.name)) for f in fields(value) if f.init})
    return value
