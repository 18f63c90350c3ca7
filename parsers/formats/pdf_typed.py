"""What was typed into a pdf's form fields and text notes where the file holds no picture of it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from parsers.formats.pdf_words import Sheet, Word

_MOST = 2_000  # annotations looked at on one page
_SIZE = 10.0  # points, where a field is taller than one line
_LETTER = 0.5  # of its height is how wide a letter is taken to be


def typed_words(page: Any, sheet: Sheet, raw: Any, form: Any) -> list[Word]:
    """Return the words of fields and notes on a page that have no appearance of their own, at their places."""
    words: list[Word] = []
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            words += _words(annotation, sheet, raw, form)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return words


def _words(annotation: Any, sheet: Sheet, raw: Any, form: Any) -> Iterator[Word]:
    """Yield the words of one annotation, set on lines from the top of its box."""
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind not in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT) or _shows(annotation, raw):
        return
    box = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, ctypes.byref(box)):
        return
    left, top, _, bottom = sheet.place(box.left, box.bottom, box.right, box.top)
    lines = _text(annotation, kind, raw, form).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    size = min(_SIZE, max(bottom - top, 1.0))
    for number, line in enumerate(lines):
        at, head = left + 2, top + (bottom - top - size) / 2 if len(lines) == 1 else top + 1.2 * size * number
        for word in line.split():
            width = len(word) * size * _LETTER
            yield Word(word, at, head, at + width, head + size, size)
            at += width + 0.3 * size


def _shows(annotation: Any, raw: Any) -> bool:
    """Say whether the file holds what the annotation looks like, which is then part of the page's text."""
    return bool(raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2)


def _text(annotation: Any, kind: int, raw: Any, form: Any) -> str:
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _read(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))
    if form is None or raw.FPDFAnnot_GetFormFieldType(form, annotation) not in _typed(raw):
        return ""
    return _read(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))


def _typed(raw: Any) -> tuple[int, ...]:
    return (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)


def _read(fill: Any) -> str:
    """Return a text that PDFium writes as UTF-16 into a buffer of the size it asks for first."""
    size = min(int(fill(None, 0)), 100_000)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    fill(buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")
