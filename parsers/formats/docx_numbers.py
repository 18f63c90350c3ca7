"""The numbers Word shows before list items, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.formats.docx_styles import W, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

_BULLET = "•"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one depth of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."
    legal: bool = False


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The lists of one document; `next` must be asked in reading order."""

    def __init__(self, root: _Element | None) -> None:
        self._abstract: dict[str, _Element] = {}
        self._elements: dict[str, _Element] = {}
        self._by_style: dict[str, _Element] = {}
        self._shared: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        if root is not None:
            self._load(root)

    def next(self, number: str, depth: int) -> str | None:
        """Return the mark of the next item of list `number` at `depth` (from 0); None where no list is meant."""
        found = self._list(number)
        if found is None:
            return None
        level = found.levels.get(depth, Level())
        if level.form == "bullet":
            return _BULLET
        if level.form == "none":
            return ""
        found.counts[depth] = found.counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in found.counts if d > depth]:
            del found.counts[deeper]
        return _PLACE.sub(lambda place: _shown(found, int(place[1]) - 1, level), level.text).strip()

    def _load(self, root: _Element) -> None:
        self._abstract = {element.get(W + "abstractNumId", ""): element for element in root.findall(W + "abstractNum")}
        links = [(element.find(W + "styleLink"), element) for element in self._abstract.values()]
        self._by_style = {link.get(W + "val", ""): element for link, element in links if link is not None}
        self._elements = {element.get(W + "numId", ""): element for element in root.findall(W + "num")}

    def _list(self, number: str) -> _List | None:
        """Return a list: those on one definition count on together unless they restart or redefine a level."""
        element = self._elements.get(number)
        if number in self._lists or element is None:
            return self._lists.get(number)
        link = element.find(W + "abstractNumId")
        shared = self._definition(link.get(W + "val", "") if link is not None else "")
        overrides = element.findall(W + "lvlOverride")
        levels = dict(shared.levels)
        for override in overrides:
            depth = _number(override.get(W + "ilvl"), 0)
            levels[depth] = _overridden(override, levels.get(depth, Level()))
        self._lists[number] = _List(levels) if overrides else shared
        return self._lists[number]

    def _styled(self, element: _Element | None) -> _Element | None:
        """Return the definition a numbering style stands for, where `element` only names the style."""
        link = element.find(W + "numStyleLink") if element is not None else None
        return element if link is None else self._by_style.get(link.get(W + "val", ""), element)

    def _definition(self, name: str) -> _List:
        if name not in self._shared:
            element = self._styled(self._abstract.get(name))
            levels = element.findall(W + "lvl") if element is not None else []
            self._shared[name] = _List(dict(map(_level, levels)))
        return self._shared[name]


def _overridden(override: _Element, before: Level) -> Level:
    whole, start = override.find(W + "lvl"), override.find(W + "startOverride")
    level = _level(whole)[1] if whole is not None else before
    return Level(_number(start.get(W + "val"), 1), level.form, level.text, level.legal) if start is not None else level


def _level(element: _Element) -> tuple[int, Level]:
    form, text, start = (element.find(W + tag) for tag in ("numFmt", "lvlText", "start"))
    return _number(element.get(W + "ilvl"), 0), Level(
        _number(start.get(W + "val"), 1) if start is not None else 1,
        form.get(W + "val", "decimal") if form is not None else "decimal",
        text.get(W + "val", "") if text is not None else "",
        is_on(element, W + "isLgl") or False,
    )


def _shown(found: _List, depth: int, level: Level) -> str:
    own = found.levels.get(depth, Level())
    value = found.counts.get(depth, own.start)
    return form_number(value, "decimal" if level.legal else own.form)


def form_number(value: int, form: str) -> str:
    """Return `value` in one of Word's number forms; unknown forms are shown as digits."""
    if form in ("lowerLetter", "upperLetter") and 0 < value <= 780:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        return _roman(value).upper() if form == "upperRoman" else _roman(value)
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form in ("none", "bullet") else str(value)


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        text += letters * (value // size)
        value %= size
    return text


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdigit() and len(text) < 7 else default
