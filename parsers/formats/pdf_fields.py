"""Where the signature fields of a pdf page show themselves, told in the words that stand there."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parsers.contract import Seal
from parsers.formats.pdf_words import Sheet, Word
from parsers.formats.signs import FIELDS, field_sign

_MOST = 2_000  # annotations of a page that are looked at
_NEAR = 60.0  # points within which a word is the field's


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A filled signature field: its name, and its box in points from the page's top left corner."""

    name: str
    left: float
    top: float
    right: float
    bottom: float


def signature_fields(page: Any, raw: Any) -> list[SignatureField]:
    """Return the signed fields of a page that show; ask before the page is flattened, which draws fields into it."""
    sheet = Sheet(page, raw)
    found = []
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if annotation:
            found += _field(annotation, sheet, raw)
            raw.FPDFPage_CloseAnnot(annotation)
    return found


def _field(annotation: Any, sheet: Sheet, raw: Any) -> list[SignatureField]:
    if raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_WIDGET or _text(annotation, b"FT", raw) != "Sig":
        return []
    box = raw.FS_RECTF()
    if not raw.FPDFAnnot_HasKey(annotation, b"V") or not raw.FPDFAnnot_GetRect(annotation, ctypes.byref(box)):
        return []
    left, top, right, bottom = sheet.place(box.left, box.bottom, box.right, box.top)
    if right - left < 2 or bottom - top < 2:
        return []
    return [SignatureField(_text(annotation, b"T", raw), left, top, right, bottom)]


def _text(annotation: Any, key: bytes, raw: Any) -> str:
    buffer = (ctypes.c_ushort * 128)()
    size = raw.FPDFAnnot_GetStringValue(annotation, key, buffer, ctypes.sizeof(buffer))
    return bytes(buffer)[: max(0, min(size, ctypes.sizeof(buffer)) - 2)].decode("utf-16-le", "replace")


def with_fields(words: list[Word], fields: list[SignatureField], seals: tuple[Seal, ...]) -> None:
    """Glue to the words at each field the sign of its seal; a field without a seal or a word near it has none."""
    for number, field in _numbered(fields, seals):
        word = _word_at(words, field)
        if word is not None:
            word.text = field_sign(number) + word.text


def _numbered(fields: list[SignatureField], seals: tuple[Seal, ...]) -> Iterator[tuple[int, SignatureField]]:
    names = {seal.field.rsplit(".", 1)[-1]: number for number, seal in enumerate(seals[:FIELDS])}
    for field in fields:
        if field.name in names:
            yield names[field.name], field


def _word_at(words: list[Word], field: SignatureField) -> Word | None:
    """Return the first word in a field's box, else the one nearest to it."""
    inside = [
        w for w in words if field.left - 2 <= w.left <= field.right and field.top - 4 <= w.middle <= field.bottom + 4
    ]
    if inside:
        return min(inside, key=lambda word: (word.top, word.left))
    near = [(_gap(word, field), word.left, number) for number, word in enumerate(words)]
    gap, _, number = min(near, default=(_NEAR + 1, 0.0, 0))
    return words[number] if gap <= _NEAR else None


def _is_inside(word: Word, field: SignatureField) -> bool:
    return field.left - 2 <= word.left <= field.right and field.top - 4 <= word.middle <= field.bottom + 4


def _gap(word: Word, field: SignatureField) -> float:
    """Return how far a word is from a field's box; above it counts double, for what a field signs is named below it."""
    across = max(field.left - word.right, word.left - field.right, 0.0)
    above, below = max(field.top - word.bottom, 0.0), max(word.top - field.bottom, 0.0)
    return across + 2 * above + below
