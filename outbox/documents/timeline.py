"""A timeline of weeks drawn as table cells: a bar from one dated point to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from outbox.documents.sources import shorten
from templates.formats import date_text

MOST_COLUMNS = 18
MOST_ROWS = 24
TITLE_CHARS = 44
_STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 26)  # weeks in one column

Cell = Literal["rest", "bar", "mark"]


@dataclass(frozen=True, slots=True)
class Point:
    """Something due on a day."""

    title: str
    due: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """`weeks` are ISO week numbers, one a column of `step` weeks; each bar has one cell a column."""

    begins: date  # the Monday of the first column
    step: int
    weeks: tuple[int, ...]
    bars: tuple[tuple[str, tuple[Cell, ...]], ...]

    def words(self, locale: str) -> dict[str, object]:
        """Return the timeline as a template takes it."""
        return {
            "step": str(self.step),
            "first": str(self.weeks[0]),
            "begins": date_text(self.begins, locale),
            "weeks": [{"number": str(week)} for week in self.weeks],
            "bars": [
                {"title": shorten(title, TITLE_CHARS), "cells": [{"kind": kind} for kind in cells]}
                for title, cells in self.bars
            ],
        }


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def draw(points: Sequence[Point], start: date | None = None) -> Timeline | None:
    """Draw the points in the order of their dates; None where a table alone says it better.

    That is the case with fewer than two points, with more rows than a page takes, and where all of them fall in one
    column or lie further apart than the columns can show (a misread year).
    """
    dated = sorted(points, key=lambda point: point.due)
    if not 2 <= len(dated) <= MOST_ROWS:
        return None
    begin = _monday(dated[0].due if start is None or start > dated[0].due else start)
    span = (_monday(dated[-1].due) - begin).days // 7 + 1
    step = next((step for step in _STEPS if span <= step * MOST_COLUMNS), None)
    if step is None or span < 2:
        return None
    columns = -(-span // step)
    weeks = tuple((begin + timedelta(weeks=step * column)).isocalendar().week for column in range(columns))
    return Timeline(begin, step, weeks, _bars(dated, begin, step, columns))


def _bars(dated: Sequence[Point], begin: date, step: int, columns: int) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    bars = []
    since = 0
    for point in dated:
        at = (_monday(point.due) - begin).days // 7 // step
        bars.append((point.title, tuple(_cell(column, since, at) for column in range(columns))))
        since = at + 1
    return tuple(bars)


def _cell(column: int, since: int, at: int) -> Cell:
    if column == at:
        return "mark"
    return "bar" if since <= column < at else "rest"
