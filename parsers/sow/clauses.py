"""Clauses that a contract runs together: headings at the head of a paragraph, and lists inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from parsers.contract import BlockKind
from parsers.sow.view import Line

_RUN_IN = re.compile(
    r"(?:(?P<number>(?:(?:article|section|clause)[ ])?\d{1,2}(?:\.\d{1,2})?[.)]?|\(?[A-Z][.)]|[IVX]{1,5}\.)[ \t]{1,3})?"
    r"(?P<mark>\*\*|__)?(?P<title>[A-Z][A-Za-z ,&/’'()-]{2,70}?)(?P<stop>[.:]|[.:]?(?:\*\*|__)[.:]?"
    r"|[ ][–—-])[ \t]+(?=\S)",
    re.IGNORECASE,
)
_CLAUSE_STARTS = re.compile(r"(?<=[.;:)”\"][ ])(?=(?:\d{1,2}\.|\(?[A-Z]\.|(?:Section|Article) \d{1,2}\.?)[ ][A-Z])")
_LETTERED = re.compile(r"(?<![\w(])\(?(?P<mark>[a-h]|[ivx]{1,4}|\d{1,2})\)[ \t]+(?=[\w$€£\"“])")
_FIRST_MARKS = ("a", "i", "1")
_NEXT = {"a": "b", "i": "ii", "1": "2"}
_JOINED = re.compile(r"[\s;,.]*(?:\b(?:and|or|und|et|y)\b)?[\s;,.]*$", re.IGNORECASE)
_LONG = 300  # characters past which a line can hold several clauses


def clauses(line: Line, is_title: Callable[[str], bool]) -> Iterator[tuple[Line | None, Line | None]]:
    """Yield (heading, text) for each clause of a line; the heading is None where the line begins with none.

    `is_title` says whether words are a heading's. A heading is taken out of running text only where a number, bold
    letters or capitals set it apart.
    """
    for piece in _split(line):
        match = _RUN_IN.match(piece.text)
        if match is None or not _set_apart(match) or not is_title(match["title"]):
            yield None, piece
            continue
        title = part(piece, 0, match.end("title"))
        rest = part(piece, match.end(), len(piece.text))
        yield replace(title, kind=BlockKind.PARAGRAPH), replace(rest, kind=BlockKind.PARAGRAPH)


def listed(line: Line) -> tuple[Line, ...]:
    """Return the items of a list inside a sentence ("as follows: (a) ...; (b) ..."), else the line alone."""
    marks = list(_LETTERED.finditer(line.text))
    first = next((place for place, mark in enumerate(marks) if mark["mark"] in _FIRST_MARKS), None)
    if first is None or first + 1 >= len(marks) or marks[first + 1]["mark"] != _NEXT[marks[first]["mark"]]:
        return (line,)
    marks = marks[first:]
    if len(marks) == 1 or (line.is_item and marks[0].start() == 0):
        return (line,)
    starts = [mark.start() for mark in marks]
    head = [part(line, 0, starts[0])] if starts[0] else []
    items = [_item(line, start, end) for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True)]
    return (*head, *items)


def part(line: Line, start: int, end: int) -> Line:
    """Return the stretch `line.text[start:end]`, trimmed, as a line of its own."""
    words = line.text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = first + len(words.strip())
    return replace(line, start=line.start + first, end=line.start + last, text=line.text[first:last])


def _item(line: Line, start: int, end: int) -> Line:
    words = line.text[start:end]
    tail = _JOINED.search(words)
    return replace(part(line, start, start + (tail.start() if tail else len(words))), kind=BlockKind.ITEM, level=9)


def _split(line: Line) -> Iterator[Line]:
    """Yield a long line clause by clause: "... agree as follows: 1. Services. ... 2. Term. ..."."""
    if len(line.text) < _LONG or line.cell is not None:
        yield line
        return
    cuts = [0, *(match.start() for match in _CLAUSE_STARTS.finditer(line.text)), len(line.text)]
    for start, end in pairwise(cuts):
        if end > start:
            yield part(line, start, end)


def _set_apart(match: re.Match[str]) -> bool:
    bold = match["mark"] is not None and match["mark"] in match["stop"]
    return bool(match["number"]) or bold or (match["title"].isupper() and match["stop"][:1] in ".:")
