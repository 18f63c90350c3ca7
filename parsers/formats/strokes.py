"""Pen strokes on a small grey picture, told apart from rules, dots, blots, stamps and dust.

Runs of dark dots are joined row by row to shapes (Haralick and Shapiro, "Computer and Robot Vision", 2.3); what a pen
leaves is thin, bends back on itself, and is larger than a letter of print. All sizes are in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_RUNS = 6_000  # a picture with more is noise, and tells nothing
_DARK = 60  # levels of grey below the paper's that are ink
_RUN = re.compile(b"\x01+")
_LINE = 36.0  # a level or upright run at least this long is a ruled line
_SPECK = 2.6  # a shape no larger than this, either way, is dust or a dot of a dotted line
_FLAT = 1.6  # what is left of a ruled line is no higher
_THICK = 3.2  # the widest pen
_PRINT = 9.5  # letters of print are no higher than this
_SCRIPT = 22.0  # a shape this wide is joined letters
_WIDEST, _HIGHEST = 260.0, 62.0  # what one hand fills
_NARROWEST, _LOWEST = 20.0, 6.0
_SHORTEST = 45.0  # points of line that a signature is written with
_BENT = 1.35  # times the straight way that its line runs
_SEAL = 34.0  # a shape as wide as high and larger than this is a stamp's ring


@dataclass(slots=True)
class Shape:
    """One connected shape: its box, its dark area in square points, its outline's length, and where it sits.

    `seat` is the height above which four fifths of its ink lie: tails that hang under the line do not count.
    """

    left: float
    top: float
    right: float
    bottom: float
    area: float
    outline: float
    seat: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def thickness(self) -> float:
        """The mean width of its strokes."""
        return 2 * self.area / self.outline if self.outline else 0.0

    @property
    def length(self) -> float:
        """How long its line runs."""
        return self.outline / 2


def shapes_in(image: Image, points: float, left: float, top: float) -> list[Shape]:
    """Return the shapes of a grey picture whose dots are `points` wide and whose corner lies at `left`, `top`."""
    rows = _without_lines(_dark_rows(image), points)
    if sum(row.count(b"\x00\x01") for row in rows) > _MOST_RUNS:
        return []
    shapes = [_shape(runs, points, left, top) for runs in _joined(rows)]
    return [shape for shape in shapes if max(shape.width, shape.height) > _SPECK]


def stamps_among(shapes: list[Shape]) -> list[Shape]:
    """Return the shapes that are a stamp's rings: as wide as high, and larger than a letter."""
    return [one for one in shapes if one.height > _SEAL and 0.75 < one.width / one.height < 1.33]


def outside(shapes: list[Shape], stamps: list[Shape]) -> list[Shape]:
    """Return the shapes that do not lie within a stamp."""
    return [one for one in shapes if not any(_lies_within(one, stamp) for stamp in stamps)]


def is_signature(shapes: list[Shape]) -> bool:
    """Return whether shapes that sit on one line were written by a hand signing there."""
    strokes = _written(shapes)
    if not any(one.height >= _PRINT or one.width >= _SCRIPT for one in strokes) or _is_print(strokes):
        return False
    width = max(one.right for one in strokes) - min(one.left for one in strokes)
    height = max(one.bottom for one in strokes) - min(one.top for one in strokes)
    length = sum(one.length for one in strokes)
    straight = float((width**2 + height**2) ** 0.5)
    return width >= _NARROWEST and height >= _LOWEST and length >= max(_SHORTEST, _BENT * straight)


def _written(shapes: list[Shape]) -> list[Shape]:
    """Return the shapes that a pen can have left."""
    return [
        one
        for one in shapes
        if one.thickness <= _THICK
        and one.height > _FLAT
        and one.width <= _WIDEST
        and one.height <= _HIGHEST
        and one.area < 0.6 * one.width * one.height + 12
    ]


def _is_print(strokes: list[Shape]) -> bool:
    """Return whether shapes are a row of printed letters: none joined, most of one height and on one line."""
    letters = [one for one in strokes if one.height > _SPECK]
    if len(letters) < 3 or any(one.width >= _SCRIPT for one in letters):
        return False
    usual, line = median(one.height for one in letters), median(one.bottom for one in letters)
    alike = [one for one in letters if abs(one.height - usual) <= 0.1 * usual and abs(one.bottom - line) <= 0.1 * usual]
    return len(alike) >= 0.6 * len(letters)


