"""Which line breaks are only the end of the page's width: there, one sentence goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_STARTS_ITEM = re.compile(r"(?:[•·▪◦‣■□☐☒✓–—*-]\s|\(?(?:\d{1,2}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[.)](?:\s|$))")


_STOPS = ".:;!?"
_CAPITALS = re.compile(r"[^\W\d_]{4}")
_LABEL = re.compile(r"[A-Z][\w/&-]*(?: [\w/&-]+){0,4}:(?:\s|$)")


def starts_item(line: str) -> bool:
    """Say whether a line begins with a bullet or a number of a list."""
    return _STARTS_ITEM.match(line) is not None


def goes_on(line: str, following: str, room: float, needed: float, slack: float = 0.0) -> bool:
    """Say whether `following` continues `line`: its first word (`needed`) did not fit in the `room` left.

    `room` and `needed` are in one unit, points or characters; a line that starts an item or bears a label
    never continues another. Files broken by hand before the edge are known by a small letter after no stop, where
    the room left is `slack` at most.
    """
    if not line or not following or starts_item(following) or _LABEL.match(following):
        return False
    if line[-1] == "-" and line[-2:-1].isalnum():
        return True
    return needed > room or (room <= slack and following[0].islower() and line[-1] not in _STOPS)


def is_title(text: str) -> bool:
    """Say whether a line is set in capitals as a heading is."""
    return len(text) <= 90 and text.isupper() and _CAPITALS.search(text) is not None and "\t" not in text


def join_all(lines: Sequence[str]) -> str:
    """Join the lines of one sentence as `join` does two, in time that grows as their length."""
    parts = [lines[0]]
    for before, line in pairwise(lines):
        parts += [line] if _is_broken(before) else [" ", line]
    return "".join(parts)


def join(line: str, following: str) -> str:
    """Join two lines of one sentence; a hyphen at the break stays, so that "2027-" and "014" give "2027-014"."""
    return line + following if _is_broken(line) else f"{line} {following}"


def _is_broken(line: str) -> bool:
    return line.endswith("-") and not line.endswith(" -")
