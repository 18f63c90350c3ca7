"""Html mail as text: what a person sees, in lines, with `>` before what is quoted and nothing of what is hidden.

Our own writer on libxml2's events, with no tree and no recursion: 100,000 nested elements are read like any others,
and the marks on quotes are those of a text mail, so that one reader of replies and forwards serves both.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from parsers.mail.hidden import is_hidden

MAX_HTML = 2_000_000
MAX_QUOTES = 20  # marks before a line; quotes nested deeper look alike

_DROPPED = frozenset(
    ("script", "style", "head", "title", "template", "noscript", "object", "svg", "iframe", "form", "select")
)
_BLOCKS = frozenset(
    "div section article header footer main address center dl dt dd fieldset figure figcaption nav aside ul ol "
    "li table"
    " tbody thead tfoot tr caption hr body".split()
)
_SPACED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"))
_FRAMED = frozenset(("blockquote", "pre", "ul", "ol", "li", "tr", "td", "th"))
_NO_MARGIN = re.compile(r"margin(?:-top)?\s{0,3}:\s{0,3}0(?:px|pt|cm|in|em)?(?![\d.])", re.IGNORECASE)
_INDENT = re.compile(r"border(?:-left)?\s{0,3}:\s{0,3}(?:none|0|medium none)", re.IGNORECASE)
_WHITE_SPACE = re.compile(r"[ \t\r\n\f\u200b]+")
_TAGS = re.compile(r"<[^<>]*>")
_BREAKING = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/?h[1-6]|/?blockquote)\b[^<>]*>", re.IGNORECASE)


def html_to_text(content: str) -> str:
    """Return the visible text of an html body, quoted parts marked with `>`; never raises."""
    from lxml import etree

    content = content[:MAX_HTML].replace("\x00", "")
    if not content.strip():
        return ""
    writer = _Writer()
    try:
        parser = etree.HTMLParser(target=writer, encoding="utf-8", huge_tree=True)
        etree.fromstring(content.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return writer.close() or stripped(content)
    return writer.close()


def stripped(content: str) -> str:
    """Return markup without its tags: the last resort where libxml2 gives nothing."""
    return html.unescape(_TAGS.sub(" ", _BREAKING.sub("\n", content[:MAX_HTML]))).strip()


@dataclass(slots=True)
class _Writer:
    """The target of libxml2's events: gathers lines; line ends wait in `gap` until there is text behind them."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)  # what is written of the line that is still open
    gap: int = 0  # line ends before the next text: one, or two for an empty line between
    level: int = 0
    skipped: int = 0  # the level of a hidden element that is open, 0 outside
    quotes: int = 0
    marks: int = 0  # the quotes around the open line
    pre: int = 0
    bullet: str = ""
    lists: list[int] = field(default_factory=list)  # how far each open list has counted, -1 where it has no numbers
    cells: list[int] = field(default_factory=list)  # the line each open cell's text is on, -1 while it has none
    beside: bool = False  # whether the cell before fits on the open line, so that the next may stand beside it
    join: bool = False  # whether the next text stands beside that cell
    frames: list[tuple[int, str]] = field(default_factory=list)  # open elements of _FRAMED with their level

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.level += 1
        if self.skipped:
            return
        if tag in _DROPPED or (attributes and is_hidden(tag, attributes)):
            self.skipped = self.level
        elif tag == "br":
            self.gap = 2 if self.gap else 1
        elif tag in _SPACED:
            self.gap = max(self.gap, 1 if attributes and _is_tight(attributes) else 2)
        elif tag in _BLOCKS:
            self.gap = max(self.gap, 1)
        if tag in _FRAMED and not self.skipped:
            self.frames.append((self.level, self._enter(tag, attributes)))

    def end(self, tag: str) -> None:
        """Close an element."""
        self.level -= 1
        if self.skipped:
            self.skipped = 0 if self.level < self.skipped else self.skipped
            return
        if (tag in _SPACED or tag in _BLOCKS) and not self.gap:
            self.gap = 1
        if self.frames and self.frames[-1][0] > self.level:
            self._leave(self.frames.pop()[1])

    def data(self, text: str) -> None:
        """Write text; white space folds to one blank but in a `pre`."""
        if self.skipped:
            return
        if self.pre:
            first, *rest = text.split("\n")
            self._write(first)
            for line in rest:
                self._finish()
                self._write(line)
            return
        folded = _WHITE_SPACE.sub(" ", text).replace("\xa0", " ")
        if not self.gap and self.line:
            self._write(folded)
        elif kept := folded.lstrip(" "):
            self._write(kept)
        elif "\xa0" in text and self.gap and not self.join:
            self.gap = 2  # Outlook's empty line is a paragraph that holds one hard blank

    def close(self) -> str:
        """Return the text, runs of empty lines folded to one."""
        if self.line:
            self._finish()
        kept = (line for at, line in enumerate(self.lines) if line or (at and self.lines[at - 1]))
        return "\n".join(kept).strip("\n ")

    def _enter(self, tag: str, attributes: dict[str, str]) -> str:
        """Open an element that changes how what is inside it is written; return what it is."""
        if tag == "blockquote":
            self.gap = max(self.gap, 1)
            if not {"type", "cite", "class"} & attributes.keys() and _INDENT.search(
                attributes.get("style", "")[:1_000]
            ):
                return "indent"  # a person set a paragraph in
            self.quotes += 1
        elif tag == "pre":
            self.pre += 1
        elif tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._count()
        elif tag == "tr":
            self.beside = False
        else:
            self.join = self.beside
            self.cells.append(-1)
        return tag

    def _leave(self, tag: str) -> None:
        """Close such an element."""
        if tag == "blockquote":
            self.quotes -= 1
            self.gap = max(self.gap, 1)
        elif tag == "pre":
            self.pre -= 1
        elif tag in ("ul", "ol"):
            self.lists.pop()
        elif tag in ("td", "th"):
            began = self.cells.pop()
            self.beside = began == len(self.lines) or (began < 0 and self.beside)
            self.gap = 0 if self.beside else max(self.gap, 1)

    def _count(self) -> None:
        """Prepare the bullet or number of a list item."""
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            self.bullet = f"{self.lists[-1]}. "
        else:
            self.bullet = "* "

    def _write(self, text: str) -> None:
        """Put text on the open line, after the line ends that wait, or beside the table cell before."""
        if not text:
            return
        if self.join and self.line:
            self.line.append("  ")
        elif self.gap and not (self.pre and not self.line):
            self._break()
        self.join, self.gap = False, 0
        if not self.line:
            self.marks = self.quotes
            if self.bullet:
                self.line.append(self.bullet)
                self.bullet = ""
        if self.cells and self.cells[-1] < 0:
            self.cells[-1] = len(self.lines)
        self.line.append(text)

    def _break(self) -> None:
        """End the open line, with an empty one behind it where the gap is wide."""
        if self.line:
            self._finish()
        if self.gap > 1 and self.lines:
            self.lines.append(">" * min(self.marks, self.quotes, MAX_QUOTES))

    def _finish(self) -> None:
        """End the open line, empty or not."""
        text = "".join(self.line).rstrip(" ")
        marks = ">" * min(self.marks if self.line else self.quotes, MAX_QUOTES)
        self.lines.append(f"{marks} {text}" if marks and text else marks or text)
        self.line.clear()


def _is_tight(attributes: dict[str, str]) -> bool:
    """Return whether a paragraph has no margin, as Outlook's have: then no empty line stands before the next."""
    if "MsoNormal" in attributes.get("class", ""):
        return True
    return _NO_MARGIN.search(attributes.get("style", "")[:1_000]) is not None
