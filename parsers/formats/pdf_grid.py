"""Tables out of ruling lines: lines that cross make a grid, and slots without a line between them are one cell."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from parsers.formats.pdf_rules import Rule

_NEAR = 3.0  # lines closer than this, in points, are one line
_MOST = 4_000  # lines a page's tables are built from


@dataclass(slots=True)
class Grid:
    """A ruled table: column and row borders, and for each slot the number of the cell it belongs to."""

    xs: list[float]
    ys: list[float]
    cells: list[list[int]]

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the number of the cell in which a point lies, None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.cells[row][column]
        return None

    @property
    def top(self) -> float:
        """Where the table begins on the page."""
        return self.ys[0]


def grids_of(across: list[Rule], down: list[Rule]) -> list[Grid]:
    """Return the tables that the lines of a page draw, from top to bottom."""
    if not across or not down or len(across) + len(down) > _MOST:
        return []
    rows, columns = _merged(across), _merged(down)
    grids = [_grid(h, v) for h, v in _groups(rows, columns) if len(h) >= 2 or len(v) >= 2]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.top)


def _merged(rules: list[Rule]) -> list[Rule]:
    """Return the lines with those that lie on one another, or follow one another, made one."""
    merged: list[Rule] = []
    for group in _by_place(rules):
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + _NEAR:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            merged.append(Rule(at, start, end))
    return merged


def _by_place(rules: list[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][-1].at <= _NEAR / 2 and rule.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _groups(rows: list[Rule], columns: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the lines in groups that hang together by crossing."""
    parent = list(range(len(rows) + len(columns)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for h, row in enumerate(rows):
        for v, column in enumerate(columns):
            if _cross(row, column):
                parent[root(h)] = root(len(rows) + v)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for h, row in enumerate(rows):
        groups.setdefault(root(h), ([], []))[0].append(row)
    for v, column in enumerate(columns):
        groups.setdefault(root(len(rows) + v), ([], []))[1].append(column)
    return [group for group in groups.values() if group[0] and group[1]]


def _cross(row: Rule, column: Rule) -> bool:
    return row.start - _NEAR <= column.at <= row.end + _NEAR and column.start - _NEAR <= row.at <= column.end + _NEAR


def _grid(rows: list[Rule], columns: list[Rule]) -> Grid | None:
    xs = _borders([*(rule.at for rule in columns), *(end for rule in rows for end in (rule.start, rule.end))])
    ys = _borders([*(rule.at for rule in rows), *(end for rule in columns for end in (rule.start, rule.end))])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > 20_000:
        return None
    grid = Grid(xs, ys, _cells(xs, ys, rows, columns))
    return grid if len({number for row in grid.cells for number in row}) >= 2 else None


def _borders(places: list[float]) -> list[float]:
    borders: list[float] = []
    for place in sorted(places):
        if not borders or place - borders[-1] > _NEAR:
            borders.append(place)
    return borders


def _cells(xs: list[float], ys: list[float], rows: list[Rule], columns: list[Rule]) -> list[list[int]]:
    """Return a number for each slot; slots with no line between them bear one number."""
    width, height = len(xs) - 1, len(ys) - 1
    numbers = [[row * width + column for column in range(width)] for row in range(height)]
    renamed: dict[int, int] = {}

    def name(number: int) -> int:
        while number in renamed:
            number = renamed[number]
        return number

    def unite(one: int, other: int) -> None:
        low, high = sorted((name(one), name(other)))
        if low != high:
            renamed[high] = low

    for row in range(height):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(width):
            if column + 1 < width and not _is_drawn(columns, xs[column + 1], middle):
                unite(numbers[row][column], numbers[row][column + 1])
            if row + 1 < height and not _is_drawn(rows, ys[row + 1], (xs[column] + xs[column + 1]) / 2):
                unite(numbers[row][column], numbers[row + 1][column])
    return [[name(number) for number in row] for row in numbers]


def _is_drawn(rules: list[Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start <= along <= rule.end for rule in rules)
