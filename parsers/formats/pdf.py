"""Pdf files with a text layer: pages in reading order, ruled tables, running heads said once.

PDFium is not safe among threads; read untrusted files in a child process (`agent.reading`), one at a time.
"""

from __future__ import annotations

import re
import threading
from typing import Any

from parsers.contract import BlockKind, Document, Limits, Seal, Source, UnreadableError
from parsers.formats.draft import Draft, Where
from parsers.formats.inked import with_ink
from parsers.formats.pdf_fields import signature_fields, with_fields
from parsers.formats.pdf_grid import Grid, grids_of
from parsers.formats.pdf_lines import Line, body_size, lines_of
from parsers.formats.pdf_part import PagePart
from parsers.formats.pdf_rules import Rules
from parsers.formats.pdf_words import Sheet, Word, words_of
from parsers.formats.pdf_write import Look, Page, write_page
from parsers.formats.sniff import Kind

_ONE_AT_A_TIME = threading.Lock()
_DIGITS = re.compile(r"\d{1,9}")
_SHORT_EDGE, _USUAL_EDGE = 0.6, 0.8  # of a page's width
_EDGE = 3  # lines at the top and at the bottom of a page that may be a running head


def read_pdf(source: Source, limits: Limits) -> Document:
    """Read a pdf; raises `UnreadableError` on damage, a password, no text layer or anything past the limits."""
    with _ONE_AT_A_TIME:
        pages, flags = _pages(source, limits)
    draft = Draft(source, Kind.PDF.value, limits, signs=True)
    draft.flags |= flags
    _refuse_pictures(source, pages)
    heads = _running_heads(pages)
    said: set[str] = set()
    look = _look(pages)
    for page in pages:
        _write(draft, page, heads, said, look)
    return draft.document(len(pages))


def _pages(source: Source, limits: Limits) -> tuple[list[Page], set[str]]:
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        pdf = pypdfium2.PdfDocument(source.content)
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise UnreadableError(f"{source.name} is protected by a password; send a copy without one.") from None
        raise UnreadableError(f"{source.name} is damaged and cannot be opened; send it again.") from None
    try:
        count = len(pdf)
        if count > limits.pages:
            limit = f"{limits.pages:,}"
            raise UnreadableError(f"{source.name} has {count:,} pages, {limit} at most; send the agreement alone.")
        flags = _signature_flags(pdf.raw, raw)  # before the pages: reading a page draws its fields into it
        return [_page(pdf.raw, number, raw, source.seals) for number in range(count)], flags
    finally:
        pdf.close()


def _page(pdf: Any, index: int, raw: Any, seals: tuple[Seal, ...]) -> Page:
    page = raw.FPDF_LoadPage(pdf, index)
    if not page:
        return Page(index + 1, [], [], 0, 0.0)
    fields = signature_fields(page, raw) if seals else []
    if raw.FPDFPage_GetAnnotCount(page) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        raw.FPDF_ClosePage(page)  # what was typed into form fields is page text only when loaded again
        page = raw.FPDF_LoadPage(pdf, index)
    textpage = raw.FPDFText_LoadPage(page)
    try:
        sheet = Sheet(page, raw)
        words = words_of(textpage, sheet, raw) if textpage else []
        rules = Rules(page, sheet, raw)
        with_fields(words, fields, seals)
        words = with_ink(words, rules.across, rules.down, PagePart(page, sheet, raw))
        return _sorted_page(index + 1, words, rules, sheet.width)
    finally:
        raw.FPDFText_ClosePage(textpage)
        raw.FPDF_ClosePage(page)


def _sorted_page(number: int, words: list[Word], rules: Rules, width: float) -> Page:
    """Give each word to the table it stands in, or to the page's lines."""
    grids = grids_of(rules.across, rules.down)
    inside: list[dict[int, list[Word]]] = [{} for _ in grids]
    free: list[Word] = []
    home: tuple[int, int] | None = None
    for word in words:
        if home is None or not word.tied:
            home = _home(word, grids)
        if home is None:
            free.append(word)
        else:
            inside[home[0]].setdefault(home[1], []).append(word)
    tables = [(grid, held) for grid, held in zip(grids, inside, strict=True) if held]
    return Page(number, lines_of(free), tables, rules.pictures, width)


def _home(word: Word, grids: list[Grid]) -> tuple[int, int] | None:
    """Return the number of the table and of the cell in which a word stands."""
    middle = (word.left + word.right) / 2
    for number, grid in enumerate(grids):
        cell = grid.cell_at(middle, word.middle)
        if cell is not None:
            return number, cell
    return None


def _signature_flags(pdf: Any, raw: Any) -> set[str]:
    count = raw.FPDF_GetSignatureCount(pdf)
    flags = {"signature field"} if count > 0 else set()
    for number in range(max(count, 0)):
        signature = raw.FPDF_GetSignatureObject(pdf, number)
        if signature and raw.FPDFSignatureObj_GetContents(signature, None, 0) > 0:
            flags.add("digital signature")
    return flags


def _refuse_pictures(source: Source, pages: list[Page]) -> None:
    letters = sum(len(word.text) for page in pages for line in page.lines for word in line.words)
    if letters == 0 and not any(page.tables for page in pages):
        if any(page.pictures for page in pages):
            raise UnreadableError(
                f"{source.name} is a scan, and scans are not read yet; send the original docx or a pdf with text."
            )
        raise UnreadableError(f"{source.name} holds no text; send the file that has the agreement in it.")


def _look(pages: list[Page]) -> Look:
    """Return how the document is set; where all lines are short, the right edge is that of most papers."""
    lines = [line for page in pages for line in page.lines]
    edge, width = max((line.right for line in lines), default=0.0), max(page.width for page in pages)
    return Look(body_size(lines), edge if edge >= _SHORT_EDGE * width else _USUAL_EDGE * width)


def _running_heads(pages: list[Page]) -> set[str]:
    """Return the wordings, page numbers aside, that stand at the edge of most pages."""
    found: dict[str, list[tuple[int, str]]] = {}
    for page in pages:
        for words, line in {_worded(line): line for line in _edges(page)}.items():
            found.setdefault(words, []).append((page.number, line.text))
    least = max(2 if len(pages) == 2 else 3, len(pages) // 2)
    return {words for words, said in found.items() if len(said) >= least and _counts_pages(said)}


def _counts_pages(said: list[tuple[int, str]]) -> bool:
    """Say whether what differs from page to page is the page's number alone; "Phase 2" on page 5 is no page number."""
    pages = [page for page, _ in said]
    for numbers in zip(*(map(int, _DIGITS.findall(text)) for _, text in said), strict=True):
        offsets = {number - page for number, page in zip(numbers, pages, strict=True)}
        if len(set(numbers)) > 1 and len(offsets) > 1:
            return False
    return True


def _edges(page: Page) -> list[Line]:
    """Return the first and the last few lines of a page."""
    return page.lines if len(page.lines) < 2 * _EDGE else page.lines[:_EDGE] + page.lines[-_EDGE:]


def _worded(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _write(draft: Draft, page: Page, heads: set[str], said: set[str], look: Look) -> None:
    """Write a page; a running head is a note where it first stands and left out after that."""
    edges = [line for line in _edges(page) if _worded(line) in heads]
    dropped = {id(line) for line in edges}
    notes = [line for line in edges if _worded(line) not in said]
    said.update(_worded(line) for line in notes)
    write_page(draft, page, [line for line in page.lines if id(line) not in dropped], look)
    for line in notes:
        draft.block(BlockKind.NOTE, line.text, Where(page=page.number))
