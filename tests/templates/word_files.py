"""Word templates for tests: the built-in ones with a phrase changed, as somebody at an agency might have left them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from templates.documents import BUILT_IN


def edited(folder: Path, name: str, *changes: tuple[str, str], part: str = "word/document.xml") -> Path:
    """Write the built-in template `name` into `folder` with each (old, new) replaced once in the XML of `part`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.docx"
    with zipfile.ZipFile(BUILT_IN / f"{name}.docx") as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == part:
                text = content.decode()
                for old, new in changes:
                    assert old in text, old
                    text = text.replace(old, new, 1)
                content = text.encode()
            target.writestr(entry, content)
    return path


def text_of(content: bytes) -> str:
    """Return every word of a Word file: body, headers and footers, a paragraph a line."""
    from io import BytesIO

    from docx import Document

    document = Document(BytesIO(content))
    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element]
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for root in roots for p in root.iter(f"{W}p"))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
