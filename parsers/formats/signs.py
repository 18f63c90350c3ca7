"""Marks that are no text carried through the layout as signs within it, so that they end up in reading order.

A reader glues a sign to the word it belongs to; the draft takes it out again and keeps where it stood. The signs are
control characters: xml can hold none, and pdf words are taken without them.
"""

from __future__ import annotations

import re

from parsers.contract import Mark, MarkKind

INK, PICTURE, _FIELD = "\x11", "\x12", "\x13"
_KINDS = {INK: MarkKind.INK, PICTURE: MarkKind.PICTURE, _FIELD: MarkKind.FIELD}
_FIRST, FIELDS = 0x14, 7  # what follows the sign of a field is its number; so many fields can be told apart
_SIGN = re.compile("[\x11\x12]|\x13[\x14-\x1a]")


def field_sign(number: int) -> str:
    """Return the sign of the field of the seal `number`, from 0 and below `FIELDS`."""
    return _FIELD + chr(_FIRST + number)


def parted(text: str) -> tuple[str, list[Mark]]:
    """Return the text without signs, and their marks, placed in the text as it is once trimmed."""
    if not _SIGN.search(text):
        return text, []
    plain = _SIGN.sub("", text)
    gone = len(plain) - len(plain.lstrip())
    marks = []
    for match in _SIGN.finditer(text):
        sign = match.group()
        number = ord(sign[1]) - _FIRST if len(sign) > 1 else 0
        marks.append(Mark(_KINDS[sign[0]], max(match.start() - gone, 0), number))
        gone += len(sign)
    return plain, marks
