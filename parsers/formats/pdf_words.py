"""The words of a pdf page with their places: what PDFium says of each character, gathered."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_WORD = re.compile(r"[^\x00\x11-\x1a\t\n\r \xa0\u2002\u2003\u2009\u3000]+")
_SPACES = " \xa0"
_OVERLAP = 0.12  # of its height, by which a character lies on one it does not belong to
_TILTED = math.radians(10)


@dataclass(slots=True)
class Word:
    """A word in points from the page's top left corner; `tied` to the one before by a space the file itself holds."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    tied: bool = False
    confidence: int | None = None  # 0 to 100 where the word was read from a picture

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


Box = tuple[float, float, float, float]


class _Page:
    """One page's characters, asked for as seldom as can be: each call to PDFium costs a microsecond."""

    def __init__(self, textpage: Any, sheet: Sheet, raw: Any) -> None:
        self._textpage, self._sheet, self._raw = textpage, sheet, raw
        self._box = raw.FS_RECTF()
        self._where = ctypes.byref(self._box)
        self._looks: dict[int, tuple[bool, bool]] = {}
        self.text = self._all_text(raw.FPDFText_CountChars(textpage))

    def word(self, start: int, end: int) -> Word | None:
        """Return the characters from `start` to `end` as a word, None where they are tilted or have no place."""
        first = self._box_at(start)
        last = first if end == start + 1 else self._box_at(end - 1)
        tilted, bold = self._look(start)
        if first is None or last is None or tilted:
            return None
        left, right = min(first[0], last[0]), max(first[2], last[2])
        box = self._sheet.shown(left, min(first[1], last[1]), right, max(first[3], last[3]))
        return Word(self.text[start:end], *box, box[3] - box[1], bold)

    def breaks(self, start: int, end: int) -> list[int]:
        """Return where characters that no space parts are two words all the same, `start` and `end` included."""
        if end == start + 1 or self._object(start) == self._object(end - 1):
            return [start, end]  # written in one go
        found, before = [start], self._box_at(start)
        for index in range(start + 1, end):
            box = self._box_at(index)
            if box is not None and before is not None and not self._touch(before, box, index):
                found.append(index)
            before = box or before
        return [*found, end]

    def is_spaced(self, start: int) -> bool:
        """Say whether the file itself holds a space before a character."""
        if start == 0 or self.text[start - 1] not in _SPACES:
            return False
        return not self._raw.FPDFText_IsGenerated(self._textpage, start - 1)

    def _touch(self, before: Box, box: Box, index: int) -> bool:
        height = box[3] - box[1]
        if box[1] > before[3] or box[3] < before[1] or not -height <= box[0] - before[2] <= 0.6 * height:
            return False
        return box[0] >= before[2] - _OVERLAP * height or self._object(index - 1) == self._object(index)

    def _box_at(self, index: int) -> Box | None:
        """Return a character's (left, bottom, right, top), heights counting upwards as the page is shown."""
        if not self._raw.FPDFText_GetLooseCharBox(self._textpage, index, self._where):
            return None
        box = self._box
        if not self._sheet.turns:
            return box.left, box.bottom, box.right, box.top
        left, top, right, bottom = self._sheet.upright(box.left, box.bottom, box.right, box.top)
        return left, bottom, right, top

    def _object(self, index: int) -> int:
        """Return which of the page's objects wrote a character, 0 where none did."""
        found = self._raw.FPDFText_GetTextObject(self._textpage, index)
        return ctypes.addressof(found.contents) if found else 0

    def _look(self, index: int) -> tuple[bool, bool]:
        """Return whether a character is tilted and whether it is bold, asked once for each object."""
        key = self._object(index)
        if key and key in self._looks:
            return self._looks[key]
        raw, textpage = self._raw, self._textpage
        angle = raw.FPDFText_GetCharAngle(textpage, index)
        tilted = angle > 0 and _is_tilted(angle + self._sheet.turns * math.pi / 2)
        bold = raw.FPDFText_GetFontWeight(textpage, index) >= 600 or _named_bold(textpage, index, raw)
        self._looks[key] = tilted, bold
        return tilted, bold

    def _all_text(self, count: int) -> str:
        """Return all characters, one for each of PDFium's numbers."""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._raw.FPDFText_GetText(self._textpage, 0, count, buffer)
        text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "replace") if written > 0 else ""
        if len(text) == count:
            return text
        codes = (self._raw.FPDFText_GetUnicode(self._textpage, index) for index in range(count))
        return "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)


def words_of(textpage: Any, sheet: Sheet, raw: Any) -> list[Word]:
    """Return the page's words in the file's own order; tilted ones (watermarks) are left out."""
    page = _Page(textpage, sheet, raw)
    words: list[Word] = []
    for match in _WORD.finditer(page.text):
        for start, end in pairwise(page.breaks(match.start(), match.end())):
            word = page.word(start, end)
            if word is not None:
                word.tied = bool(words) and _is_next(words[-1], word) and page.is_spaced(start)
                words.append(word)
    return words


def _is_next(before: Word, word: Word) -> bool:
    """Say whether a word stands one space after another on its line."""
    gap = word.left - before.right
    return -0.1 * word.size <= gap < 0.6 * word.size and abs(word.middle - before.middle) < 0.2 * word.size


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
