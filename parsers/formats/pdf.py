"""Pdf files: pages in reading order, ruled tables, running heads said once; pages that are pictures by OCR.

PDFium is not safe among threads; read untrusted files in a child process (`agent.reading`), one at a time.
"""

from __future__ import annotations

import threading
from typing import Any

from parsers.contract import BlockKind, Document, Help, HelpWantedError, Limits, Source, UnreadableError
from parsers.formats.draft import Draft, Where
from parsers.formats.ocr import Eye
from parsers.formats.pdf_heads import edges_of, running_heads, worded
from parsers.formats.pdf_lines import body_size
from parsers.formats.pdf_page import Sight, read_page
from parsers.formats.pdf_write import Look, Page, write_page
from parsers.formats.sniff import Kind

_ONE_AT_A_TIME = threading.Lock()
_SHORT_EDGE, _USUAL_EDGE = 0.6, 0.8  # of a page's width
NO_OCR = (
    "{name} is a scan, and reading scans needs tesseract-ocr-eng installed on this machine; "
    "send the original docx or a pdf with text."
)


def read_pdf(source: Source, limits: Limits, eye: Eye | None = None) -> Document:
    """Read a pdf, its pictured pages with `eye`; raises `UnreadableError` on damage, a password or past the limits.

    Without `eye`, a file of nothing but pictures raises `HelpWantedError`; where some pages hold text, those are read
    and the flag "unread pages" stays.
    """
    with _ONE_AT_A_TIME:
        pages, flags = _pages(source, limits, Sight(source.name, limits, eye, source.seals))
    draft = Draft(source, Kind.PDF.value, limits, signs=True)
    draft.flags |= flags
    write_pages(draft, pages)
    _refuse_empty(source, draft)
    return draft.document(len(pages))


def write_pages(draft: Draft, pages: list[Page]) -> None:
    """Write the pages of one document, however they were read."""
    heads = running_heads(pages)
    said: set[str] = set()
    look = _look(pages)
    for page in pages:
        _write(draft, page, heads, said, look)


def _pages(source: Source, limits: Limits, sight: Sight) -> tuple[list[Page], set[str]]:
    pdf, raw = _opened(source)
    try:
        count = len(pdf)
        if count > limits.pages:
            limit = f"{limits.pages:,}"
            raise UnreadableError(f"{source.name} has {count:,} pages, {limit} at most; send the agreement alone.")
        flags = _signature_flags(pdf.raw, raw)  # before the pages: reading a page draws its fields into it
        form = raw.FPDF_GetFormType(pdf.raw)
        if form != raw.FORMTYPE_NONE:
            pdf.init_forms()
        pages = [read_page(pdf, number, raw, sight) for number in range(count)]
        if form == raw.FORMTYPE_XFA_FULL and _is_placeholder(pages):
            raise UnreadableError(f"{source.name} is a form that only Acrobat shows; print it to pdf and send that.")
        return pages, flags | sight.flags
    finally:
        pdf.close()


def _is_placeholder(pages: list[Page]) -> bool:
    """Say whether all a form shows here is that another program is wanted."""
    words = " ".join(line.text for page in pages for line in page.lines)
    return len(words) < 1_500 and "Please wait" in words


def _opened(source: Source) -> tuple[Any, Any]:
    """Return the document and pypdfium2's raw bindings."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        return pypdfium2.PdfDocument(source.content), raw
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise UnreadableError(f"{source.name} is protected by a password; send a copy without one.") from None
        raise UnreadableError(f"{source.name} is damaged and cannot be opened; send it again.") from None


def _signature_flags(pdf: Any, raw: Any) -> set[str]:
    count = raw.FPDF_GetSignatureCount(pdf)
    flags = {"signature field"} if count > 0 else set()
    for number in range(max(count, 0)):
        signature = raw.FPDF_GetSignatureObject(pdf, number)
        if signature and raw.FPDFSignatureObj_GetContents(signature, None, 0) > 0:
            flags.add("digital signature")
    return flags


def _refuse_empty(source: Source, draft: Draft) -> None:
    if not draft.position and "unread pages" in draft.flags:
        raise HelpWantedError(NO_OCR.format(name=source.name), Help.OCR)
    if not draft.position:
        raise UnreadableError(f"{source.name} holds no text; send the file that has the agreement in it.")


def _look(pages: list[Page]) -> Look:
    """Return how the document is set; where all lines are short, the right edge is that of most papers."""
    lines = [line for page in pages for line in page.lines]
    edge, width = max((line.right for line in lines), default=0.0), max(page.width for page in pages)
    return Look(body_size(lines), edge if edge >= _SHORT_EDGE * width else _USUAL_EDGE * width)


def _write(draft: Draft, page: Page, heads: set[str], said: set[str], look: Look) -> None:
    """Write a page; a running head is a note where it first stands and left out after that."""
    edges = [line for line in edges_of(page) if worded(line) in heads]
    dropped = {id(line) for line in edges}
    notes = [line for line in edges if worded(line) not in said]
    said.update(worded(line) for line in notes)
    write_page(draft, page, [line for line in page.lines if id(line) not in dropped], look)
    for line in notes:
        draft.block(BlockKind.NOTE, line.text, Where(page=page.number))
