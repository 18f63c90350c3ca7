"""Where a page is to be signed: ruled lines, typed underscores, labels and table cells, and what each is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.formats.pdf_grid import Grid
from parsers.formats.pdf_rules import Rule
from parsers.formats.pdf_words import Word

_SIGN = re.compile(
    r"(?:by|per|x|sign(?:ed|ature|here)?|unterschrift|signatur|signé|firma|signatory|authori[sz]ed)\W*_*",
    re.IGNORECASE,
)
_SURE = re.compile(r"(?:signature|unterschrift|signatur|firma)\W*", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:date|dated|datum|name|title|print|printed|position|its|role|place|ort|email|e-mail|phone|tel|fax|address|company"
    r"|initials?|witness|titel|nom|fonction|no|number|amount|fee|total|project|client|customer|agency)\W*_*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:name|print|printed)\W*", re.IGNORECASE)
_RULED = re.compile(r"_{6,}")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w.'’-]*,?")
_SHORTEST, _LONGEST = 60.0, 330.0  # of a line to sign on
_ABOVE, _BELOW = 42.0, 12.0  # what a signature reaches above and below its line
_UNDER = 20.0  # within which what stands under a line says what it is for
_BESIDE = 60.0  # of white between a line and its label
_SURE_OF_IT = 80  # of 100, as OCR is of print
_PRINTED = re.compile(r"[^\W\d_]{3,}[.,:;]?")
_OPEN = 200.0  # how far a label without a line leaves room


@dataclass(slots=True)
class Place:
    """Somewhere to sign: its line runs at `line` from `left` to `right`; ink on it is said after or before a word.

    `cell` is the box (left, top, right, bottom) of a table cell that holds no word; it then stands for itself.
    """

    line: float
    left: float
    right: float
    word: Word | None = None
    before: bool = False
    cell: tuple[float, float, float, float] | None = None

    @property
    def zone(self) -> tuple[float, float, float, float]:
        """The box (left, top, right, bottom) in which ink may lie."""
        if self.cell is not None:
            left, top, right, bottom = self.cell
            return left + 1.5, top + 1.5, right - 1.5, bottom - 1.5
        return self.left - 4, self.line - _ABOVE, self.right + 14, self.line + _BELOW


@dataclass(slots=True)
class Places:
    """All places to sign of a page, and the heights of all lines to write on, whatever they are for."""

    found: list[Place] = field(default_factory=list)
    lines: list[tuple[float, float, float]] = field(default_factory=list)  # (height, left, right)


def places_of(words: list[Word], across: list[Rule], grids: list[Grid]) -> Places:
    """Return where a page is to be signed; a line whose label says date, name or title is only one of the lines."""
    grids = [grid for grid in grids if _held(words, grid)]  # without a word it is a box to sign in, or a pen's strokes
    places = Places()
    used: set[int] = set()
    for line, left, right, own in _written_on(words, across, grids):
        places.lines.append((line, left, right))
        place = _place(words, line, left, right, own)
        if place is not None:
            places.found.append(place)
            used.add(id(place.word))
    for grid in grids:
        places.found.extend(_cells(words, grid))
    places.found.extend(_labels(words, grids, used, places))
    places.found.extend(_over_names(words, grids, places))
    return places


def _over_names(words: list[Word], grids: list[Grid], places: Places) -> Iterator[Place]:
    """Yield the places over "Name:" where no line to sign on stands within reach: a picture can hide it."""
    for word in words:
        reach = [one for one in places.found if 0 <= word.top - one.line <= _ABOVE and _meets(one, word)]
        inside = any(grid.cell_at((word.left + word.right) / 2, word.middle) is not None for grid in grids)
        if _NAMED.fullmatch(word.text) and word.text.endswith(":") and not reach and not inside:
            line = word.top - 2
            places.lines.append((line, word.left, word.left + _OPEN))
            yield Place(line, word.left, word.left + _OPEN, word, before=True)


def _meets(place: Place, word: Word) -> bool:
    return place.left - 30 <= word.left <= place.right + 10


def _written_on(
    words: list[Word], across: list[Rule], grids: list[Grid]
) -> Iterator[tuple[float, float, float, Word | None]]:
    """Yield each line to write on as (height, left, right, the word of underscores it is)."""
    for rule in across:
        if _SHORTEST <= rule.end - rule.start <= _LONGEST and not any(_holds(grid, rule) for grid in grids):
            yield rule.at, rule.start, rule.end, None
    for word in words:
        run = _RULED.search(word.text)
        if run is not None and word.right - word.left >= 30:
            start = word.left + (word.right - word.left) * run.start() / len(word.text)
            yield word.bottom - 0.2 * word.size, start, word.right, word


def _holds(grid: Grid, rule: Rule) -> bool:
    return grid.xs[0] - 2 <= rule.start and rule.end <= grid.xs[-1] + 2 and grid.ys[0] - 2 <= rule.at <= grid.ys[-1] + 2


def _place(words: list[Word], line: float, left: float, right: float, own: Word | None) -> Place | None:
    """Return the place to sign that a line is, by the label on it or by what stands under it."""
    if own is not None and not own.text.startswith("_"):
        label = own.text.rstrip("_")
        return Place(line, left, right, own) if _SIGN.fullmatch(label) else None
    beside = _beside(words, line, left)
    if beside is not None:
        if _SIGN.fullmatch(beside.text) or (own is None and _ends_a_call_to_sign(words, beside)):
            return Place(line, left, right, beside)
        if _OTHER.fullmatch(beside.text):
            return None
    under = _under(words, line, left, right)
    if under and _says_who(under):
        return Place(line, left, right, under[0], before=True)
    return None


def _beside(words: list[Word], line: float, left: float) -> Word | None:
    """Return the word on a line's left that is next to it."""
    near = [
        word
        for word in words
        if word.right <= left + 6 and left - word.right <= _BESIDE and word.top < line + 3 and line - word.bottom < 8
    ]
    return max(near, key=lambda word: word.right, default=None)


