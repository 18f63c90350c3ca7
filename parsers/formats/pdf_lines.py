"""Words to lines to paragraphs, in the order a person reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from parsers.formats.pdf_words import Word
from parsers.formats.wrap import goes_on, join

_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)]?")
_MARK = re.compile(_NUMBER.pattern + r"|[•·▪◦‣■□☐☒✓–—○*-]")
_GAP = 2.2  # ems of space within a line that part two pieces of text, shown as a tab
_SLACK = 0.3  # the part of a column's width that a line broken by hand may leave free


@dataclass(slots=True)
class Line:
    """One line of words, from left to right."""

    words: list[Word]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of most of its letters, in points."""
        return max(self.words, key=lambda word: len(word.text)).size

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(word.bold for word in self.words)

    @property
    def confidence(self) -> int | None:
        """How surely its words were read from a picture, 0 to 100; None where they are the file's own."""
        return mean_confidence(self.words)

    @property
    def text(self) -> str:
        """The words; a wide gap is a tab."""
        parts = [self.words[0].text]
        for before, word in pairwise(self.words):
            gap = word.left - before.right
            if self._is_wide(before, word):
                parts.append("\t")
            elif gap > 0.12 * before.size or gap < -before.size or _apart(before, word):
                parts.append(" ")
            parts.append(word.text)
        return "".join(parts)

    @property
    def pieces(self) -> list[Line]:
        """The parts of the line between wide gaps, each a line of its own."""
        starts = [n for n, (before, word) in enumerate(pairwise(self.words), start=1) if self._is_wide(before, word)]
        if not starts:
            return [self]
        return [line_of(self.words[start:end]) for start, end in pairwise([0, *starts, len(self.words)])]

    def _is_wide(self, before: Word, word: Word) -> bool:
        """Say whether the gap between two words is a tab; the one after a number or bullet is not."""
        if word.left - before.right <= _GAP * max(before.size, 6.0):
            return False
        return before is not self.words[0] or _MARK.fullmatch(before.text) is None


def mean_confidence(words: Iterable[Word]) -> int | None:
    """Return how surely words were read, by their letters; None where none was read from a picture."""
    read = [(len(word.text), word.confidence) for word in words if word.confidence is not None]
    return round(sum(size * sure for size, sure in read) / sum(size for size, _ in read)) if read else None


def line_of(words: list[Word]) -> Line:
    """Return words that stand side by side as a line."""
    left, top = min(word.left for word in words), min(word.top for word in words)
    return Line(words, left, top, max(word.right for word in words), max(word.bottom for word in words))


def _apart(before: Word, word: Word) -> bool:
    """Two words that touch were still two in the file unless one is a mark."""
    return before.text[-1].isalnum() and word.text[0].isalnum()


def lines_of(words: list[Word]) -> list[Line]:
    """Return words as lines from top to bottom; letters of another size on a line stay on it."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        line = next((line for line in reversed(lines[-3:]) if _is_on(word, line)), None)
        if line is None:
            lines.append(Line([word], word.left, word.top, word.right, word.bottom))
        else:
            line.words.append(word)
            line.left, line.right = min(line.left, word.left), max(line.right, word.right)
            line.top, line.bottom = min(line.top, word.top), max(line.bottom, word.bottom)
    for line in lines:
        line.words.sort(key=lambda word: word.left)
    return _with_their_numbers(lines)


def _with_their_numbers(lines: list[Line]) -> list[Line]:
    """Put a number that stands a little lower than its clause back at the clause's beginning."""
    kept: list[Line] = []
    for line in lines:
        before = kept[-1] if kept else None
        if before is not None and _is_its_number(line, before):
            before.words[:0] = line.words
            before.left = line.left
        else:
            kept.append(line)
    return kept


def _is_its_number(line: Line, before: Line) -> bool:
    if line.right > before.left or line.top > before.bottom - 0.2 * before.size:
        return False
    return len(line.words) == 1 and _NUMBER.fullmatch(line.words[0].text) is not None


def _is_on(word: Word, line: Line) -> bool:
    first = line.words[0]
    return abs(word.middle - first.middle) < 0.45 * min(max(word.size, 4.0), max(first.size, 4.0))


@dataclass(slots=True)
class Paragraph:
    """Lines that are one stretch of text."""

    text: str
    first: Line
    lines: int
    confidence: int | None = None


def paragraphs_of(lines: list[Line], right: float | None = None) -> list[Paragraph]:
    """Return lines joined where only the page's width broke them; `right` is the edge of the column they stand in."""
    space = usual_space(lines)
    paragraphs: list[Paragraph] = []
    edge = max((line.right for line in lines), default=0.0) if right is None else right
    before: Line | None = None
    for line in lines:
        if before is not None and _continues(before, line, edge, space):
            last = paragraphs[-1]
            paragraphs[-1] = Paragraph(
                join(last.text, line.text), last.first, last.lines + 1, _least(last.confidence, line.confidence)
            )
        else:
            paragraphs.append(Paragraph(line.text, line, 1, line.confidence))
        before = line
    return paragraphs


def _least(one: int | None, other: int | None) -> int | None:
    """Return the lower confidence: a paragraph is as sure as its least sure line."""
    return other if one is None else one if other is None else min(one, other)


def _continues(before: Line, line: Line, edge: float, space: float) -> bool:
    size = max(before.size, 1.0)
    if line.top - before.bottom > max(0.75 * size, space) or line.bottom < before.top or before.bold != line.bold:
        return False
    if abs(line.size - before.size) > 0.12 * size or "\t" in before.text or "\t" in line.text:
        return False
    first = line.words[0]
    slack = _SLACK * (edge - before.left)
    return goes_on(before.text, line.text, edge - before.right, first.right - first.left + 0.25 * size, slack)


def usual_space(lines: list[Line]) -> float:
    """Return the most white space, in points, that lines of one paragraph have between them here."""
    spaces = sorted(line.top - before.bottom for before, line in pairwise(lines))
    return 1.15 * spaces[len(spaces) // 2] if len(spaces) >= 4 else 0.0


def body_size(lines: list[Line]) -> float:
    """Return the size most letters have, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        for word in line.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
