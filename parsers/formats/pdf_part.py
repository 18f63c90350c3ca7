"""Parts of a pdf page drawn as grey pictures, no more of it than is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.formats.pdf_words import Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

_SCALE = 2.0  # dots a point: a pen's stroke is two wide


class PagePart:
    """Draws boxes of one page, given in points from the top left corner of the page as shown."""

    def __init__(self, page: Any, sheet: Sheet, raw: Any) -> None:
        self._page, self._sheet, self._raw = page, sheet, raw

    def __call__(self, box: tuple[float, float, float, float]) -> Image:
        """Return a box as a grey picture; what lies outside the page is white."""
        import pypdfium2

        raw = self._raw
        left, top, right, bottom = box
        width, height = max(1, round((right - left) * _SCALE)), max(1, round((bottom - top) * _SCALE))
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        whole = (round(self._sheet.width * _SCALE), round(self._sheet.height * _SCALE))
        place = (round(-left * _SCALE), round(-top * _SCALE))
        raw.FPDF_RenderPageBitmap(bitmap.raw, self._page, *place, *whole, 0, raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE)
        image: Image = bitmap.to_pil().copy()
        bitmap.close()
        return image
