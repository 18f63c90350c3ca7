"""A sheet to draw a Word template on: styled paragraphs, tables, tags, a running header and page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from templates.word.engine import TIMELINE
from templates.word.styles import ACCENT, style_id

WIDTH = 9412  # of the text in twentieths of a point: 16.6 cm
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_INLINE = re.compile(r"(\*\*.+?\*\*|‹.+?›|\t|\[PAGE\]|\[NUMPAGES\])")


def _field(name: str) -> str:
    kinds = ("begin", None, "separate", "1", "end")
    runs = []
    for kind in kinds:
        if kind is None:
            runs.append(f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>')
        elif kind == "1":
            runs.append("<w:r><w:t>1</w:t></w:r>")
        else:
            runs.append(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>')
    return "".join(runs)


def _run(piece: str) -> str:
    if piece == "\t":
        return "<w:r><w:tab/></w:r>"
    if piece in ("[PAGE]", "[NUMPAGES]"):
        return _field(piece[1:-1])
    style = ""
    if piece.startswith("**"):
        piece, style = piece[2:-2], '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>'
    elif piece.startswith("‹"):
        piece, style = piece[1:-1], '<w:rPr><w:rStyle w:val="SourceRef"/></w:rPr>'
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'


def paragraph(text: str, style: str = "Normal", keep: bool = False) -> str:
    """Return a paragraph as XML; `**bold**` and `‹source›` set character styles, `[PAGE]` a field.

    `keep` holds it on one page with the next paragraph.
    """
    next_too = "<w:keepNext/>" if keep else ""
    runs = "".join(_run(piece) for piece in _INLINE.split(text) if piece)
    return f'<w:p {_W}><w:pPr><w:pStyle w:val="{style_id(style)}"/>{next_too}</w:pPr>{runs}</w:p>'


def tag(text: str) -> str:
    """Return a paragraph that holds a template tag of its own and leaves nothing behind when it is filled."""
    return paragraph(text, "Template Tag")


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its head, its width in parts of the whole, and the paragraphs of its cell in each row.

    `total` is its cell in the closing row; `needs` names the part of a row without which the column says nothing.
    """

    head: str
    parts: int
    cell: tuple[str, ...]
    number: bool = False
    total: str = ""
    needs: str = ""


def column(
    head: str,
    parts: int,
    *cell: str,
    style: str = "Table Text",
    number: bool = False,
    total: str = "",
    needs: str = "",
) -> Column:
    """Return a column; plain texts become paragraphs in `style`, ready paragraphs stay."""
    style = "Table Number" if number else style
    ready = tuple(c if c.startswith("<w:p ") else paragraph(c, style) for c in cell)
    return Column(head, parts, ready, number, total, needs)


def _cell(width: int, content: str, span: int = 1, extra: str = "") -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{extra}</w:tcPr>{content}</w:tc>'


