"""How results are shown: a table for people, one JSON object a line for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo


def say(text: str) -> None:
    """Print a line of text, what a terminal would obey taken out of it."""
    sys.stdout.write("\n".join(map(printable, text.split("\n"))) + "\n")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str, short: int = 1) -> None:
    """Print rows under `columns`; the first `short` columns are never broken, the rest wrap at the screen's width."""
    body = list(rows)
    if body:
        _print_grid(columns, body, short, header=True)
    else:
        say(empty)


def pairs(rows: Iterable[tuple[str, object]]) -> None:
    """Print names with their values below one another, leaving out what is empty."""
    _print_grid(("", ""), [row for row in rows if _cell(row[1])], short=1, header=False)


def _print_grid(columns: Sequence[str], rows: Iterable[Sequence[object]], short: int, *, header: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), show_header=header)
    for index, name in enumerate(columns):
        grid.add_column(name, no_wrap=index < short, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(printable(_cell(cell))) for cell in row))
    Console(highlight=False).print(grid)


def heading(text: str) -> None:
    """Print the head of a part."""
    from rich.console import Console
    from rich.text import Text

    Console(highlight=False).print(Text(f"\n{printable(text)}", style="bold"))


def json_line(value: object) -> None:
    """Print a frozen dataclass or a dict as one line of JSON."""
    plain: Any = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    sys.stdout.write(json.dumps(plain, default=_plain, ensure_ascii=False) + "\n")


def moment(at: datetime | None, zone: str) -> str:
    """Return a moment as it reads in `zone`, to the minute."""
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") if at else ""


def printable(text: str) -> str:
    """Return `text` with everything that could steer a terminal or turn the line around made visible."""
    return "".join(c if c.isprintable() or c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case frozenset() | set():
            return sorted(value)
        case _:
            return str(value)
