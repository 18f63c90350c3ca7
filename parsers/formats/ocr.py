"""Reading the words of a page's picture: Tesseract, and what it says of each word's place, size and certainty.

Smith, "An Overview of the Tesseract OCR Engine" (ICDAR 2007). One engine is used by one thread at a time; it opens the
language files when it is made, and nothing after that.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Protocol

from parsers.formats.pdf_rules import Rule
from parsers.formats.pdf_words import Word
from parsers.formats.scan import Scan, cleaned, turned
from parsers.formats.scan_rules import rules_of

if TYPE_CHECKING:
    from PIL.Image import Image

FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_ENDING = ".traineddata"
_NO_LANGUAGE = ("osd", "equ", "snum")
_ONE_COLUMN = 4  # page segmentation: one column of text of many sizes; found three times the words of mode 6
_SAUVOLA = 2  # a threshold for each place, for pages with light and shadow on them
_POOR = 70  # a page read with less confidence than this is read again, cleaned or turned over
_MOST_MILLISECONDS = 10_000  # for one page; what is read by then counts
_FEWEST = 8  # words that tell enough of a page to say it stands on its head
_BULLETS = frozenset("¢«»*e°©®o•¥+")
_STEM = 0.1  # of the row's height: ink wider than this is the stem of a bold letter
_BOLD, _BOLDER = 0.36, 1.3  # the part of a word's ink in such stems, alone and beside the page's usual


@dataclass(frozen=True, slots=True)
class Seen:
    """One page as read: words in points from its top left corner, its ruling lines, its size in points.

    `image` is the picture it was read from, upright; None where an eye keeps none.
    """

    words: list[Word]
    across: list[Rule]
    down: list[Rule]
    width: float
    height: float
    image: Image | None = None

    @property
    def confidence(self) -> int:
        """How sure the reading is, 0 to 100, the mean over all letters; 0 where there are none."""
        letters = sum(len(word.text) for word in self.words)
        return round(sum(len(word.text) * (word.confidence or 0) for word in self.words) / letters) if letters else 0


class Eye(Protocol):
    """What reads the picture of a page."""

    def see(self, scan: Scan) -> Seen:
        """Return the words and lines of one page."""
        ...


def installed(folder: Path) -> tuple[str, ...]:
    """Return the languages whose data lie in `folder`, English first."""
    found = sorted(path.name.removesuffix(_ENDING) for path in folder.glob(f"*{_ENDING}"))
    return tuple(sorted((name for name in found if name not in _NO_LANGUAGE), key=lambda name: name != "eng"))


def tessdata(wanted: str = "") -> Path | None:
    """Return the folder of Tesseract's language files: the one `wanted`, else the first usual one that holds any."""
    folders = [wanted] if wanted else [os.environ.get("TESSDATA_PREFIX", ""), *FOLDERS]
    return next((Path(folder) for folder in folders if folder and installed(Path(folder))), None)


class Tesseract:
    """An `Eye` with its language files loaded; raises `RuntimeError` where they cannot be."""

    def __init__(self, folder: Path, languages: Sequence[str]) -> None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # more threads slow a page down, and a confined child has one
        import tesserocr

        self._tesseract = tesserocr
        self._api = tesserocr.PyTessBaseAPI(path=str(folder), lang="+".join(languages), psm=_ONE_COLUMN)

    def see(self, scan: Scan) -> Seen:
        """Return the words and lines of one page; one that reads poorly is read again cleaned and turned over."""
        seen = self._read(scan.image, scan, uneven=scan.uneven)
        for image, uneven in _retries(scan) if seen.confidence < _POOR else ():
            again = self._read(image, scan, uneven=uneven)
            if _worth(again) > _worth(seen):
                seen = again
            if seen.confidence >= _POOR:
                break
        return seen

    def _read(self, image: Image, scan: Scan, *, uneven: bool) -> Seen:
        api = self._api
        api.SetVariable("thresholding_method", str(_SAUVOLA if uneven else 0))
        api.SetImage(image)
        api.SetSourceResolution(round(scan.dpi))
        page = api.GetThresholdedImage().convert("L")  # before the reading, which wipes the ruling lines off
        api.Recognize(_MOST_MILLISECONDS)
        words = list(self._words(page, scan.points))
        _embolden(words)
        across, down = rules_of(page, scan.dpi)
        points = scan.points
        api.Clear()
        return Seen([word for word, _ in words], across, down, image.width * points, image.height * points, image)

    def _words(self, page: Image, points: float) -> Iterator[tuple[Word, float]]:
        """Yield each word and the part of its ink in wide stems."""
        iterator = self._api.GetIterator()
        level = self._tesseract.RIL
        if iterator is None:
            return
        for found in self._tesseract.iterate_level(iterator, level.WORD):
            box = found.BoundingBox(level.WORD)
            text = (found.GetUTF8Text(level.WORD) or "").strip() if box else ""
            if text:
                row = _Row.of(found, level)
                yield _word(text, box, row, found.Confidence(level.WORD), points), _stems(page, box, row.height)