def _row(cells: str, head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _tag_row(text: str, widths: Sequence[int]) -> str:
    return _row(_cell(sum(widths), tag(text), len(widths)))


def _table(widths: Sequence[int], rows: str, head: bool = True, caption: str = "", extra: str = "") -> str:
    """`head` marks the first row as a header; `caption` is the table's alternative text."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    alt = f'<w:tblCaption w:val="{caption}"/>' if caption else ""
    return (
        f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="DeskTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{extra}'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{"0620" if head else "0600"}" w:firstRow="{int(head)}" '
        f'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{alt}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _share(parts: Sequence[int]) -> list[int]:
    return [WIDTH * part // sum(parts) for part in parts]


def table(rows: str, columns: Sequence[Column], closing: str = "") -> str:
    """Return a table with a repeated head and one unbroken row per item of `rows`, which its cells call `row`.

    `closing` is the condition under which the row of totals ends it.
    """
    widths = _share([c.parts for c in columns])
    heads = [paragraph(c.head, "Table Number Head" if c.number else "Table Head") for c in columns]
    xml = _row("".join(map(_cell, widths, heads)), head=True)
    xml += _tag_row(f"{{%tr for row in {rows} %}}", widths)
    xml += _row("".join(_cell(width, "".join(c.cell)) for width, c in zip(widths, columns, strict=True)))
    xml += _tag_row("{%tr endfor %}", widths)
    if closing:
        totals = [paragraph(c.total, "Table Number" if c.number else "Table Text") for c in columns]
        xml += _tag_row(f"{{%tr if {closing} %}}", widths) + _row("".join(map(_cell, widths, totals)))
        xml += _tag_row("{%tr endif %}", widths)
    return _table(widths, xml)


def speaking(rows: str, columns: Sequence[Column], closing: str = "") -> list[str]:
    """Return the table, and without its column that needs something wherever no row has that."""
    needing = next((c for c in columns if c.needs), None)
    if needing is None:
        return [table(rows, columns, closing)]
    fewer = [c for c in columns if c is not needing]
    condition = f'{{%p if {rows} | selectattr("{needing.needs}") | list %}}'
    return [tag(condition), table(rows, columns, closing), tag("{%p else %}"), table(rows, fewer), tag("{%p endif %}")]


def facts(rows: Sequence[tuple[str, str, tuple[str, ...]]], parts: Sequence[int]) -> str:
    """Return a table of labels and values; each row is (condition or "", label, the cells beside it)."""
    widths = _share(parts)
    xml = ""
    for condition, label, cells in rows:
        contents = [
            paragraph(label, "Table Label"),
            *(c if c.startswith("<w:p ") else paragraph(c, "Table Text") for c in cells),
        ]
        row = _row("".join(map(_cell, widths, contents)))
        xml += (
            row
            if not condition
            else _tag_row(f"{{%tr if {condition} %}}", widths) + row + _tag_row("{%tr endif %}", widths)
        )
    return _table(widths, xml, head=False)


def timeline() -> str:
    """Return the timeline: a row per dated point, a column per week, bars as shaded paragraphs."""
    first = WIDTH * 3 // 10
    rest = (WIDTH - first) // 3
    widths = [first, rest, rest, WIDTH - first - 2 * rest]
    bar = (
        tag('{%p if cell.kind == "mark" %}') + paragraph("●", "Timeline Mark")
        + tag('{%p elif cell.kind == "bar" %}') + paragraph("–", "Timeline Bar")
        + tag("{%p else %}") + paragraph("·", "Timeline Rest") + tag("{%p endif %}")
    )  # fmt: skip
    tight = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar><w:vAlign w:val="center"/>'
    loops = [("{%tc for week in timeline.weeks %}", paragraph("{{ week.number }}", "Timeline Week"))]
    loops.append(("{%tc for cell in bar.cells %}", bar))
    label = '{% if timeline.step == "1" %}ISO week{% else %}From ISO week{% endif %}'
    firsts = [paragraph(label, "Table Label"), paragraph("{{ bar.title }}", "Table Text")]
    head, body = (
        _row(
            _cell(first, lead) + _cell(rest, tag(loop)) + _cell(rest, content, extra=tight)
            + _cell(rest, tag("{%tc endfor %}")),
            head=lead is firsts[0],
        )
        for lead, (loop, content) in zip(firsts, loops, strict=True)
    )  # fmt: skip
    rows = head + _tag_row("{%tr for bar in timeline.bars %}", widths) + body + _tag_row("{%tr endfor %}", widths)
    return _table(widths, rows, caption=TIMELINE)


@dataclass(slots=True)
class Sheet:
    """The pieces of one document in their order; `draw` makes the file."""

    eyebrow: str
    header: str
    footer: str
    pieces: list[str] = field(default_factory=list)

    def add(self, *pieces: str) -> None:
        """Add finished pieces of XML."""
        self.pieces.extend(pieces)

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading Word's navigation pane shows."""
        self.add(paragraph(text, f"heading {level}"))

    def either(self, condition: str, yes: Sequence[str], no: Sequence[str] = ()) -> None:
        """Add `yes` where the condition holds when the document is filled, else `no`."""
        self.add(tag(f"{{%p if {condition} %}}"), *yes)
        if no:
            self.add(tag("{%p else %}"), *no)
        self.add(tag("{%p endif %}"))

    def draw(self) -> Any:
        """Return the python-docx document."""
        from docx import Document
        from docx.oxml.parser import parse_xml

        from templates.word.styles import apply

        document = Document()
        _drop_leftovers(document)
        apply(document)
        body = document.element.body
        for piece in (self._band(), *self.pieces):
            body.insert(len(body) - 1, parse_xml(piece))
        section = document.sections[0]
        _replace(section.header, paragraph(f"{self.header}\t{{{{ agency }}}}", "header"))
        _replace(section.footer, paragraph(f"{self.footer}\tPage [PAGE] of [NUMPAGES]", "footer"))
        return document

    def _band(self) -> str:
        """Return the title block: one cell in the accent colour."""
        words = (
            paragraph(self.eyebrow, "Eyebrow")
            + tag("{%p if title | length > 60 %}")
            + paragraph("{{ title }}", "Title Long")
            + tag("{%p else %}")
            + paragraph("{{ title }}", "Title")
            + tag("{%p endif %}")
            + paragraph("{{ client }} · {{ code }}", "Subtitle")
        )
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{ACCENT}" w:themeFill="accent1"/>'
        sides = zip(("top", "left", "bottom", "right"), (380, 380, 400, 380), strict=True)
        margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
        cell = _cell(WIDTH, words, extra=f"{fill}<w:tcMar>{margins}</w:tcMar>")
        none = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right"))
        return _table([WIDTH], _row(cell), head=False, extra=f"<w:tblBorders>{none}</w:tblBorders>")


def _replace(part: Any, xml: str) -> None:
    from docx.oxml.parser import parse_xml

    for child in list(part._element):
        part._element.remove(child)
    part._element.append(parse_xml(xml))


def _drop_leftovers(document: Any) -> None:
    """Take out of python-docx's blank document what is not ours: a preview picture, an old copy of the styles."""
    package = document.part.package
    for rels in (package.rels, document.part.rels):
        for key in [
            k for k, r in rels.items() if r.reltype.endswith(("/thumbnail", "/stylesWithEffects", "/customXml"))
        ]:
            del rels[key]
