"""Our own sample papers in other clothes: the Word file and the pdf that a text would have been sent as."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.text.paragraph import Paragraph

_HEADING = re.compile(r"(#{1,6}) (.+)")
_ITEM = re.compile(r"( *)(?:[-*+]|\d{1,2}\.) (.+)")
_RULE = re.compile(r"\|[\s|:-]+\|?")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def as_docx(text: str) -> bytes:
    """Return a markdown text as a Word file: headings, bullets, numbered items, bold words and tables."""
    from docx import Document

    paper = Document()
    for part in _parts(text):
        if isinstance(part, list):
            _table(paper, part)
        else:
            _line(paper, part)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def as_pdf(words: dict[str, bytes]) -> dict[str, bytes]:
    """Return Word files as LibreOffice prints them, by the names given; all in one call."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for number, content in enumerate(words.values()):
            (home / f"{number}.docx").write_bytes(content)
        files = [str(home / f"{number}.docx") for number in range(len(words))]
        profile = f"-env:UserInstallation=file://{home}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
        subprocess.run(command, check=True, capture_output=True)
        return {name: (home / f"{number}.pdf").read_bytes() for number, name in enumerate(words)}


def _parts(text: str) -> Iterator[str | list[list[str]]]:
    """Yield the lines of a text, the rows of each table gathered as cells."""
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            if not _RULE.fullmatch(line.strip()):
                rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            yield rows
            rows = []
        if line.strip():
            yield line.rstrip()


def _line(paper: WordFile, line: str) -> None:
    heading, item = _HEADING.match(line), _ITEM.match(line)
    if heading:
        paper.add_heading(heading[2], min(len(heading[1]), 4))
    elif item:
        style = "List Bullet" if line.lstrip()[0] in "-*+" else "List Number"
        _words(paper.add_paragraph(style=style + (" 2" if len(item[1]) > 1 else "")), item[2])
    else:
        _words(paper.add_paragraph(), line)


def _words(paragraph: Paragraph, text: str) -> None:
    """Write a line's words, those between double stars in bold."""
    for number, part in enumerate(_BOLD.split(text)):
        paragraph.add_run(part).bold = number % 2 == 1


def _table(paper: WordFile, rows: list[list[str]]) -> None:
    table = paper.add_table(len(rows), max(len(row) for row in rows), style="Table Grid")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            _words(table.cell(number, place).paragraphs[0], cell)
