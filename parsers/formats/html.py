"""Web pages: headings, paragraphs, lists with their numbers and tables, as a browser would show them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from parsers.contract import BlockKind, Document, Limits, Source, UnreadableError
from parsers.formats.draft import Draft, OpenTable, Where, cell_name
from parsers.formats.sniff import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNSEEN = {"script", "style", "head", "title", "noscript", "template", "svg", "iframe", "object", "select", "textarea"}
_BLOCKS = {"p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "form", "fieldset", "figure"}
_BLOCKS |= {"ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "address", "hr", "body", "html", "center", "caption"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\xa0]+")
_TAGS_A_PARAGRAPH = 20


def read_html(source: Source, limits: Limits) -> Document:
    """Read a web page; raises `UnreadableError` past the limits."""
    from lxml import etree

    if source.content.count(b"<") > limits.paragraphs * _TAGS_A_PARAGRAPH:
        raise UnreadableError(f"{source.name} has too many elements; send the agreement alone.")
    parser: Any = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(_as_utf8(source.content), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise UnreadableError(f"{source.name} is damaged and cannot be opened; send it again.")
    draft = Draft(source, Kind.HTML.value, limits)
    page = _Page(draft)
    page.read(root)
    page.end_block()
    return draft.document()


def _as_utf8(content: bytes) -> bytes:
    """Return the page in UTF-8: as it is, or decoded as the page itself says, else as the western code page."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        said = _CHARSET.search(content[:4096])
        return _decoded(content, said[1].decode("ascii") if said else "cp1252").encode("utf-8", "replace")
    return content


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding, "replace")
    except (LookupError, ValueError):
        return content.decode("cp1252", "replace")


class _Page:
    """Gathers inline text until a block ends, then writes it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._parts: list[str] = []
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._where = Where()

    def read(self, element: _Element) -> None:
        """Take in an element and all in it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            return
        if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
            self._draft.flags.add("hidden text")
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "table":
            self._table(element)
        elif tag in _HEADINGS:
            self._block(element, BlockKind.HEADING, _HEADINGS[tag])
        elif tag == "li":
            self._item(element)
        elif tag in _BLOCKS:
            self._block(element, self._kind, self._level)
        else:
            self._inside(element)

    def end_block(self) -> None:
        """Write what was gathered."""
        text = "".join(self._parts)
        self._parts = []
        if text.strip():
            kind = BlockKind.CELL if self._where.cell is not None else self._kind
            self._draft.block(kind, text, self._where, 0 if kind is BlockKind.CELL else self._level)

    def _inside(self, element: _Element) -> None:
        self._text(element.text)
        for child in element:
            self.read(child)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            folded = _SPACE.sub(" ", text)
            at_start = not self._parts or self._parts[-1].endswith((" ", "\n"))
            self._parts.append(folded.lstrip(" ") if at_start else folded)

    def _block(self, element: _Element, kind: BlockKind, level: int) -> None:
        self.end_block()
        before = self._kind, self._level
        self._kind, self._level = kind, level
        self._inside(element)
        self.end_block()
        self._kind, self._level = before

    def _item(self, element: _Element) -> None:
        self.end_block()
        self._parts.append(f"{_mark(element)} ")
        before = self._kind, self._level
        self._kind, self._level = BlockKind.ITEM, 1 + sum(1 for _ in element.iterancestors("li"))
        self._inside(element)
        self.end_block()
        self._kind, self._level = before

    def _table(self, element: _Element) -> None:
        self.end_block()
        rows = _rows(element)
        if sum(len(row) for row in rows) <= 1:
            self._inside(element)
            self.end_block()
            return
        outer = self._where
        table = self._draft.open_table(title="" if outer.cell else None)
        below: dict[tuple[int, int], tuple[int, int]] = {}
        for number, row in enumerate(rows):
            self._row(table, number, row, below)
        self._where = outer
        self._draft.close_table(table)

    def _row(
        self, table: OpenTable, row: int, cells: list[_Element], below: dict[tuple[int, int], tuple[int, int]]
    ) -> None:
        column = self._cover(table, row, 0, below)
        for cell in cells:
            wide, high = _count(cell.get("colspan")), _count(cell.get("rowspan"))
            start = self._draft.open_cell(table, row)
            self._where = Where(cell=cell_name(table.number, row + 1, column + 1))
            self._inside(cell)
            self.end_block()
            self._draft.close_cell(table, row, column, start, wide)
            span = (start, self._draft.position)
            below |= {(row + down, column + over): span for down in range(1, high) for over in range(wide)}
            column = self._cover(table, row, column + wide, below)
        self._draft.close_row()

    def _cover(self, table: OpenTable, row: int, column: int, below: dict[tuple[int, int], tuple[int, int]]) -> int:
        """Fill the places that a cell further up reaches down to, and return the next free one."""
        while (row, column) in below:
            self._draft.cover(table, row, column, below.pop((row, column)))
            column += 1
        return column


def _rows(table: _Element) -> list[list[_Element]]:
    """Return the cells of a table's own rows, those of tables inside it left out."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]


def _mark(item: _Element) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "•"
    start = parent.get("start", "1")
    first = int(start) if start.isdigit() and len(start) < 6 else 1
    return f"{first + sum(1 for before in item.itersiblings('li', preceding=True) if before.tag == 'li')}."


def _count(text: str | None) -> int:
    return min(int(text), 100) or 1 if text is not None and text.isdigit() and len(text) < 5 else 1