def _lies_within(one: Shape, stamp: Shape) -> bool:
    across = stamp.left - 2 <= one.left and one.right <= stamp.right + 2
    return across and stamp.top - 2 <= one.top and one.bottom <= stamp.bottom + 2


def _dark_rows(image: Image) -> list[bytes]:
    """Return the picture's rows, a dot 1 where it is clearly darker than the paper."""
    counts = image.histogram()
    paper, seen, half = 255, 0, sum(counts) * 0.5
    while paper > 0 and seen + counts[paper] < half:
        seen += counts[paper]
        paper -= 1
    table = bytes(1 if grey < paper - _DARK else 0 for grey in range(256))
    dots = image.tobytes().translate(table)
    return [dots[at : at + image.width] for at in range(0, len(dots), image.width)]


def _without_lines(rows: list[bytes], points: float) -> list[bytes]:
    """Return the rows without the ruled lines in them, across and down."""
    least = max(8, round(_LINE / points))
    across = [_wiped(rows, number, least) for number in range(len(rows))]
    columns = [bytes(column) for column in zip(*rows, strict=True)]
    tall = max(8, round(0.8 * len(rows)))
    down = {at for at, column in enumerate(columns) if any(len(run.group()) >= tall for run in _RUN.finditer(column))}
    if not down:
        return across
    return [bytes(0 if at in down else dot for at, dot in enumerate(row)) for row in across]


def _wiped(rows: list[bytes], number: int, least: int) -> bytes:
    """Return a row without its long runs, but with the dots where something crosses them."""
    row = rows[number]
    if row.count(1) < least:
        return row
    kept = bytearray(row)
    for run in _RUN.finditer(row):
        if run.end() - run.start() >= least:
            for at in range(run.start(), run.end()):
                kept[at] = _crossed(rows, number, at)
    return bytes(kept)


def _crossed(rows: list[bytes], number: int, at: int) -> int:
    """Return 1 where dots stand three above and three below a line: a stroke goes through it."""
    above = number >= 3 and rows[number - 3][at]
    below = number + 3 < len(rows) and rows[number + 3][at]
    return 1 if above and below else 0


Run = tuple[int, int, int]  # row, first dot, one past the last


def _joined(rows: list[bytes]) -> Iterator[list[Run]]:
    """Yield the runs of each connected shape; dots that touch by a corner are connected."""
    parent: list[int] = []
    runs: list[Run] = []
    above: list[int] = []
    for number, row in enumerate(rows):
        here = []
        for match in _RUN.finditer(row):
            index = len(runs)
            runs.append((number, match.start(), match.end()))
            parent.append(index)
            for other in above:
                if runs[other][1] <= match.end() and match.start() <= runs[other][2]:
                    parent[_root(parent, index)] = _root(parent, other)
            here.append(index)
        above = here
    groups: dict[int, list[Run]] = {}
    for index, run in enumerate(runs):
        groups.setdefault(_root(parent, index), []).append(run)
    yield from groups.values()


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _shape(runs: list[Run], points: float, left: float, top: float) -> Shape:
    dots = sum(end - start for _, start, end in runs)
    outline = _outline(runs)
    first, last = runs[0][0], max(row for row, _, _ in runs) + 1
    return Shape(
        left + min(start for _, start, _ in runs) * points,
        top + first * points,
        left + max(end for _, _, end in runs) * points,
        top + last * points,
        dots * points * points,
        outline * points,
        top + _seat(runs, dots) * points,
    )


def _outline(runs: list[Run]) -> float:
    """Return the length of the edge between dark and light, in dots; steps of a slant count as the slant."""
    rows: dict[int, list[tuple[int, int]]] = {}
    for row, start, end in runs:
        rows.setdefault(row, []).append((start, end))
    sides = 2 * len(runs)
    flat = 0
    for row, spans in rows.items():
        for start, end in spans:
            for other in (row - 1, row + 1):
                covered = sum(max(0, min(end, b) - max(start, a)) for a, b in rows.get(other, ()))
                flat += max(0, end - start - covered)
    return (sides**2 + flat**2) ** 0.5 if min(sides, flat) < 0.2 * max(sides, flat) else 0.8 * (sides + flat)


def _seat(runs: list[Run], dots: int) -> int:
    """Return the row above which four fifths of a shape's dots lie."""
    seen = 0
    for row, start, end in sorted(runs):
        seen += end - start
        if seen >= 0.8 * dots:
            return row
    return runs[-1][0]
