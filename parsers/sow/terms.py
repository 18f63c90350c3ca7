"""The terms a delivery team works under: assumptions, exclusions, the client's duties, the warranty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.contract import Finding
from parsers.sow.blanks import is_blank, is_generic
from parsers.sow.entries import items_of
from parsers.sow.labels import Label, Pair
from parsers.sow.sections import Section, Topic, about
from parsers.sow.view import View, trimmed

_WARRANTY = re.compile(
    r"(?:warrant(?:y|ies|s)\b[^.\n]{0,120}?\b(?:days?|months?|weeks?|years?)\b|\b(?:days?|months?"
    r"|weeks?)\b[^.\n]{0,40}\bwarranty\b)",
    re.IGNORECASE,
)
_EXCLUDED = re.compile(
    r"(?:the following (?:\w+ ){0,4}(?:out of scope|excluded|not included)|out of scope|exclude[sd]?"
    r"|not included)[^:\n]{0,40}:\s*(?P<list>[^\n]{4,400})",
    re.IGNORECASE,
)


def read_terms(view: View, sections: tuple[Section, ...], topic: Topic) -> tuple[Finding[str], ...]:
    """Return the entries under the headings of `topic`: list items, or the sentences where there is no list."""
    found: list[Finding[str]] = []
    for section in about(sections, topic):
        found.extend(_entries(view, section))
    return tuple(found)


def read_warranty(view: View, sections: tuple[Section, ...], pairs: tuple[Pair, ...]) -> Finding[str] | None:
    """Return what is promised after delivery: as labelled, as its section says, or as a sentence with its length."""
    for pair in pairs:
        if pair.label is Label.WARRANTY and not pair.blank:
            return view.document.finding(view.text[pair.start : pair.end], pair.start, pair.end)
    for section in about(sections, Topic.WARRANTY):
        found = next(iter(_entries(view, section)), None)
        if found is not None and re.search(r"\d|day|week|month|year", found.value):
            return found
    for line in view.lines:
        match = _WARRANTY.search(line.text)
        if match is not None and not is_blank(match.group()):
            return view.plain(*_sentence(view.text, line.start, line.end, line.start + match.start()))
    return None


def _entries(view: View, section: Section) -> Iterator[Finding[str]]:
    items = list(items_of(view, section))
    if items:
        for entry in items:
            start = entry.start + entry.head.bullet
            if _says_something(view.text[start : entry.end]):
                yield _words(view, start, entry.end)
        return
    for table in section.tables:
        for row in table.rows:
            cell = max(row, key=lambda one: one.end - one.start)
            if cell.end - cell.start > 25 and _says_something(view.text[cell.start : cell.end]):
                yield _words(view, cell.start, cell.end)
    for line in section.lines:
        if len(line.text) > 25 and not line.text.endswith(":") and _says_something(line.text):
            yield _words(view, line.start, line.end)


def _words(view: View, start: int, end: int) -> Finding[str]:
    first, last = trimmed(view.text, start, end)
    return view.document.finding(" ".join(view.text[first:last].split()).rstrip("."), first, last)


def _says_something(words: str) -> bool:
    return not is_blank(words) and not is_generic(words) and bool(re.search(r"[^\W\d_]{3}", words))


def _sentence(text: str, low: int, high: int, inside: int) -> tuple[int, int]:
    start = max(text.rfind(". ", low, inside) + 2, low) if ". " in text[low:inside] else low
    stop = text.find(". ", inside, high)
    return start, high if stop < 0 else stop + 1
