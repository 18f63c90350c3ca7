"""Photographed and scanned pages: png, jpeg, tiff of many pages, gif, bmp and webp, read by OCR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.contract import Document, Help, HelpWantedError, Limits, Source, UnreadableError
from parsers.formats.draft import Draft
from parsers.formats.inked import seen_by
from parsers.formats.ocr import Eye
from parsers.formats.pdf import write_pages
from parsers.formats.pdf_page import sorted_page
from parsers.formats.pdf_write import Page
from parsers.formats.scan import scan_of
from parsers.formats.sniff import Kind, kind_of

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
_MOST_DOTS = 60_000_000  # of one page; a camera takes 12 to 50 million
_FEWEST_LETTERS = 12  # fewer than these are a logo, not a page
_NO_OCR = (
    "{name} is a picture, and reading pictures needs tesseract-ocr-eng installed on this machine; "
    "send the original docx or a pdf with text."
)


def read_picture(source: Source, limits: Limits, eye: Eye | None = None) -> Document:
    """Read the pages of a picture; raises `HelpWantedError` without `eye`, else `UnreadableError`."""
    if eye is None:
        raise HelpWantedError(_NO_OCR.format(name=source.name), Help.OCR)
    draft = Draft(source, kind_of(source.content).value, limits, signs=True)
    draft.flags.add("ocr")
    pages = _pages(source, limits, eye)
    if not any(page.tables for page in pages) and sum(map(_letters, pages)) < _FEWEST_LETTERS:
        raise UnreadableError(f"{source.name} is a picture without text; send the page that holds the agreement.")
    write_pages(draft, pages)
    return draft.document(len(pages))


def _letters(page: Page) -> int:
    return sum(len(word.text) for line in page.lines for word in line.words)


def _pages(source: Source, limits: Limits, eye: Eye) -> list[Page]:
    """Return each page of a picture; what Pillow cannot open is damaged."""
    from io import BytesIO

    from PIL import Image as Pictures

    try:
        with Pictures.open(BytesIO(source.content), formats=_FORMATS) as picture:
            count = getattr(picture, "n_frames", 1) if kind_of(source.content) is Kind.TIFF else 1
            if count > limits.scanned_pages:
                raise UnreadableError(
                    f"{source.name} has {count:,} pages, {limits.scanned_pages} at most; send the agreement alone."
                )
            return [_page(source, picture, number, eye) for number in range(count)]
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise UnreadableError(f"{source.name} is damaged and cannot be opened; send it again.") from error
    except Pictures.DecompressionBombError:
        raise _too_large(source) from None


def _page(source: Source, picture: Image, number: int, eye: Eye) -> Page:
    picture.seek(number)
    if picture.width * picture.height > _MOST_DOTS:
        raise _too_large(source)
    said = picture.info.get("dpi")
    dpi = float(said[0]) if isinstance(said, tuple) and said else 0.0
    seen = seen_by(eye, scan_of(picture, dpi))
    return sorted_page(number + 1, seen.words, seen.across, seen.down, seen.width)


def _too_large(source: Source) -> UnreadableError:
    return UnreadableError(f"{source.name} is far larger than a photographed page; send a smaller picture of it.")
