"""One entry of a list or table taken apart: its title without bullet and number, its due date or the words for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.contract import BlockKind
from parsers.sow.blanks import is_blank, is_generic
from parsers.sow.due import Due
from parsers.sow.facts import Money
from parsers.sow.sections import Section
from parsers.sow.view import Line, View, trimmed

_NUMBER = re.compile(
    r"^(?:\W{0,4}(?:D|M|MS|DEL|P|T)[- ]?\d{1,2}(?:\.\d{1,2})?\s*[:.)–—-]?\s+|\W{0,4}(?:milestone"
    r"|deliverable)\s+#?[A-Z]?\d{1,2}\s*(?:\([^)\n]{1,40}\))?\s*[:.)–—-]\s*)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,;:–—-]*[\[(]?\s*(?:(?:due|by|on|target(?:ed)?|no later than|completed by|delivery|deadline"
    r"|date|estimated duration)\b[\s:]*)*$",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(r"(?:\*\*|__)?:(?:\*\*|__)?\s|\s[–—-]\s|\n")
_ACCEPTANCE = re.compile(r"[\s.;–—-]{0,4}\b(?:acceptance criteria|accepted when|acceptance)\s*:", re.IGNORECASE)
_RULE = re.compile(
    r"\b(?:shall|must|may not|agrees? (?:to|that)|hereby|herein|hereunder|hereto|thereof|pursuant to"
    r"|(?:will|may) (?:be|not|have|invoice|own|remain|review|notify))\b",
    re.IGNORECASE,
)
_TAIL_LENGTH = 60  # characters before a date that can belong to it: "(due by"
_BOX = re.compile(r"^[\s\[\]xX☐☒✓]{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A list item `text[start:end]` with the lines that go on from it; `head` is its first line."""

    start: int
    end: int
    head: Line


def items_of(view: View, section: Section, nested: bool = False) -> Iterator[Entry]:
    """Yield the outermost list items of a section (all of them if `nested`), each with its wrapped lines alone."""
    items = [line for line in section.lines if line.kind is BlockKind.ITEM] or [
        line for line in section.lines if line.is_item
    ]
    items = [line for line in items if not line.text.endswith(":") or headline(line.text) < len(line.text) - 1]
    if not items:
        return
    outer = min(_depth(view, line) for line in items)
    tops = [line for line in items if nested or _depth(view, line) == outer]
    for line in tops:
        end = line.end
        for other in section.lines:
            if (
                other.start > line.end
                and not other.is_item
                and other.block == line.block
                and not _past(other, line, items)
            ):
                end = other.end
        yield Entry(line.start, end, line)


def title_in(view: View, start: int, end: int, due: Due | None = None) -> tuple[int, int] | None:
    """Return the span of an entry's title: no bullet, no "M1:", no due date; None where it is blank."""
    text = view.text
    first = start + _lead(text[start:end])
    last = end
    if due is not None and first < due.start <= end:
        kept = text[max(first, due.start - _TAIL_LENGTH) : due.start]
        tail = _TAIL.search(kept)
        if tail and (due.start - first > _TAIL_LENGTH or tail.start() > 2):
            last = due.start - len(kept) + tail.start()
    first, last = trimmed(text, first, last)
    last -= len(text[first:last]) - len(text[first:last].rstrip(".;, "))
    if first >= last or is_blank(text[first:last]) or is_generic(text[first:last]):
        return None
    return first, last


def words_of(view: View, span: tuple[int, int]) -> str:
    """Return the words of a title on one line, without the marks of bold and code."""
    return " ".join(view.text[span[0] : span[1]].replace("**", "").replace("`", "").split())


def sum_after(view: View, start: int, end: int) -> Money | None:
    """Return the one sum that stands after an entry's title, None where there is none or several."""
    sums = [span for span in view.money(start, end) if span.per is None]
    return view.sum_of(sums[0]) if len(sums) == 1 else None


def is_clause(text: str) -> bool:
    """Return whether an entry is a rule of the contract and no thing or event: "Client shall review ... within"."""
    return len(text.split()) > 8 and _RULE.search(text) is not None


def headline(text: str) -> int:
    """Return how much of an item is its title: up to a colon or dash that opens a description, else all of it."""
    lead = _lead(text)
    accepted = _ACCEPTANCE.search(text)
    stop = accepted.start() if accepted else len(text)
    match = _DESCRIBED.search(text, lead, stop)
    if match and 1 <= len(text[lead : match.start()].split()) <= 9:
        return match.start()
    return stop


def _lead(text: str) -> int:
    position = 0
    for pattern in (
        re.compile(
            r"^(?:[•·▪◦‣■□*+–—o-]\s+|\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivx]{1,4})[.)]\s+|\d{1,2}\.\d{1,2}\s+)"
        ),
        _BOX,
        _NUMBER,
    ):
        match = pattern.match(text[position:])
        if match:
            position += match.end()
    return position


def _depth(view: View, line: Line) -> int:
    if line.kind is BlockKind.ITEM:
        return line.level
    before = view.text.rfind("\n", 0, line.start) + 1
    return line.start - before


def _past(other: Line, line: Line, items: list[Line]) -> bool:
    return any(line.start < item.start <= other.start for item in items)
