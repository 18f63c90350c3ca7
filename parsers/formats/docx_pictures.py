"""The pictures in a Word file's text that are of a signature: small, and drawn by a pen; logos and charts are not."""

from __future__ import annotations

import posixpath
from io import BytesIO
from typing import TYPE_CHECKING

from parsers.contract import UnreadableError
from parsers.formats.container import Container
from parsers.formats.strokes import is_signature, shapes_in

if TYPE_CHECKING:
    from lxml.etree import _Element
    from PIL.Image import Image

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_V, _O = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"
_EMU = 12_700  # a point
_WIDEST, _HIGHEST = 260.0, 90.0  # points that a picture of a signature takes on the page
_USUAL = 130.0  # points across, where the file does not say
_MOST_BYTES, _MOST_DOTS = 3_000_000, 4_000_000
_DOTS_A_POINT = 2.0
_FORMATS = ("PNG", "JPEG", "GIF", "BMP")


class Pictures:
    """Looks at the pictures that one part of a Word file shows."""

    def __init__(self, container: Container, part: str) -> None:
        self._container, self._folder = container, posixpath.dirname(part)
        name = f"{self._folder}/_rels/{posixpath.basename(part)}.rels"
        relations = container.xml(name) if container.has(name) else ()
        self._targets = {str(one.get("Id")): str(one.get("Target", "")) for one in relations}

    def is_signature(self, drawing: _Element) -> bool:
        """Return whether a drawing shows a signature; the empty signature line that Word sets does not."""
        if drawing.find(f".//{_O}signatureline") is not None:
            return False
        width, height = _extent(drawing)
        if width > _WIDEST or height > _HIGHEST:
            return False
        image = self._image(drawing)
        if image is None:
            return False
        scale = width * _DOTS_A_POINT / image.width
        small = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))
        return is_signature(shapes_in(small, 1 / _DOTS_A_POINT, 0.0, 0.0))

    def _image(self, drawing: _Element) -> Image | None:
        """Return a drawing's picture in grey on white; None where it has none that can be looked at."""
        from PIL import Image as Images
        from PIL import UnidentifiedImageError

        content = self._content(drawing)
        if not content or len(content) > _MOST_BYTES:
            return None
        try:
            image = Images.open(BytesIO(content), formats=_FORMATS)
            if image.width * image.height > _MOST_DOTS:
                return None
            layered = image.convert("RGBA")
        except (UnidentifiedImageError, Images.DecompressionBombError, OSError, ValueError, SyntaxError):
            return None
        paper = Images.new("RGBA", layered.size, (255, 255, 255, 255))
        return Images.alpha_composite(paper, layered).convert("L")

    def _content(self, drawing: _Element) -> bytes:
        blip, data = drawing.find(f".//{_BLIP}"), drawing.find(f".//{_V}imagedata")
        key = blip.get(f"{_R}embed") if blip is not None else data.get(f"{_R}id") if data is not None else None
        target = self._targets.get(key or "", "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{self._folder}/{target}")
        try:
            return self._container.read(name) if target and self._container.has(name) else b""
        except UnreadableError:  # too large for a signature, and no reason to refuse the text
            return b""


def _extent(drawing: _Element) -> tuple[float, float]:
    """Return how wide and high a drawing is shown, in points."""
    extent = drawing.find(f".//{_WP}extent")
    if extent is None:
        return _USUAL, 0.0
    across, down = extent.get("cx", ""), extent.get("cy", "")
    if not (across.isdigit() and down.isdigit() and len(across) < 10 and len(down) < 10):
        return _USUAL, 0.0
    return max(1.0, int(across) / _EMU), int(down) / _EMU
