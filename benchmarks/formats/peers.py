"""What one would read a file with instead, each in its usual way."""

from __future__ import annotations

from io import BytesIO


def python_docx(content: bytes) -> object:
    """Read a Word file's paragraphs and the cells of its tables with python-docx."""
    from docx import Document

    document = Document(BytesIO(content))
    text = [paragraph.text for paragraph in document.paragraphs]
    return text, [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def pdfplumber(content: bytes) -> object:
    """Read a pdf's text and tables with pdfplumber."""
    import pdfplumber

    with pdfplumber.open(BytesIO(content)) as pdf:
        return [(page.extract_text(), page.extract_tables()) for page in pdf.pages]


def openpyxl_read_only(content: bytes) -> object:
    """Read a workbook's stored values with openpyxl's fastest mode."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
