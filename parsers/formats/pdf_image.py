"""A pdf page as a picture: what OCR reads and what shows ink on a signature line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_DOTS = 12_000_000  # of one picture, whatever size the page claims to be


def page_image(pdf: Any, index: int, dpi: float) -> tuple[Image, float]:
    """Return page `index` (from 0) of a pypdfium2 document in grey, and its dots an inch: `dpi`, less for huge pages.

    PDFium is not safe among threads: call it where the document is read.
    """
    page = pdf[index]
    try:
        width, height = page.get_size()
        dots = max(1.0, width / 72 * height / 72 * dpi * dpi)
        fitting = dpi * min(1.0, (_MOST_DOTS / dots) ** 0.5)
        bitmap = page.render(scale=fitting / 72, grayscale=True)
        try:
            return bitmap.to_pil().convert("L"), fitting
        finally:
            bitmap.close()
    finally:
        page.close()
