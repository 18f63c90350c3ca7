"""Word files built from the xml a test spells out."""

from __future__ import annotations

import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def docx(body: str, **parts: str) -> bytes:
    """Return a Word file with this body; `styles=...` and the like are the inner xml of other parts."""
    files = {f"word/{name}.xml": _part(name, inner) for name, inner in parts.items()}
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **files})


def packed(files: dict[str, str | bytes]) -> bytes:
    """Return a zip of these entries."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{r(text, run)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def tbl(*rows: list[str]) -> str:
    """Return a table of rows of cells; a cell that starts with "<" is xml, another is text."""
    return f"<w:tbl>{''.join(tr(row) for row in rows)}</w:tbl>"


def tr(cells: list[str]) -> str:
    """Return a table row."""
    return f"<w:tr>{''.join(cell if cell.startswith('<w:tc>') else tc(cell) for cell in cells)}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    """Return a table cell with its properties, e.g. a merge."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def _part(name: str, inner: str) -> str:
    root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
    return f"<w:{root} {SPACES}>{inner}</w:{root}>"
