"""The paragraphs of a Word template as its author sees them, each with its tags and the table row it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHAPE = re.compile(r"^(?P<open>\{[{%#])(?P<level>tr|tc|p|r)?(?=[\s-])-?\s*(?P<body>.*?)\s*-?[}%#]\}$")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_FILLED = ("/header", "/footer", "/footnotes")
_UNFILLED = {"/comments": "a comment", "/endnotes": "an endnote"}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: the phrase as it stands in Word, its level (p, tr, tc, r or "") and its words without the braces."""

    phrase: str
    opening: str
    level: str
    body: str

    @property
    def keyword(self) -> str:
        """The first word of a block tag ("for", "endif"), "" for a tag that prints."""
        return self.body.split(None, 1)[0] if self.opening == "{%" and self.body else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: what a person reads in it; `row` and `cell` are numbers of the table row and cell around it."""

    text: str
    row: int | None
    cell: int | None
    xml: str

    def tags(self) -> tuple[Tag, ...]:
        """Return the tags in their order."""
        return tuple(read_tag(match.group(0)) for match in TAG.finditer(self.text))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document that is filled: the body, a header, a footer or the footnotes."""

    name: str
    lines: tuple[Line, ...]
    xml: str

    def row_text(self, row: int) -> str:
        """Return all a person reads in one table row."""
        return " ".join(line.text for line in self.lines if line.row == row).strip()

    def cell_text(self, cell: int) -> str:
        """Return all a person reads in one table cell."""
        return " ".join(line.text for line in self.lines if line.cell == cell).strip()


def read_tag(phrase: str) -> Tag:
    """Take a phrase like "{%tr for row in team %}" apart."""
    match = _SHAPE.match(phrase)
    if match is None:
        return Tag(phrase, phrase[:2], "", phrase[2:-2].strip().translate(_QUOTES))
    return Tag(phrase, match["open"], match["level"] or "", " ".join(match["body"].translate(_QUOTES).split()))


def read_parts(document: Any) -> Iterator[Part]:
    """Yield what is filled of a python-docx document."""
    yield _part("the text", document.element.body)
    for rel in document.part.rels.values():
        if not rel.is_external and rel.reltype.endswith(_FILLED):
            yield _part(f"the {rel.reltype.rpartition('/')[2]}", _root(rel.target_part))


def read_unfilled(document: Any) -> Iterator[tuple[str, str]]:
    """Yield (phrase, place) of each tag that stands where nothing is filled."""
    for rel in document.part.rels.values():
        place = next((said for end, said in _UNFILLED.items() if rel.reltype.endswith(end)), None)
        if place is not None and not rel.is_external:
            for line in _part(place, _root(rel.target_part)).lines:
                yield from ((match.group(0), place) for match in TAG.finditer(line.text))


def _root(part: Any) -> Any:
    from docx.oxml.parser import parse_xml

    return parse_xml(part.blob)


def _part(name: str, root: Any) -> Part:
    from lxml import etree

    rows = {row: number for number, row in enumerate(root.iter(f"{_W}tr"))}
    cells = {cell: number for number, cell in enumerate(root.iter(f"{_W}tc"))}
    lines = tuple(
        Line(
            _visible(paragraph),
            rows.get(_around(paragraph, "tr")),
            cells.get(_around(paragraph, "tc")),
            etree.tostring(paragraph, encoding="unicode"),
        )
        for paragraph in root.iter(f"{_W}p")
    )
    return Part(name, lines, etree.tostring(root, encoding="unicode"))


def _around(element: Any, kind: str) -> Any:
    return next(element.iterancestors(f"{_W}{kind}"), None)


def _visible(paragraph: Any) -> str:
    """Return the paragraph's own text: of its runs, not of a text box inside it, not what a tracked change deletes."""
    pieces = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        if element.tag == f"{_W}tab" and element.getparent().tag == f"{_W}tabs":
            continue
        if _around(element, "p") is paragraph:
            pieces.append(element.text or "" if element.tag == f"{_W}t" else " ")
    return "".join(pieces)
