"""Word files signed with a picture, a digital signature or not at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

import docx
from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw

from parsers.sow.facts import Signed
from tests.samples.signatures import Case
from tests.samples.signatures.pens import looped

Draw = Callable[[], Image.Image]


def hand() -> Image.Image:
    """Return the picture of a signature on white."""
    image = Image.new("L", (300, 90), 255)
    points = [(2 * a, 70 - 2 * b) for a, b in looped(10, 2)]
    ImageDraw.Draw(image).line(points, fill=20, width=3)
    return image


def clear() -> Image.Image:
    """Return the same with no background."""
    ink = Image.new("RGBA", (300, 90), (20, 30, 120, 0))
    ink.putalpha(hand().point(lambda grey: 255 - grey))
    return ink


def logo() -> Image.Image:
    """Return a company's mark: filled shapes beside its name."""
    image = Image.new("RGB", (300, 90), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((10, 10, 80, 80), fill=(0, 90, 160))
    for left in range(100, 280, 30):
        draw.rectangle((left, 25, left + 18, 65), fill=(30, 30, 30))
    return image


def blocks(client: Draw | None, agency: Draw | None, *, top: Draw | None = None) -> bytes:
    """Return an agreement with two blocks; `top` is a picture at its head."""
    paper = docx.Document()
    if top is not None:
        _place(paper.add_paragraph(), top)
    paper.add_heading("Statement of Work")
    for words in (
        'between Northwind Traders Ltd ("Client") and Lumen Works LLC ("Agency")',
        "Effective Date: January 12, 2026",
        "Total Fee: USD 48,000",
        "Agreed and accepted:",
    ):
        paper.add_paragraph(words)
    for company, name, drawn in (
        ("Northwind Traders Ltd", "Ellen Ward", client),
        ("Lumen Works LLC", "Ravi Menon", agency),
    ):
        paper.add_paragraph(company)
        line = paper.add_paragraph("Signature: ")
        _place(line, drawn) if drawn else line.add_run("_" * 28)
        paper.add_paragraph(f"Name: {name}")
        paper.add_paragraph("Date: January 10, 2026" if drawn else "Date: ____________")
    return _saved(paper)


def table(client: Draw | None, agency: Draw | None) -> bytes:
    """Return an agreement signed in a table."""
    paper = docx.Document()
    paper.add_heading("Statement of Work")
    paper.add_paragraph('between Northwind Traders Ltd ("Client") and Lumen Works LLC ("Agency")')
    paper.add_paragraph("Total Fee: USD 48,000")
    paper.add_heading("Signatures", 2)
    rows = (("", "Client", "Agency"), ("Signature", "", ""), ("Name", "Ellen Ward", "Ravi Menon"), ("Date", "", ""))
    grid = paper.add_table(rows=0, cols=3)
    for row in rows:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.text = words
    for column, drawn in ((1, client), (2, agency)):
        if drawn is not None:
            _place(grid.rows[1].cells[column].paragraphs[0], drawn)
    return _saved(paper)


def digital(content: bytes, name: str) -> bytes:
    """Return a Word file with a digital signature part in its package."""
    xml = (
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object><SignatureProperties><SignatureProperty>'
        '<SignatureInfoV1 xmlns="http://schemas.microsoft.com/office/2006/digsig">'
        f"<SignatureText>{name}</SignatureText></SignatureInfoV1>"
        "</SignatureProperty></SignatureProperties></Object></Signature>"
    )
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", xml)
    return buffer.getvalue()


def _place(paragraph: Paragraph, drawn: Draw) -> None:
    buffer = io.BytesIO()
    drawn().save(buffer, "PNG")
    buffer.seek(0)
    paragraph.add_run().add_picture(buffer, width=Pt(150))


def _saved(paper: Document) -> bytes:
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


_CASES: tuple[tuple[str, Signed, Callable[[], bytes]], ...] = (
    ("word-pictures-both", Signed.SIGNED, lambda: blocks(hand, clear)),
    ("word-picture-one", Signed.PART_SIGNED, lambda: blocks(None, clear)),
    ("word-blank", Signed.UNSIGNED, lambda: blocks(None, None)),
    ("word-logo-at-the-head", Signed.UNSIGNED, lambda: blocks(None, None, top=logo)),
    ("word-logos-on-the-lines", Signed.UNSIGNED, lambda: blocks(logo, logo)),
    ("word-hand-at-the-head", Signed.UNSIGNED, lambda: blocks(None, None, top=hand)),
    ("word-table-both", Signed.SIGNED, lambda: table(hand, hand)),
    ("word-table-one", Signed.PART_SIGNED, lambda: table(clear, None)),
    ("word-table-blank", Signed.UNSIGNED, lambda: table(None, None)),
    ("word-digital-unverified", Signed.UNSIGNED, lambda: digital(blocks(None, None), "Ellen Ward")),
    ("word-digital-beside-pictures", Signed.SIGNED, lambda: digital(blocks(hand, hand), "Ellen Ward")),
)


def office() -> Iterator[Case]:
    """Yield the Word files."""
    for name, expected, build in _CASES:
        yield Case(f"{name}.docx", expected, build)
