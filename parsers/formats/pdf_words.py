"""The words of a pdf page with their places: what PDFium says of each character, gathered."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

_BREAKS = frozenset((0, 9, 10, 13, 32, 160, 0x2002, 0x2003, 0x2009, 0x3000))
_TILTED = math.radians(10)


@dataclass(slots=True)
class Word:
    """A word in points from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> float:
        """The height at which the word's line runs."""
        return (self.top + self.bottom) / 2


class Sheet:
    """A page's size and turn: PDFium's coordinates to points from the top left corner as the page is shown."""

    def __init__(self, page: Any, raw: Any) -> None:
        self.turns: int = raw.FPDFPage_GetRotation(page)
        self.left, self.bottom, self.right, self.top = _box(page, raw)
        across, up = self.right - self.left, self.top - self.bottom
        self.width, self.height = (up, across) if self.turns % 2 else (across, up)

    def place(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return (left, top, right, bottom) as shown, of a box in the page's own coordinates."""
        first, second = self.point(x0, y0), self.point(x1, y1)
        return (
            min(first[0], second[0]),
            min(first[1], second[1]),
            max(first[0], second[0]),
            max(first[1], second[1]),
        )

    def upright(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return a box of a turned page as (left, top, right, bottom) with heights that still count upwards."""
        left, top, right, bottom = self.place(x0, y0, x1, y1)
        return left, -top, right, -bottom

    def shown(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return (left, top, right, bottom) as shown, of a box that is upright already."""
        if self.turns:
            return left, -top, right, -bottom
        return left - self.left, self.top - top, right - self.left, self.top - bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return one point as shown."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


def _box(page: Any, raw: Any) -> tuple[float, float, float, float]:
    """Return the page's visible box (left, bottom, right, top)."""
    box = raw.FS_RECTF()
    if raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box)) and box.right > box.left and box.top > box.bottom:
        return box.left, box.bottom, box.right, box.top
    return 0.0, 0.0, 612.0, 792.0


def words_of(textpage: Any, sheet: Sheet, raw: Any) -> list[Word]:
    """Return the page's words in the file's own order; tilted ones (watermarks) are left out."""
    count = raw.FPDFText_CountChars(textpage)
    unicode_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    box = raw.FS_RECTF()
    where = ctypes.byref(box)
    upright = sheet.upright
    words: list[Word] = []
    letters: list[str] = []
    first = 0
    left = bottom = right = top = 0.0
    for index in range(count):
        code = unicode_at(textpage, index)
        if code in _BREAKS:
            if letters:
                _add(words, letters, (left, bottom, right, top), first, textpage, sheet, raw)
                letters = []
            continue
        if not box_at(textpage, index, where):
            continue
        x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
        if sheet.turns:
            x0, y1, x1, y0 = upright(x0, y0, x1, y1)
        if letters and (y0 > top or y1 < bottom or x0 - right > 0.6 * (top - bottom) or x1 < left):
            _add(words, letters, (left, bottom, right, top), first, textpage, sheet, raw)
            letters = []
        if not letters:
            first, left, bottom, right, top = index, x0, y0, x1, y1
        else:
            left, bottom, right, top = min(left, x0), min(bottom, y0), max(right, x1), max(top, y1)
        letters.append(chr(code))
    if letters:
        _add(words, letters, (left, bottom, right, top), first, textpage, sheet, raw)
    return words


def _add(
    words: list[Word],
    letters: list[str],
    box: tuple[float, float, float, float],
    first: int,
    textpage: Any,
    sheet: Sheet,
    raw: Any,
) -> None:
    angle = raw.FPDFText_GetCharAngle(textpage, first)
    if angle > 0 and _is_tilted(angle + sheet.turns * math.pi / 2):
        return
    left, top, right, bottom = sheet.shown(*box)
    text = "".join(letters)
    size = bottom - top
    bold = raw.FPDFText_GetFontWeight(textpage, first) >= 600 or _named_bold(textpage, first, raw)
    words.append(Word(text, left, top, right, bottom, size, bold))


def _is_tilted(angle: float) -> bool:
    off = abs(angle) % (2 * math.pi)
    return _TILTED < off < 2 * math.pi - _TILTED


_NAME = ctypes.create_string_buffer(128)


def _named_bold(textpage: Any, index: int, raw: Any) -> bool:
    """Say whether the character's font calls itself bold; many files give no weight."""
    flags = ctypes.c_int()
    size = raw.FPDFText_GetFontInfo(textpage, index, _NAME, 128, ctypes.byref(flags))
    if not 0 < size <= 128:
        return False
    name = _NAME.value.lower()
    return b"bold" in name or b"black" in name or b"heavy" in name
