"""The words of a pdf page with their places: what PDFium says of each character, gathered."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_BREAKS = frozenset((0, 9, 10, 13, 32, 160, 0x2002, 0x2003, 0x2009, 0x3000))
_SPACES = (32, 160)
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


@dataclass(slots=True)
class _Run:
    """Characters that touch: the first one's number, the letters, and the box around them as the page is shown."""

    first: int
    letters: list[str]
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool

    def holds(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Say whether a character's box goes on where the run ends."""
        return y0 <= self.top and y1 >= self.bottom and x1 >= self.left and x0 - self.right <= 0.6 * (y1 - y0)

    def add(self, letter: str, x0: float, y0: float, x1: float, y1: float) -> None:
        """Take in one character more."""
        self.letters.append(letter)
        self.left, self.bottom = min(self.left, x0), min(self.bottom, y0)
        self.right, self.top = max(self.right, x1), max(self.top, y1)


def words_of(textpage: Any, sheet: Sheet, raw: Any) -> list[Word]:
    """Return the page's words in the file's own order; tilted ones (watermarks) are left out."""
    words: list[Word] = []
    for run in _runs(textpage, sheet, raw):
        angle = raw.FPDFText_GetCharAngle(textpage, run.first)
        if angle > 0 and _is_tilted(angle + sheet.turns * math.pi / 2):
            continue
        left, top, right, bottom = sheet.shown(run.left, run.bottom, run.right, run.top)
        bold = raw.FPDFText_GetFontWeight(textpage, run.first) >= 600 or _named_bold(textpage, run.first, raw)
        word = Word("".join(run.letters), left, top, right, bottom, bottom - top, bold)
        word.tied = run.spaced and bool(words) and _is_next(words[-1], word)
        words.append(word)
    return words


def _runs(textpage: Any, sheet: Sheet, raw: Any) -> Iterator[_Run]:
    """Yield the stretches of characters between spaces, line ends and gaps."""
    unicode_at, box_at, generated_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_IsGenerated
    box = raw.FS_RECTF()
    where = ctypes.byref(box)
    run: _Run | None = None
    spaced = False
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = unicode_at(textpage, index)
        if code in _BREAKS:
            if run is not None:
                yield run
            run, spaced = None, code in _SPACES and not generated_at(textpage, index)
            continue
        if not box_at(textpage, index, where):
            continue
        x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
        if sheet.turns:
            x0, y1, x1, y0 = sheet.upright(x0, y0, x1, y1)
        if run is not None:
            if run.holds(x0, y0, x1, y1) and not (
                x0 < run.right - _OVERLAP * (y1 - y0) and _parts(textpage, index, raw)
            ):
                run.add(chr(code), x0, y0, x1, y1)
                continue
            yield run
            spaced = False
        run = _Run(index, [chr(code)], x0, y0, x1, y1, spaced)
    if run is not None:
        yield run


def _parts(textpage: Any, index: int, raw: Any) -> bool:
    """Say whether a character was written by itself, not together with the one it overlaps."""
    own, before = raw.FPDFText_GetTextObject(textpage, index), raw.FPDFText_GetTextObject(textpage, index - 1)
    return bool(own) and bool(before) and ctypes.addressof(own.contents) != ctypes.addressof(before.contents)


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
