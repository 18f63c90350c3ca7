"""One story of a Word file (body, header, footnote): its paragraphs and tables written down in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.contract import BlockKind
from parsers.formats.docx_numbers import Numbers
from parsers.formats.docx_pictures import Pictures
from parsers.formats.docx_runs import GONE, WRAPPERS, Line
from parsers.formats.docx_styles import Direct, Style, Styles, W, direct
from parsers.formats.draft import Draft, Where, cell_name
from parsers.formats.wrap import is_title

if TYPE_CHECKING:
    from lxml.etree import _Element

_P, _TBL, _TR, _TC = W + "p", W + "tbl", W + "tr", W + "tc"
_TCPR, _TRPR, _CHUNK = W + "tcPr", W + "trPr", W + "altChunk"
_BOLD_HEADING = 7  # the level of a heading that is only a short bold line
_NOWHERE = Where()


class Story:
    """Writes the blocks and tables of Word elements into a draft."""

    def __init__(
        self, draft: Draft, styles: Styles, numbers: Numbers, notes: dict[str, _Element], pictures: Pictures
    ) -> None:
        self._draft, self._styles, self._numbers, self._notes = draft, styles, numbers, notes
        self._pictures = pictures
        self._kind: BlockKind | None = None
        self._where = _NOWHERE
        self._carried = ""

    def read(self, parent: _Element, kind: BlockKind | None = None) -> None:
        """Write all that stands in `parent`; `kind` overrides what each paragraph would be."""
        before, self._kind = self._kind, kind or self._kind
        self._blocks(parent)
        self._kind = before

    def _blocks(self, parent: _Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _P:
                self._paragraph(child)
            elif tag == _TBL:
                self._table(child)
            elif tag in GONE:
                self._draft.flags.add("tracked changes")
            elif tag in WRAPPERS:
                self._blocks(child)
            elif tag == _CHUNK:
                self._draft.flags.add("embedded files")
        if parent.tag not in WRAPPERS:
            self._end_carried()

    def _end_carried(self) -> None:
        """Write what a deleted paragraph mark joined with a paragraph that never came: the cell or story ends."""
        text, self._carried = self._carried, ""
        if text and not text.isspace():
            usual = BlockKind.CELL if self._where.cell else BlockKind.PARAGRAPH
            self._draft.block(self._kind or usual, text, self._where)

    def _paragraph(self, element: _Element) -> None:
        line = Line()
        line.take(element)
        if self._kind is not BlockKind.NOTE:
            line.sign(self._pictures.is_signature)
        own = direct(line.properties)
        if line.tracked or own.mark_inserted or own.mark_deleted:
            self._draft.flags.add("tracked changes")
        if line.hidden:
            self._draft.flags.add("hidden text")
        if line.struck:
            self._draft.flags.add("struck-out text")
        text = self._carried + line.text
        self._carried = ""
        if own.mark_deleted:  # the change joins this paragraph with the next
            self._carried = text
        elif text and not text.isspace():
            self._write(text, own, line)
        else:
            self._mark(own, self._styles.of(own.style))  # Word counts an empty item of a list too
        if line.boxes or line.notes:
            self._asides(line)

    def _write(self, text: str, own: Direct, line: Line) -> None:
        style = self._styles.of(own.style)
        mark = self._mark(own, style)
        kind, level = self._role(text, own, style, mark, line)
        self._draft.block(kind, f"{mark} {text.lstrip()}" if mark else text, self._where, level)

    def _mark(self, own: Direct, style: Style) -> str | None:
        inherited = style.number or (None, 0)
        number = own.number if own.number is not None else inherited[0]
        if number is None or number == "0":
            return None
        return self._numbers.next(number, own.depth if own.depth is not None else inherited[1])

    def _role(self, text: str, own: Direct, style: Style, mark: str | None, line: Line) -> tuple[BlockKind, int]:
        """Say what a paragraph is and how deep; in a cell or a note it is that and nothing else."""
        if self._kind is not None:
            return self._kind, 0
        if self._where.cell is not None:
            return BlockKind.CELL, 0
        heading = own.outline or style.heading
        if heading:
            return BlockKind.HEADING, heading
        if (line.bold or (style.bold and line.bold is None)) and _is_short(text):
            return BlockKind.HEADING, _BOLD_HEADING
        if mark is None and is_title(text.strip()):
            return BlockKind.HEADING, _BOLD_HEADING
        if mark is not None:
            return BlockKind.ITEM, 1 + (own.depth if own.depth is not None else (style.number or ("", 0))[1])
        return BlockKind.PARAGRAPH, 0

    def _asides(self, line: Line) -> None:
        """Write the text boxes and footnotes that hang on a paragraph, right after it."""
        for box in line.boxes:
            self.read(box, BlockKind.NOTE if self._where.cell is None else None)
        for key in line.notes:
            note = self._notes.pop(key, None)
            if note is not None:
                self.read(note, BlockKind.NOTE)

    def _table(self, element: _Element) -> None:
        rows = [row for row in _children(element, _TR) if not self._is_deleted(row)]
        cells = [list(_children(row, _TC)) for row in rows]
        if self._kind is BlockKind.NOTE or (len(cells) == 1 and len(cells[0]) == 1):
            for cell in (cell for row in cells for cell in row):
                self._blocks(cell)
            return
        self._grid(rows, cells)

    def _grid(self, rows: list[_Element], cells: list[list[_Element]]) -> None:
        outer = self._where
        table = self._draft.open_table(title="" if outer.cell else None)
        above: dict[int, tuple[int, int]] = {}
        for row, (element, row_cells) in enumerate(zip(rows, cells, strict=True)):
            column = _before(element)
            for cell in row_cells:
                properties = cell.find(_TCPR)
                width = _span(properties)
                if _goes_on_left(properties) and column - 1 in above:
                    above[column] = above[column - 1]
                    self._draft.cover(table, row, column, above[column])
                elif _continues(properties) and column in above:
                    for covered in range(column, column + width):
                        self._draft.cover(table, row, covered, above[column])
                else:
                    start = self._draft.open_cell(table, row)
                    self._where = Where(cell=cell_name(table.number, row + 1, column + 1))
                    self._blocks(cell)
                    self._draft.close_cell(table, row, column, start, width)
                    for covered in range(column, column + width):
                        above[covered] = (start, self._draft.position)
                column += width
            self._draft.close_row()
        self._where = outer
        self._draft.close_table(table)

    def _is_deleted(self, row: _Element) -> bool:
        properties = row.find(_TRPR)
        if properties is None or properties.find(W + "del") is None:
            return False
        self._draft.flags.add("tracked changes")
        return True


def _children(parent: _Element, wanted: str) -> list[_Element]:
    """Return the rows of a table or the cells of a row, content controls and the like looked through."""
    found: list[_Element] = []
    for child in parent:
        if child.tag == wanted:
            found.append(child)
        elif child.tag in WRAPPERS:
            found.extend(_children(child, wanted))
    return found


def _before(row: _Element) -> int:
    properties = row.find(_TRPR)
    skipped = properties.find(W + "gridBefore") if properties is not None else None
    return _count(skipped.get(W + "val"), 0) if skipped is not None else 0


def _span(properties: _Element | None) -> int:
    span = properties.find(W + "gridSpan") if properties is not None else None
    return _count(span.get(W + "val"), 1) if span is not None else 1


def _continues(properties: _Element | None) -> bool:
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _goes_on_left(properties: _Element | None) -> bool:
    """Say whether a cell is one with the cell before it, in the way that old files and converted ones write it."""
    merge = properties.find(W + "hMerge") if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _count(text: str | None, default: int) -> int:
    return min(int(text), 200) if text is not None and text.isdigit() and len(text) < 5 else default


def _is_short(text: str) -> bool:
    words = text.strip()
    return len(words) <= 90 and not words.endswith((".", ",", ";")) and "\t" not in words and "__" not in words
