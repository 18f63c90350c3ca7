"""One page of a pdf: its own text, or what OCR sees on it where the text is missing, partial or garbled."""

from __future__ import annotations

from typing import Any

from parsers.contract import Limits, Seal, UnreadableError
from parsers.formats.garbled import is_garbled
from parsers.formats.inked import seen_by, with_ink
from parsers.formats.ocr import Eye, Seen
from parsers.formats.pdf_fields import SignatureField, signature_fields, with_fields
from parsers.formats.pdf_grid import Grid, grids_of
from parsers.formats.pdf_image import page_image
from parsers.formats.pdf_lines import lines_of
from parsers.formats.pdf_part import PagePart
from parsers.formats.pdf_rules import Rule, Rules
from parsers.formats.pdf_typed import typed_words
from parsers.formats.pdf_words import Sheet, Word, words_of
from parsers.formats.pdf_write import Page
from parsers.formats.scan import READ_DPI, scan_of

_STAMP = 250  # letters on a pictured page, fewer than which are a stamp or a header laid over the scan
_FULL, _SOME = 0.5, 0.05  # parts of a page that a picture covers
_OUTLINES = 200  # drawn shapes on a page without text: its letters were turned into outlines


class Sight:
    """What the pages of one file share while they are read: the eye, how many it may see, and what was noticed."""

    def __init__(self, name: str, limits: Limits, eye: Eye | None, seals: tuple[Seal, ...] = ()) -> None:
        self._name, self._limits, self._eye, self.seals = name, limits, eye, seals
        self._seen = 0
        self.flags: set[str] = set()

    def see(self, pdf: Any, index: int) -> Seen | None:
        """Return what stands on a page's picture; None, with a flag, where there is no eye."""
        if self._eye is None:
            self.flags.add("unread pages")
            return None
        self._seen += 1
        if self._seen > self._limits.scanned_pages:
            limit = self._limits.scanned_pages
            raise UnreadableError(f"{self._name} has more than {limit} scanned pages; send the agreement alone.")
        self.flags.add("ocr")
        return seen_by(self._eye, scan_of(*page_image(pdf, index, READ_DPI)))


def read_page(pdf: Any, index: int, raw: Any, sight: Sight) -> Page:
    """Return one page (from 0) of a pypdfium2 document, form fields and typed notes included."""
    page, fields, typed = _loaded(pdf, index, raw, signed=bool(sight.seals))
    if not page:
        return Page(index + 1, [], [], 0.0)
    textpage = raw.FPDFText_LoadPage(page)
    try:
        sheet = Sheet(page, raw)
        words = [*(words_of(textpage, sheet, raw) if textpage else []), *typed]
        rules = Rules(page, sheet, raw)
        garbled = is_garbled([word.text for word in words])
        pictured = garbled or _is_picture(words, rules)
        if not pictured:
            words = with_ink(words, rules.across, rules.down, PagePart(page, sheet, raw))
        with_fields(words, fields, sight.seals)
    finally:
        raw.FPDFText_ClosePage(textpage)
        raw.FPDF_ClosePage(page)
    if pictured:
        seen = sight.see(pdf, index)
        kept = [] if garbled else words
        if seen is not None:
            kept, more = _told_apart(kept, seen)
            return sorted_page(index + 1, [*kept, *more], seen.across, seen.down, seen.width)
        words = kept
    return sorted_page(index + 1, words, rules.across, rules.down, sheet.width)


def _loaded(pdf: Any, index: int, raw: Any, *, signed: bool) -> tuple[Any, list[SignatureField], list[Word]]:
    """Return a page with its fields and notes drawn into it, its signature fields, and the words that show nowhere."""
    page = raw.FPDF_LoadPage(pdf.raw, index)
    if not page or not raw.FPDFPage_GetAnnotCount(page):
        return page, [], []
    fields = signature_fields(page, raw) if signed else []
    typed = typed_words(page, Sheet(page, raw), raw, pdf.formenv.raw if pdf.formenv is not None else None)
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page, fields, typed
    raw.FPDF_ClosePage(page)  # what was typed into form fields is page text only when loaded again
    return raw.FPDF_LoadPage(pdf.raw, index), fields, typed


def _is_picture(words: list[Word], rules: Rules) -> bool:
    """Say whether what a page says stands in a picture, or in letters drawn as shapes."""
    letters = sum(len(word.text) for word in words)
    if letters == 0:
        return rules.pictured >= _SOME or rules.paths >= _OUTLINES
    return letters < _STAMP and rules.pictured >= _FULL


def _told_apart(words: list[Word], seen: Seen) -> tuple[list[Word], list[Word]]:
    """Return the page's own words and those that only its picture shows; the eye sees both."""
    more = [word for word in seen.words if not any(_covers(own, word) for own in words)]
    return words, more


def _covers(own: Word, word: Word) -> bool:
    middle = (word.left + word.right) / 2
    return own.left - 1 <= middle <= own.right + 1 and own.top - 2 <= word.middle <= own.bottom + 2


def sorted_page(number: int, words: list[Word], across: list[Rule], down: list[Rule], width: float) -> Page:
    """Give each word to the table it stands in, or to the page's lines."""
    grids = grids_of(across, down)
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
    return Page(number, lines_of(free), tables, width)


def _home(word: Word, grids: list[Grid]) -> tuple[int, int] | None:
    """Return the number of the table and of the cell in which a word stands."""
    middle = (word.left + word.right) / 2
    for number, grid in enumerate(grids):
        cell = grid.cell_at(middle, word.middle)
        if cell is not None:
            return number, cell
    return None
