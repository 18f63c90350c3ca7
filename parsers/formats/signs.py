"""Marks that are no text carried through the layout as signs within it, so that they end up in reading order.

A reader glues a sign to the word it belongs to; the draft takes it out again and keeps where it stood. The signs are
control characters: xml can hold none, and pdf words are taken without them.
"""

from __future__ import annotations

import re

from parsers.contract import MarkKind

SIGNS = {MarkKind.INK: "\x11", MarkKind.PICTURE: "\x12", MarkKind.FIELD: "\x13"}
_KINDS = {sign: kind for kind, sign in SIGNS.items()}
_SIGN = re.compile("[\x11-\x13]")


def parted(text: str) -> tuple[str, list[tuple[MarkKind, int]]]:
    """Return the text without signs, and each sign's kind with the place it stood at once the text is trimmed."""
    if not _SIGN.search(text):
        return text, []
    plain = _SIGN.sub("", text)
    lead = len(plain) - len(plain.lstrip())
    found = [
        (_KINDS[match.group()], max(match.start() - number - lead, 0))
        for number, match in enumerate(_SIGN.finditer(text))
    ]
    return plain, found
