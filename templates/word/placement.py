"""Rules of where a tag may stand in a Word template: whole, alone in its paragraph or row, begun and ended alike."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from templates.word.offers import Offer
from templates.word.paragraphs import TAG, Line, Part, Tag

Found = tuple[str, str]  # the phrase that offends, and the advice

_MARKS = ("{{", "{%", "{#", "}}", "%}", "#}")
_SPACED = re.compile(r"\{\s+[{%].{0,60}|.{0,60}[}%]\s+\}")
_SINGLE = re.compile(r"\{\s*([a-z_][\w.]*)\s*\}")
_BLOCKS = frozenset({"for", "if", "with", "filter", "macro", "call", "raw", "autoescape"})
_MIDDLE = frozenset({"else", "elif"})
_LAYOUT = frozenset({"cellbg", "colspan", "vm", "hm"})
_SHOWN = 60
_AROUND = {"p": "paragraph", "tr": "table row", "tc": "table cell"}


def broken_braces(part: Part, offer: Offer) -> Iterator[Found]:
    """Find tags that are not closed, not opened, or written with one brace."""
    for line in part.lines:
        for tag in line.tags():
            inner = min((at for mark in ("{{", "{%") if (at := tag.phrase.find(mark, 2)) > 0), default=-1)
            if inner > 0:
                phrase = tag.phrase[:inner].strip()
                yield _cut(phrase), f"this tag is not closed; end it with {_closer(phrase)}"
        rest = TAG.sub("\0", line.text)
        yield from _loose_marks(rest)
        for match in _SINGLE.finditer(rest):
            if match[1].partition(".")[0] in offer:
                yield match[0], f"a tag has two braces on each side; write {{{{ {match[1]} }}}}"


def _loose_marks(rest: str) -> Iterator[Found]:
    opened = min((at for mark in ("{{", "{%", "{#") if (at := rest.find(mark)) >= 0), default=-1)
    closed = max((at for mark in ("}}", "%}", "#}") if (at := rest.rfind(mark)) >= 0), default=-1)
    if opened >= 0:
        phrase = rest[opened:].split("\0")[0].strip()
        yield _cut(phrase), f"this tag is not closed; end it with {_closer(phrase)} in the same paragraph"
    elif closed >= 0:
        before = rest[:closed].split("\0")[-1]
        start = before.rfind("{")
        phrase = (before[start:] if start >= 0 else before[-_SHOWN:]) + rest[closed : closed + 2]
        yield phrase.strip(), "this tag is not opened; begin it with {{ or {% in the same paragraph"
    else:
        for match in _SPACED.finditer(rest):
            yield match[0].strip(), "there is a space between the braces of this tag; take it out"


def _closer(phrase: str) -> str:
    return {"{{": "}}", "{%": "%}", "{#": "#}"}[phrase[:2]]


def _cut(phrase: str) -> str:
    return phrase if len(phrase) <= _SHOWN else phrase[:_SHOWN].rstrip() + " …"


def swallowing(part: Part) -> Iterator[Found]:
    """Find paragraph, row and cell tags that take other text away with them, or stand outside of a table."""
    for line in part.lines:
        for tag in line.tags():
            if tag.level in _AROUND and tag.opening != "{#":
                yield from _swallows(part, line, tag)


def _swallows(part: Part, line: Line, tag: Tag) -> Iterator[Found]:
    around = _AROUND[tag.level]
    if tag.level != "p" and (line.row is None or line.cell is None):
        yield tag.phrase, f"{tag.opening}{tag.level} works only inside a {around}; use {tag.opening}p in running text"
        return
    text = line.text
    if tag.level == "tr" and line.row is not None:
        text = part.row_text(line.row)
    elif tag.level == "tc" and line.cell is not None:
        text = part.cell_text(line.cell)
    other = text.replace(tag.phrase, "", 1).strip()
    if other:
        lost = f"the {around} of this tag disappears and would take “{_cut(other)}” with it"
        yield tag.phrase, f"{lost}; give the tag a {around} of its own"


@dataclass(frozen=True, slots=True)
class _Open:
    tag: Tag
    line: Line


def unbalanced(part: Part) -> Iterator[Found]:
    """Find blocks that are never closed, closed twice, crossed, or begun and ended in different places."""
    stack: list[_Open] = []
    for line in part.lines:
        for tag in line.tags():
            word = tag.keyword
            if word in _BLOCKS:
                stack.append(_Open(tag, line))
            elif word in _MIDDLE and not stack:
                yield tag.phrase, f"there is no {{% if %}} open that this {word} could belong to"
            elif word in _MIDDLE:
                yield from _leave(stack, tag, _nearest_open(stack, "if", tag.level))
                yield from _astray(stack[-1], tag, line)
            elif word.startswith("end") and word[3:] in _BLOCKS:
                yield from _close(stack, tag, line)
    for opened in stack:
        yield opened.tag.phrase, f"this is never closed; add {{%{opened.tag.level} end{opened.tag.keyword} %}}"


def _close(stack: list[_Open], tag: Tag, line: Line) -> Iterator[Found]:
    wanted = tag.keyword[3:]
    if not any(opened.tag.keyword == wanted for opened in stack):
        yield tag.phrase, f"nothing is open that this could close; there is no {{% {wanted} %}} before it"
        return
    yield from _leave(stack, tag, _nearest_open(stack, wanted, tag.level))
    yield from _astray(stack.pop(), tag, line)


def _nearest_open(stack: list[_Open], keyword: str, level: str) -> int:
    """Return where the block stands that a tag belongs to: one of its level, else of its kind, else the last."""
    alike = [at for at, opened in enumerate(stack) if opened.tag.keyword == keyword]
    level_too = [at for at in alike if stack[at].tag.level == level]
    return max(level_too or alike, default=len(stack) - 1)


def _leave(stack: list[_Open], tag: Tag, target: int) -> Iterator[Found]:
    """Give up the blocks inside the one at `target`: they should have been closed before this tag."""
    for opened in reversed(stack[target + 1 :]):
        missing = f"{{%{opened.tag.level} end{opened.tag.keyword} %}}"
        yield opened.tag.phrase, f"this is still open where {tag.phrase} stands; it needs {missing} before that"
    del stack[target + 1 :]


def _astray(opened: _Open, tag: Tag, line: Line) -> Iterator[Found]:
    """Find a tag whose block began at another level, or that shares a block over rows or cells without saying so."""
    if tag.level != opened.tag.level:
        right = f"{{%{opened.tag.level} {tag.body} %}}"
        yield tag.phrase, f"its block begins with {opened.tag.phrase}; write {right} here"
    elif not tag.level and (opened.line.row, opened.line.cell) != (line.row, line.cell):
        level = "tr" if opened.line.row != line.row else "tc"
        advice = f"begins here and goes on in another {_AROUND[level]}; write {{%{level} {opened.tag.body} %}}"
        yield opened.tag.phrase, f"{advice} in a {_AROUND[level]} of its own, and {{%{level} {tag.body} %}} likewise"


def split_tags(part: Part, patch: Callable[[str], str]) -> Iterator[Found]:
    """Find tags a person sees whole but that Word keeps in pieces which cannot be joined.

    `patch` is what docxtpl does with the XML before it is filled.
    """
    from lxml import etree

    for line in part.lines:
        tags = [tag for tag in line.tags() if tag.keyword not in _LAYOUT]
        if not tags or any(mark in TAG.sub("", line.text) for mark in _MARKS):
            continue
        patched = patch(line.xml)
        found = [_bare(match.group(0)) for match in TAG.finditer(patched)]
        for tag in tags:
            if _bare(tag.phrase) not in found:
                yield tag.phrase, f"{_RETYPE} (Word keeps it in pieces)"
        if any(tag.level in ("p", "tr", "tc") for tag in tags):
            continue
        try:
            etree.fromstring(TAG.sub("", patched))
        except etree.XMLSyntaxError:
            yield tags[0].phrase, f"{_RETYPE} (a link, a tracked change or a content control begins or ends inside it)"


_RETYPE = "this tag cannot be read; delete it and type it again in one go, without formatting a part of it"


def _bare(phrase: str) -> str:
    """Return a tag so that what a person sees and what docxtpl reads compare equal."""
    from html import unescape

    from templates.word.paragraphs import read_tag

    tag = read_tag(unescape(" ".join(phrase.split())))
    return f"{tag.opening} {tag.body}"


def nearest(name: str, known: list[str]) -> str:
    """Return "; did you mean X?" for the known name that is most like `name`, or ""."""
    close = difflib.get_close_matches(name, known, 1, 0.6)
    return f"; did you mean {close[0]}?" if close else ""
