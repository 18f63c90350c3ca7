"""Every change of one project on the screen, gathered under what caused it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from agent.cli.screen import moment, say

if TYPE_CHECKING:
    from agent.store.project_log import LogRow

# What a new row tells of itself; the rest stands in `desk project CODE`.
_TELLING = (
    "said",
    "value",
    "due_on",
    "verdict",
    "confidence",
    "stage",
    "owner",
    "hours",
    "minutes",
    "week_on",
    "answer",
)


def show_log(rows: Sequence[LogRow], zone: str) -> None:
    """Print the changes, cause by cause; times are those of `zone`."""
    for (at, actor, cause), changes in groupby(rows, lambda r: (r.at, r.actor, f"{r.cause} {r.cause_ref} ({r.rule})")):
        say(f"{moment(at, zone)}  {actor}, {cause}")
        for line in _lines(changes):
            say(f"    {line}")
    if not rows:
        say("Nothing has changed yet.")


def _lines(changes: Iterator[LogRow]) -> Iterator[str]:
    for row in changes:
        yield f"{_what(row)}: {_change(row)}"


def _what(row: LogRow) -> str:
    noun = row.noun.removeprefix("desk_").replace("_", " ")
    return f"{noun} “{_short(row.name)}”" if row.name else f"{noun} {row.row_id}"


def _change(row: LogRow) -> str:
    """Say a change in words: "due on 2027-02-12 -> 2027-02-16", or "new, said done"."""
    if not row.before:
        told = [f"{_label(name)} {row.after[name]}" for name in _TELLING if row.after.get(name) not in (None, "")]
        return ", ".join(["new", *told])
    if not row.after:
        return "taken out"
    parts = [f"{_label(name)} {_said(row.before.get(name))} -> {_said(value)}" for name, value in row.after.items()]
    return ", ".join(parts)


def _label(name: str) -> str:
    return name.replace("_", " ")


def _said(value: object) -> str:
    return "nothing" if value in (None, "") else _short(str(value))


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