def _ends_a_call_to_sign(words: list[Word], last: Word) -> bool:
    """Return whether a word ends "Signed for and on behalf of Acme Ltd"."""
    line = sorted((w for w in words if abs(w.middle - last.middle) < 3 and w.right <= last.right), key=lambda w: w.left)
    return (
        re.match(r"\W*(?:signed|signature|accepted|agreed)\b", " ".join(w.text for w in line), re.IGNORECASE)
        is not None
    )


def _under(words: list[Word], line: float, left: float, right: float) -> list[Word]:
    """Return the words of the first text under a line, in order."""
    below = [w for w in words if 0 <= w.middle - line <= _UNDER and w.right > left - 4 and w.left < right]
    if not below:
        return []
    first = min(below, key=lambda word: word.top)
    row = [word for word in below if abs(word.middle - first.middle) < 3]
    return sorted(row, key=lambda word: word.left)


def _says_who(under: list[Word]) -> bool:
    """Return whether what stands under a line makes it one to sign on: a name, "Name:", "Authorized signature"."""
    first = under[0].text
    if _NAMED.fullmatch(first) or any(_SURE.fullmatch(word.text.strip("()")) for word in under[:3]):
        return True
    if _OTHER.fullmatch(first.strip("()")) or len(under) > 7:
        return False
    return len(under) >= 2 and all(_CAPITAL.fullmatch(word.text) for word in under[:2])


def _labels(words: list[Word], grids: list[Grid], used: set[int], places: Places) -> Iterator[Place]:
    """Yield the places after a label that has no line: "By:" and then nothing but room."""
    for word in words:
        if _OTHER.fullmatch(word.text) and word.text.endswith(":"):
            places.lines.append((word.bottom - 0.2 * word.size, word.right, word.right + _OPEN))
        if id(word) in used or not word.text.endswith((":", "：")) or not _SIGN.fullmatch(word.text):
            continue
        right = _room(words, grids, word)
        if right - word.right >= 40:
            line = word.bottom - 0.2 * word.size
            places.lines.append((line, word.right, right))
            yield Place(line, word.right + 2, right - 14, word)


def _room(words: list[Word], grids: list[Grid], label: Word) -> float:
    """Return how far to the right of a label nothing is printed on its line."""
    beside = [w.left for w in words if w.left > label.right and abs(w.middle - label.middle) < 4]
    edges = [x for grid in grids if grid.ys[0] <= label.middle <= grid.ys[-1] for x in grid.xs if x > label.right]
    return min([label.right + _OPEN, *beside, *edges])


def _cells(words: list[Word], grid: Grid) -> Iterator[Place]:
    """Yield a table's empty cells that are to be signed in: beside a cell "Signature", or under one that heads them."""
    held = _held(words, grid)
    signs = {number for number, row in held.items() if row and _SURE.fullmatch(row[-1].text) and len(row) <= 3}
    for row, numbers in enumerate(grid.cells):
        for column, number in enumerate(numbers):
            if any(is_print(word) for word in held.get(number, ())):
                continue
            beside = any(other in signs for other in numbers[:column])
            heading = row > 0 and grid.cells[0][column] in signs
            if beside or heading:
                box = (grid.xs[column], grid.ys[row], grid.xs[column + 1], grid.ys[row + 1])
                yield Place(box[3] - 3, box[0], box[2], cell=box)


def is_print(word: Word) -> bool:
    """Return whether a word was printed: a file's own, or one OCR is sure of; writing is read as doubtful words."""
    if word.confidence is None:
        return True
    return word.confidence >= _SURE_OF_IT and _PRINTED.fullmatch(word.text) is not None


def _held(words: list[Word], grid: Grid) -> dict[int, list[Word]]:
    held: dict[int, list[Word]] = {}
    for word in words:
        number = grid.cell_at((word.left + word.right) / 2, word.middle)
        if number is not None:
            held.setdefault(number, []).append(word)
    return held
