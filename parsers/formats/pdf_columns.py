"""What stands side by side on a page without a line drawn: columns of prose, and tables set by white space alone."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from statistics import median

from parsers.formats.pdf_lines import Line, line_of

_GUTTER = 1.2  # ems of white that may be the gutter between two columns
_FEWEST = 5  # lines that each of two columns has at the least
_FULL = 0.6  # the part of its column that a line of prose fills, at the median
_LETTERS = 20  # letters that a line of a column of prose has, at the median
_APART = 2.5  # lines of white that end a table


@dataclass(slots=True)
class Aligned:
    """A table without rules: rows of cells, each the pieces of text that stand in it; None is a cell seen already."""

    rows: list[list[list[Line] | None]]

    @property
    def lines(self) -> list[Line]:
        """All pieces of the table."""
        return [piece for row in self.rows for cell in row if cell for piece in cell]


@dataclass(slots=True)
class Prose:
    """Lines that follow one another; `edge` is where its column ends, None where it is as wide as the page."""

    lines: list[Line]
    edge: float | None = None


Flow = Prose | Aligned


def flows_of(lines: list[Line]) -> list[Flow]:
    """Return a page's lines in reading order: a column after the other, tables apart from the text around them."""
    return [flow for column in _columns(lines) for flow in _tables(column)]


def _columns(lines: list[Line]) -> list[Prose]:
    at = _gutter(lines)
    if at is None:
        return [Prose(lines)] if lines else []
    first, last = _region(lines, at)
    left = [line_of(words) for line in lines[first:last] if (words := [w for w in line.words if w.left < at])]
    right = [line_of(words) for line in lines[first:last] if (words := [w for w in line.words if w.left >= at])]
    if not _is_prose(left) or not _is_prose(right):
        return [Prose(lines)]
    before = [Prose(lines[:first])] if first else []
    return [
        *before,
        *(Prose(side, max(line.right for line in side)) for side in (left, right)),
        *_columns(lines[last:]),
    ]


def _gutter(lines: list[Line]) -> float | None:
    """Return the place that white space covers in most lines, None where no such place is worth a look."""
    ends: list[tuple[float, int]] = []
    for line in lines:
        for before, word in zip(line.words, line.words[1:], strict=False):
            if word.left - before.right > _GUTTER * word.size:
                ends += [(before.right, 1), (word.left, -1)]
    best, depth, place = 0, 0, 0.0
    for (at, change), (following, _) in zip(sorted(ends), sorted(ends)[1:], strict=False):
        depth += change
        if depth > best:
            best, place = depth, (at + following) / 2
    return place if best >= _FEWEST else None


def _region(lines: list[Line], at: float) -> tuple[int, int]:
    """Return the longest run of lines of which no word crosses the gutter."""
    best, start = (0, 0), 0
    for number in range(len(lines) + 1):
        if number < len(lines) and not _ends_region(lines, number, at):
            continue
        if number - start > best[1] - best[0]:
            best = (start, number)
        crossed = number < len(lines) and _crosses(lines[number], at)
        start = number + 1 if crossed else number
    return best


def _ends_region(lines: list[Line], number: int, at: float) -> bool:
    """Say whether a line crosses the gutter, or stands on one side of it far below the columns."""
    line = lines[number]
    if _crosses(line, at):
        return True
    far = number > 0 and line.top - lines[number - 1].bottom > _APART * line.size
    return far and not line.left < at < line.right


def _crosses(line: Line, at: float) -> bool:
    return any(word.left < at < word.right for word in line.words)


def _is_prose(lines: list[Line]) -> bool:
    if len(lines) < _FEWEST:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    letters = median(sum(len(word.text) for word in line.words) for line in lines)
    return median(line.right - line.left for line in lines) >= _FULL * width and letters >= _LETTERS


def _tables(column: Prose) -> list[Flow]:
    flows: list[Flow] = []
    lines = column.lines
    at = plain = 0
    while at < len(lines):
        end = _run_end(lines, at)
        table = _aligned(lines[at:end]) if end - at >= 2 else None
        if table is None:
            at += 1
            continue
        if plain < at:
            flows.append(Prose(lines[plain:at], column.edge))
        flows.append(table)
        at = plain = end
    if plain < len(lines):
        flows.append(Prose(lines[plain:], column.edge))
    return flows


def _run_end(lines: list[Line], start: int) -> int:
    """Return where the run of lines of several pieces that begins at `start` ends; a wrapped cell may stand between."""
    if len(lines[start].pieces) < 2:
        return start
    end, last = start + 1, start + 1
    while end < len(lines) and lines[end].top - lines[end - 1].bottom < _APART * max(lines[end].size, 1.0):
        if len(lines[end].pieces) >= 2 or (end == last and _wraps(lines[end], lines[end - 1], lines[start])):
            last = end + 1
        elif end - last >= 2 or lines[end].right > max(line.pieces[-1].left for line in lines[start:last]):
            break
        end += 1
    return last


def _wraps(line: Line, above: Line, first: Line) -> bool:
    """Say whether a lone piece goes on a cell of the line above it, in another column than the first."""
    return line.left > first.pieces[0].right and line.top - above.bottom < 0.5 * line.size


def _aligned(lines: list[Line]) -> Aligned | None:
    rows = [line.pieces for line in lines]
    counts = Counter(len(row) for row in rows if len(row) >= 2)
    width, often = max(counts.items(), key=lambda item: (item[1], item[0]))
    if often < 2 or often * 2 < sum(counts.values()):
        return None
    whole = [row for row in rows if len(row) == width]
    spans = [(min(row[n].left for row in whole), max(row[n].right for row in whole)) for n in range(width)]
    if any(right >= left for (_, right), (left, _) in itertools.pairwise(spans)):
        return None
    table = Aligned([])
    for row in rows:
        _add_row(table, row, spans)
    return table


def _add_row(table: Aligned, row: list[Line], spans: list[tuple[float, float]]) -> None:
    """Add pieces as a row; a lone piece right under a cell is that cell's next line."""
    cells: list[list[Line] | None] = [[] for _ in spans]
    for piece in row:
        first, last = _covered(piece, spans)
        cell = cells[first]
        if cell is None:
            cell = cells[first] = []
        cell.append(piece)
        for column in range(first + 1, last + 1):
            cells[column] = cells[column] or None
    if len(row) == 1 and table.rows and _goes_under(table.rows[-1], row[0], spans):
        return
    table.rows.append(cells)


def _goes_under(above: list[list[Line] | None], piece: Line, spans: list[tuple[float, float]]) -> bool:
    cell = above[_covered(piece, spans)[0]]
    if not cell or piece.top - cell[-1].bottom > 0.5 * piece.size:
        return False
    cell.append(piece)
    return True


def _covered(piece: Line, spans: list[tuple[float, float]]) -> tuple[int, int]:
    """Return the first and last column that a piece stands in, or the one nearest to it."""
    touched = [n for n, (left, right) in enumerate(spans) if piece.left < right and piece.right > left]
    if touched:
        return touched[0], touched[-1]
    middle = (piece.left + piece.right) / 2
    nearest = min(range(len(spans)), key=lambda n: abs((spans[n][0] + spans[n][1]) / 2 - middle))
    return nearest, nearest