@dataclass(frozen=True, slots=True)
class _Row:
    """The line a word stands on, in dots: its height, how far it reaches below the baseline, and the baseline."""

    height: float
    below: float
    baseline: tuple[tuple[int, int], tuple[int, int]] | None
    first: bool

    @classmethod
    def of(cls, found: Any, level: Any) -> _Row:
        """Return what Tesseract says of the line at its iterator."""
        said = found.RowAttributes()
        first = bool(found.IsAtBeginningOf(level.TEXTLINE))
        return cls(said["row_height"], -said["descenders"], found.Baseline(level.TEXTLINE), first)

    def at(self, x: float, foot: float) -> float:
        """Return the height of the baseline at `x`; `foot` where Tesseract knows of none."""
        if self.baseline is None:
            return foot
        (x0, y0), (x1, y1) = self.baseline
        return y0 + (y1 - y0) * (x - x0) / (x1 - x0) if x1 > x0 else float(y0)


def _word(text: str, box: tuple[int, int, int, int], row: _Row, confidence: float, points: float) -> Word:
    """Return a word as high as its line, so that words of one line share their middle."""
    left, _, right, bottom = box
    if row.first and text in _BULLETS and right - left < 0.8 * row.height:
        text = "•"
    base = row.at((left + right) / 2, bottom)
    if abs(base - bottom) > row.height:  # a baseline that is not this word's
        base = float(bottom)
    foot = base + max(row.below, 0.0)
    head = foot - max(row.height, 1.0)
    return Word(
        text,
        left * points,
        head * points,
        right * points,
        foot * points,
        (foot - head) * points,
        confidence=max(0, min(100, round(confidence))),
    )


def _stems(page: Image, box: tuple[int, int, int, int], height: float) -> float:
    """Return the part of a word's ink that lies in runs wider than a plain letter's stem."""
    from PIL import ImageChops

    ink = page.crop(box)
    black = ink.histogram()[0]
    thick = ink
    for shift in range(1, max(1, round(height * _STEM)) + 1):
        thick = ImageChops.lighter(thick, ImageChops.offset(ink, shift, 0))
    return float(thick.histogram()[0] / black) if black else 0.0


def _embolden(words: list[tuple[Word, float]]) -> None:
    """Mark the words whose stems are those of bold letters, measured against the page's own."""
    told = [part for word, part in words if len(word.text) >= 3]
    if not told:
        return
    least = max(_BOLD, _BOLDER * median(sorted(told)[: max(1, len(told) * 2 // 3)]))
    for word, part in words:
        word.bold = part >= least


def _retries(scan: Scan) -> Iterator[tuple[Image, bool]]:
    """Yield what else a page may be: specked, shaded, standing on its head."""
    yield turned(scan.image, 180), scan.uneven
    yield cleaned(scan.image), scan.uneven
    yield scan.image, not scan.uneven


def _worth(seen: Seen) -> float:
    """Return how much of a page was read: many words, surely."""
    return seen.confidence**2 * max(len(seen.words), _FEWEST)
