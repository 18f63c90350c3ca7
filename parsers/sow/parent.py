"""Which agreement a document changes: an amendment, change order or addendum names its parent SOW."""

from __future__ import annotations

import re

from parsers.contract import Finding
from parsers.sow.view import Line, View, trimmed

_HEAD = 400  # characters in which a document says what it is
_OPENING = 4_000  # characters in which it says what it changes
_PAPER = re.compile(
    r"^.{0,30}\b(?:amendment|addendum|change (?:order|request|notice)|variation order|supplement)\b", re.IGNORECASE
)
_LONGEST_TITLE = 140
_CODE = r"(?P<code>(?:[A-Z]{1,8}[-_/#]?)?[A-Z0-9][\w/.-]{0,40}\d[\w/-]{0,12}|#? ?\d{1,6})"
_NUMBER = r"(?:no\.?|number|nr\.?|n°|ref(?:erence)?\.?|#)?\s{0,3}[:#]?\s{0,3}"
_KIND = r"(?:statements? of works?|sow|work order|agreement|contract)"
_LABELLED = re.compile(
    rf"\b(?:parent|original|underlying|base|amended|related)\s+{_KIND}\s{{0,3}}(?:\(sow\))?\s{{0,3}}{_NUMBER}{_CODE}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:amends?|amending|modif(?:y|ies)|changes?|supplements?|to|under|of)\s+(?:the\s+)?{_KIND}"
    rf"\s{{0,3}}(?:\(sow\))?\s{{0,3}}{_NUMBER}{_CODE}",
    re.IGNORECASE,
)


def read_parent(view: View) -> Finding[str] | None:
    """Return the reference of the agreement this document amends, None for one that stands by itself."""
    if not any(_is_title(line) for line in view.lines if line.start < _HEAD):
        return None
    opening = view.text[:_OPENING]
    match = _LABELLED.search(opening) or _NAMED.search(opening)
    if match is None:
        return None
    first, last = trimmed(view.text, match.start("code"), match.end("code"))
    return view.document.finding(view.text[first:last], first, last)


def _is_title(line: Line) -> bool:
    """Return whether a line names the paper: "Change Order No. 1", not a sentence about amendments."""
    return len(line.text) <= _LONGEST_TITLE and not line.text.endswith(".") and _PAPER.match(line.text) is not None
