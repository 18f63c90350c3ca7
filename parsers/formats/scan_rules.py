"""The ruling lines of a scanned page: long straight runs of ink, across and down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.formats.pdf_rules import Rule
from parsers.formats.scan import turned

if TYPE_CHECKING:
    from PIL.Image import Image

_LONG = 0.28  # inches of unbroken ink that are a line and no letter
_THICK = 0.06  # inches from one run to the next that are still one line
_GAP = 0.05  # inches of missing ink that a scanned line may have
_MOST = 60_000  # runs looked at on one page: a black page is no table


def rules_of(page: Image, dpi: float) -> tuple[list[Rule], list[Rule]]:
    """Return the lines (across, down) of a black and white page, in points from its top left corner."""
    height = page.height * 72.0 / dpi
    down = _lines(turned(page, 270), dpi)  # there a column is a row, read from its foot
    return _lines(page, dpi), [Rule(rule.at, height - rule.end, height - rule.start) for rule in down]


def _lines(page: Image, dpi: float) -> list[Rule]:
    """Return the level lines of a page."""
    points = 72.0 / dpi
    found: list[list[int]] = []  # [last row, first row, start, end], in dots
    for number, (row, start, end) in enumerate(_runs(page, max(8, round(_LONG * dpi)))):
        if number >= _MOST:
            return []
        line = next((held for held in reversed(found[-80:]) if _touches(held, row, start, end, dpi)), None)
        if line is None:
            found.append([row, row, start, end])
        else:
            line[0], line[2], line[3] = row, min(line[2], start), max(line[3], end)
    thin = [line for line in found if line[0] - line[1] <= _THICK * dpi]
    return [Rule((low + high + 1) / 2 * points, start * points, end * points) for low, high, start, end in thin]


def _touches(line: list[int], row: int, start: int, end: int, dpi: float) -> bool:
    """Say whether a run of ink belongs to a line found above it."""
    gap = _GAP * dpi
    return row - line[0] <= max(2, 0.012 * dpi) and start <= line[3] + gap and end >= line[2] - gap


def _runs(page: Image, length: int) -> list[tuple[int, int, int]]:
    """Return (row, start, end) of every run of at least `length` black dots, a run that meets the edge cut there."""
    width = page.width
    runs: list[tuple[int, int, int]] = []
    for match in re.finditer(b"\\x00{%d,}" % length, page.tobytes()):
        row, start = divmod(match.start(), width)
        last, end = divmod(match.end(), width)
        if row == last or (end == 0 and last == row + 1):
            runs.append((row, start, end or width))
    return runs
