"""Tiny documents that are read once at the start, so that everything a reader loads late is loaded by then."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_WORDS = "Statement of Work. Client: Example Ltd. Start date: 12 January 2026. Total fee: EUR 1,000."
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def samples() -> tuple[tuple[str, bytes], ...]:
    """Return (name, bytes) of a Markdown, a Word and a pdf file that say the same."""
    return ("sample.md", f"# Sample\n\n{_WORDS}\n".encode()), ("sample.docx", _docx()), ("sample.pdf", _pdf())


def scanned() -> tuple[tuple[str, bytes], ...]:
    """Return (name, bytes) of a picture of a page in each form that pictures of pages come in."""
    from PIL import Image, ImageDraw

    small = Image.new("L", (420, 300), 255)
    draw = ImageDraw.Draw(small)
    for line, words in enumerate(_WORDS.split(". ")):
        draw.text((20, 30 + 40 * line), words, fill=0)
    draw.rectangle((10, 200, 400, 260), outline=0)
    page = small.resize((1680, 1200))
    return tuple((f"sample.{form.lower()}", _saved(page, form)) for form in ("PNG", "JPEG", "TIFF", "PDF"))


def _saved(page: Image, form: str) -> bytes:
    buffer = BytesIO()
    page.save(buffer, form, resolution=200)
    return buffer.getvalue()


def _docx() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{_body()}</w:body></w:document>")
    return buffer.getvalue()


def _body() -> str:
    paragraph = f"<w:p><w:r><w:t>{_WORDS}</w:t></w:r></w:p>"
    return f"{paragraph}<w:tbl><w:tr><w:tc>{paragraph}</w:tc><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"


def _pdf() -> bytes:
    drawn = f"BT /F1 10 Tf 40 700 Td ({_WORDS}) Tj ET 40 600 200 50 re S 100 600 m 100 650 l S"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R >>\n%%EOF\n".encode("latin-1")
