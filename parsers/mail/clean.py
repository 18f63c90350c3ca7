"""Untrusted text made safe to store, compare and show: NFC, no control or bidi characters, a length."""

from __future__ import annotations

import re
import unicodedata

LINE_CHARS = 1_000
BODY_CHARS = 1_000_000  # the most of a mail's text that any reader of ours looks at
NAME_CHARS = 150

# Everything that can move, hide or fake what a reader sees. Joiners (U+200C/D) stay: Persian and emoji need them.
_HIDDEN = (
    "\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
_CONTROLS = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_HIDDEN}]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_RUBBISH = re.compile("[\x00-\x08\x0b-\x1f\x7f]")  # what makes an ASCII text need cleaning
_BIDI = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def clean(text: str, limit: int = BODY_CHARS) -> str:
    r"""Return `text` in NFC with `\n` line ends, without control, bidi or invisible characters, cut at `limit`."""
    if text.isascii() and not _RUBBISH.search(text):
        return text[:limit]
    text = _SURROGATES.sub("\ufffd", text[: limit * 2])
    text = unicodedata.normalize("NFC", _CONTROLS.sub("", _BREAKS.sub("\n", text)))
    return text[:limit]


def clean_line(text: str, limit: int = LINE_CHARS) -> str:
    """Return `text` as one clean line: white space folded to single spaces, at most `limit` characters."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")[:limit]
    return _SPACES.sub(" ", clean(text, limit * 4)).strip()[:limit].rstrip()


def display_name(name: str) -> str:
    """Return a file's name as display text only: no folders, bidi characters shown as [U+202E], at most 150 long."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    last = last if len(last) <= NAME_CHARS * 4 else f"{last[: NAME_CHARS * 2]}{last[-NAME_CHARS:]}"
    shown = clean_line(_BIDI.sub(lambda found: f"[U+{ord(found.group()):04X}]", last), NAME_CHARS * 4)
    if len(shown) <= NAME_CHARS:
        return shown.strip(". ") and shown
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: NAME_CHARS - 20]}…{dot}{ending}" if dot and len(ending) < 10 else shown[:NAME_CHARS]
