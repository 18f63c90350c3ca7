"""The ruling lines of a pdf page: what is drawn straight across or down."""

from __future__ import annotations

import ctypes
import itertools
from dataclasses import dataclass
from typing import Any

from parsers.formats.pdf_words import Sheet

_THIN = 3.0  # a filled box thinner than this is a line
_SHORT = 4.0  # a line shorter than this is decoration
_MOST = 20_000  # objects looked at on one page
_DEEP = 4  # forms within forms

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at `at`, from `start` to `end` along the other axis, in points from the top left."""

    at: float
    start: float
    end: float


class Rules:
    """All lines of one page, across and down."""

    def __init__(self, page: Any, sheet: Sheet, raw: Any) -> None:
        self.across: list[Rule] = []
        self.down: list[Rule] = []
        self.pictured = 0.0  # the part of the page that pictures cover, more than 1 where they lie on one another
        self.paths = 0
        self._area = max(1.0, sheet.width * sheet.height)
        self._sheet, self._raw, self._left = sheet, raw, _MOST
        self._objects(raw.FPDFPage_CountObjects(page), lambda n: raw.FPDFPage_GetObject(page, n), _SAME, 0)

    def _objects(self, count: int, get: Any, matrix: Matrix, depth: int) -> None:
        for number in range(min(count, self._left)):
            found = get(number)
            self._left -= 1
            kind = self._raw.FPDFPageObj_GetType(found)
            if kind == self._raw.FPDF_PAGEOBJ_PATH:
                self.paths += 1
                self._path(found, matrix)
            elif kind == self._raw.FPDF_PAGEOBJ_IMAGE:
                a, b, c, d, _, _ = _times(_matrix(found, self._raw), matrix)
                self.pictured += abs(a * d - b * c) / self._area
            elif kind == self._raw.FPDF_PAGEOBJ_FORM and depth < _DEEP:
                self._form(found, matrix, depth)

    def _form(self, form: Any, matrix: Matrix, depth: int) -> None:
        raw = self._raw
        inner = _times(_matrix(form, raw), matrix)
        self._objects(
            raw.FPDFFormObj_CountObjects(form), lambda n: raw.FPDFFormObj_GetObject(form, n), inner, depth + 1
        )

    def _path(self, path: Any, matrix: Matrix) -> None:
        raw = self._raw
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke)):
            return
        if not fill.value and not stroke.value:
            return
        if matrix is _SAME and self._whole(path):
            return
        if stroke.value or raw.FPDFPath_CountSegments(path) > 5:
            self._segments(path, _times(_matrix(path, raw), matrix), filled=not stroke.value)

    def _whole(self, path: Any) -> bool:
        """Take a path that is thin as a whole for one line, and say so."""
        edges = [ctypes.c_float() for _ in range(4)]
        if not self._raw.FPDFPageObj_GetBounds(path, *(ctypes.byref(edge) for edge in edges)):
            return True
        left, top, right, bottom = self._sheet.place(*(edge.value for edge in edges))
        return self._thin(left, top, right, bottom) or (right - left < _SHORT and bottom - top < _SHORT)

    def _thin(self, left: float, top: float, right: float, bottom: float) -> bool:
        if bottom - top <= _THIN and right - left >= _SHORT:
            self.across.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= _THIN and bottom - top >= _SHORT:
            self.down.append(Rule((left + right) / 2, top, bottom))
        else:
            return False
        return True

    def _segments(self, path: Any, matrix: Matrix, *, filled: bool) -> None:
        """Take the straight pieces of a path; a filled one counts only where a piece of it is thin."""
        if filled:
            for piece in self._pieces(path, matrix):
                xs, ys = [x for x, _ in piece], [y for _, y in piece]
                self._thin(min(xs), min(ys), max(xs), max(ys))
            return
        for piece in self._pieces(path, matrix):
            for (x0, y0), (x1, y1) in itertools.pairwise(piece):
                self._thin(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _pieces(self, path: Any, matrix: Matrix) -> list[list[tuple[float, float]]]:
        raw = self._raw
        pieces: list[list[tuple[float, float]]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for number in range(min(raw.FPDFPath_CountSegments(path), 2_000)):
            segment = raw.FPDFPath_GetPathSegment(path, number)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            a, b, c, d, e, f = matrix
            point = self._sheet.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not pieces:
                pieces.append([point])
            else:
                pieces[-1].append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                pieces[-1].append(pieces[-1][0])
        return pieces


def _matrix(found: Any, raw: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(found, ctypes.byref(matrix)):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(one: Matrix, two: Matrix) -> Matrix:
    """Return the matrix that applies `one`, then `two`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
