"""What a Word style makes of a paragraph: a heading, a list item, bold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's look as far as reading needs it; `number` is (list id, level), `heading` 0 is none."""

    heading: int = 0
    number: tuple[str, int] | None = None
    bold: bool = False


_NORMAL = Style()


def is_on(parent: _Element | None, tag: str) -> bool | None:
    """Return whether the switch `tag` is on in `parent`; None where it is not said."""
    found = parent.find(tag) if parent is not None else None
    if found is None:
        return None
    return found.get(W + "val", "true").lower() not in _OFF


def number_of(properties: _Element | None) -> tuple[str | None, int | None]:
    """Return (list id, level) of a paragraph's or style's properties, None where they do not say."""
    found = properties.find(W + "numPr") if properties is not None else None
    if found is None:
        return None, None
    number, level = found.find(W + "numId"), found.find(W + "ilvl")
    depth = None if level is None else _whole(level.get(W + "val"))
    return (None if number is None else number.get(W + "val")), depth


class Styles:
    """The styles of one document, each worked out once with what it is based on."""

    def __init__(self, root: _Element | None) -> None:
        found = root.findall(W + "style") if root is not None else []
        self._elements = {style.get(W + "styleId"): style for style in found}
        self._known: dict[str, Style] = {}
        normal = [s for s in found if s.get(W + "type") == "paragraph" and s.get(W + "default") in ("1", "true")]
        self._default = normal[0].get(W + "styleId") if normal else None

    def of(self, name: str | None) -> Style:
        """Return the style called `name` (the document's default for None)."""
        wanted = name if name is not None else self._default
        return self._resolve(wanted, 0) if wanted is not None else _NORMAL

    def _resolve(self, name: str, depth: int) -> Style:
        if name in self._known:
            return self._known[name]
        element = self._elements.get(name)
        if element is None or depth > 20:
            return _NORMAL
        based = element.find(W + "basedOn")
        parent = self._resolve(based.get(W + "val", ""), depth + 1) if based is not None else _NORMAL
        style = _derived(element, parent)
        self._known[name] = style
        return style


def _derived(element: _Element, parent: Style) -> Style:
    paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
    bold = is_on(run, W + "b")
    number, level = number_of(paragraph)
    before = parent.number or (None, 0)
    chosen = number if number is not None else before[0]
    return Style(
        _heading(element, paragraph) or parent.heading,
        None if chosen is None else (chosen, level if level is not None else before[1]),
        parent.bold if bold is None else bold,
    )


def _heading(element: _Element, paragraph: _Element | None) -> int:
    called = element.find(W + "name")
    name = called.get(W + "val", "") if called is not None else ""
    match = _HEADING.match(name)
    if match:
        return int(match[1])
    if name.lower() == "title":
        return 1
    return outline(paragraph)


def outline(properties: _Element | None) -> int:
    """Return the outline level of a paragraph, 1 to 9, or 0 for body text."""
    found = properties.find(W + "outlineLvl") if properties is not None else None
    level = _whole(found.get(W + "val")) if found is not None else None
    return level + 1 if level is not None and 0 <= level < 9 else 0


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and len(text) < 6 else None
