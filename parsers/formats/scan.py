"""A scanned or photographed page made fit to be read: grey, of a known size, level."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

READ_DPI = 160  # dots an inch at which pages are drawn and read
_LEAST_DPI = 110  # a page with fewer is drawn larger before it is read
_MOST_DPI = 240
_PAPER = 8.27  # inches across, where nothing says how large the paper was
_PROBE = 450  # dots across of the small copy on which the slant is measured
_WIDEST = 6.0  # degrees a page may lie askew
_LEVEL = 0.15  # degrees that do no harm
_SHADE = 0.72  # a page whose darkest paper is below this part of its brightest is unevenly lit
_SPECKED = 0.08  # the part of a page's dots that stand out from their neighbours, above which it is cleaned
_SPECK = 48  # levels of grey by which a speck stands out
_PATCH = 120  # dots across of the nine places at which specks are counted
_SIDEWAYS = 1.4  # how much clearer lines must stand out along the other axis before a page is turned


@dataclass(frozen=True, slots=True)
class Scan:
    """One page as a grey picture, `dpi` dots an inch; `uneven` where light or shadow lies on it."""

    image: Image
    dpi: float
    uneven: bool = False

    @property
    def points(self) -> float:
        """How many points one dot is wide."""
        return 72.0 / self.dpi


def scan_of(image: Image, dpi: float = 0.0) -> Scan:
    """Return a page ready to be read: grey, 110 to 240 dots an inch, turned and level.

    `dpi` 0 or one that would make no sheet of paper is replaced by that of a page 8.27 inches across.
    """
    from PIL import ImageOps

    grey = ImageOps.exif_transpose(image)
    grey = _on_white(grey).convert("L")
    grey, dpi = _sized(grey, _likely(grey, dpi))
    if _is_specked(grey):
        grey = cleaned(grey)
    if _is_sideways(grey):
        grey = turned(grey, 90)
    slant = slant_of(grey)
    if abs(slant) >= _LEVEL:
        grey = _rotated(grey, slant)
    return Scan(grey, dpi, _is_uneven(grey))


def turned(image: Image, degrees: int) -> Image:
    """Return a picture turned by 90, 180 or 270 degrees, counter-clockwise."""
    from PIL.Image import Transpose

    return image.transpose({90: Transpose.ROTATE_90, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_270}[degrees])


def cleaned(image: Image) -> Image:
    """Return a page without the specks of a bad scan or of a photograph in poor light."""
    from PIL import ImageFilter

    return image.filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.GaussianBlur(1))


def slant_of(image: Image) -> float:
    """Return by how many degrees a grey page must be turned counter-clockwise for its lines to be level."""
    probe = _probe(image)
    coarse = max((n * 1.0 for n in range(-int(_WIDEST), int(_WIDEST) + 1)), key=lambda angle: _levelness(probe, angle))
    for step in (0.4, 0.15, 0.06):
        near = [coarse + n * step for n in (-2, -1, 0, 1, 2)]
        coarse = max(near, key=lambda angle: (_levelness(probe, angle), -abs(angle)))
    return coarse


def _on_white(image: Image) -> Image:
    """Return a picture without transparency: what shows through is paper."""
    from PIL import Image as Pictures

    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image
    layered = image.convert("RGBA")
    paper = Pictures.new("RGBA", layered.size, (255, 255, 255, 255))
    return Pictures.alpha_composite(paper, layered)


def _likely(image: Image, dpi: float) -> float:
    """Return the dots an inch: as said, unless the paper would be smaller than a postcard or larger than A2."""
    short = min(image.size)
    if dpi > 0 and 4.0 <= short / dpi <= 17.0:
        return dpi
    return max(short / _PAPER, 1.0)


def _sized(image: Image, dpi: float) -> tuple[Image, float]:
    from PIL.Image import Resampling

    if _LEAST_DPI <= dpi <= _MOST_DPI:
        return image, dpi
    scale = min(READ_DPI / dpi, 3.0)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    resized = image.resize(size, Resampling.BICUBIC if scale > 1 else Resampling.BOX)
    return resized, dpi * scale


def _probe(image: Image) -> Image:
    """Return a small copy with the ink white on black."""
    from PIL import ImageOps
    from PIL.Image import Resampling

    factor = max(1, max(image.size) // _PROBE)
    small = ImageOps.invert(image.reduce(factor) if factor > 1 else image)
    lit = small.resize((max(1, small.width // 24), max(1, small.height // 24)), Resampling.BOX)
    paper = lit.resize(small.size, Resampling.BILINEAR)
    return _difference(small, paper).point(lambda value: 255 if value > 40 else 0)


def _difference(one: Image, two: Image) -> Image:
    from PIL import ImageChops

    return ImageChops.subtract(one, two)


def _levelness(probe: Image, angle: float) -> float:
    """Return how sharply dark and white rows alternate once a page is turned by `angle` degrees."""
    return _contrast(probe.rotate(angle) if angle else probe)


def _contrast(probe: Image) -> float:
    from PIL.Image import Resampling

    rows = probe.resize((1, probe.height), Resampling.BOX).tobytes()
    return float(sum((one - two) ** 2 for one, two in pairwise(rows)))


def _is_sideways(image: Image) -> bool:
    """Say whether the lines of text run up or down the page."""
    probe = _probe(image)
    upright, sideways = _best(probe), _best(turned(probe, 90))
    return sideways > _SIDEWAYS * upright and sideways / probe.width > upright / probe.height


def _best(probe: Image) -> float:
    return max(_levelness(probe, angle) for angle in (-4.0, -2.0, 0.0, 2.0, 4.0))


def _rotated(image: Image, angle: float) -> Image:
    from PIL.Image import Resampling

    return image.rotate(angle, Resampling.BICUBIC, expand=True, fillcolor=_paper(image))


def _paper(image: Image) -> int:
    """Return the grey of most of the page."""
    counts = image.histogram()
    return counts.index(max(counts))


def _is_specked(image: Image) -> bool:
    """Say whether many dots stand out from those around them, at nine places of the page."""
    from PIL import ImageChops, ImageFilter

    across, down = (max(1, side - _PATCH) for side in image.size)
    specks = total = 0
    for column, row in ((c, r) for c in (0.2, 0.5, 0.8) for r in (0.2, 0.5, 0.8)):
        left, top = round(across * column), round(down * row)
        patch = image.crop((left, top, min(image.width, left + _PATCH), min(image.height, top + _PATCH)))
        counts = ImageChops.difference(patch, patch.filter(ImageFilter.MedianFilter(3))).histogram()
        specks, total = specks + sum(counts[_SPECK:]), total + sum(counts)
    return specks > _SPECKED * total


def _is_uneven(image: Image) -> bool:
    """Say whether the paper is much darker at one place than at another."""
    from PIL import ImageFilter
    from PIL.Image import Resampling

    size = (max(1, image.width // 40), max(1, image.height // 40))
    paper = image.resize(size, Resampling.BOX).filter(ImageFilter.MaxFilter(5))
    inner = paper.crop((1, 1, max(2, size[0] - 1), max(2, size[1] - 1)))
    shades = inner.tobytes()
    return min(shades) < _SHADE * max(shades)
