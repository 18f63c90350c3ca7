"""What a Word style makes of a paragraph: a heading, a list item, bold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
_VAL, _STYLE, _NUMBERING, _OUTLINE = W + "val", W + "pStyle", W + "numPr", W + "outlineLvl"
_RUN, _NUMBER, _DEPTH = W + "rPr", W + "numId", W + "ilvl"
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's look as far as reading needs it; `number` is (list id, level), `heading` 0 is none."""

    heading: int = 0
    number: tuple[str, int] | None = None
    bold: bool = False


_NORMAL = Style()


@dataclass(slots=True)
class Direct:
    """What a paragraph says of itself: each None, 0 or False where it leaves that to its style."""

    style: str | None = None
    number: str | None = None
    depth: int | None = None
    outline: int = 0
    mark_inserted: bool = False
    mark_deleted: bool = False


def direct(properties: _Element | None) -> Direct:
    """Return a paragraph's or a style's own properties."""
    found = Direct()
    for child in properties if properties is not None else ():
        tag = child.tag
        if tag == _STYLE:
            found.style = child.get(_VAL)
        elif tag == _NUMBERING:
            _number(found, child)
        elif tag == _OUTLINE:
            level = _whole(child.get(_VAL))
            found.outline = level + 1 if level is not None and level < 9 else 0
        elif tag == _RUN and len(child):
            found.mark_inserted = any(child.find(W + tag) is not None for tag in ("ins", "moveTo"))
            found.mark_deleted = any(child.find(W + tag) is not None for tag in ("del", "moveFrom"))
    return found


def _number(found: Direct, element: _Element) -> None:
    for child in element:
        if child.tag == _NUMBER:
            found.number = child.get(_VAL)
        elif child.tag == _DEPTH:
            found.depth = _whole(child.get(_VAL))


def switch(element: _Element) -> bool:
    """Return whether a switch such as bold is on, as Word writes it."""
    return (element.get(_VAL) or "true").lower() not in _OFF


def is_on(parent: _Element | None, tag: str) -> bool | None:
    """Return whether the switch `tag` is on in `parent`; None where it is not said."""
    found = parent.find(tag) if parent is not None else None
    return None if found is None else switch(found)


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
    own = direct(element.find(W + "pPr"))
    bold = is_on(element.find(W + "rPr"), W + "b")
    before = parent.number or (None, 0)
    chosen = own.number if own.number is not None else before[0]
    return Style(
        _named(element) or own.outline or parent.heading,
        None if chosen is None else (chosen, own.depth if own.depth is not None else before[1]),
        parent.bold if bold is None else bold,
    )


def _named(element: _Element) -> int:
    """Return the level of a heading that its style's name tells: Word keeps these names in every language."""
    called = element.find(W + "name")
    name = called.get(W + "val", "") if called is not None else ""
    match = _HEADING.match(name)
    if match:
        return int(match[1])
    return 1 if name.lower() == "title" else 0


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and len(text) < 6 else None
