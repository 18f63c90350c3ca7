"""What a person reads in a built Word file."""

from __future__ import annotations

import zipfile
from io import BytesIO

from docx import Document

from tests.templates.word_files import W, text_of

__all__ = ["all_bytes", "empty_cells", "headings", "text_of"]


def headings(content: bytes) -> list[str]:
    """Return the headings Word's navigation pane shows."""
    return [
        p.text for p in Document(BytesIO(content)).paragraphs if p.style and (p.style.name or "").startswith("Head")
    ]


def empty_cells(content: bytes) -> int:
    """Return how many table cells hold no word."""
    body = Document(BytesIO(content)).element.body
    return sum(not "".join(t.text or "" for t in cell.iter(f"{W}t")).strip() for cell in body.iter(f"{W}tc"))


def all_bytes(content: bytes) -> bytes:
    """Return every part of the file unpacked, properties included."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())
