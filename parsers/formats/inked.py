"""Ink on the lines of a page that are to be signed, told in its words: each signed line's word bears a sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.formats.ocr import Eye, Seen
from parsers.formats.pdf_grid import grids_of
from parsers.formats.pdf_rules import Rule
from parsers.formats.pdf_words import Word
from parsers.formats.scan import Scan
from parsers.formats.sign_places import Place, Places, is_print, places_of
from parsers.formats.signs import INK
from parsers.formats.strokes import Shape, is_signature, outside, shapes_in, stamps_among

if TYPE_CHECKING:
    from PIL.Image import Image

Box = tuple[float, float, float, float]
Look = Callable[[Box], "Image"]  # a grey picture of a box, in points from the page's top left corner

_MOST_PLACES = 60  # of one page that are looked at
_MARGIN = 30.0  # around a place that is looked at, so that a stamp is seen whole
_ABOVE, _BELOW = 24.0, 12.0  # the line, within which a signature sits
_EDGE_ACROSS, _EDGE_DOWN = 24.0, 13.0  # the shortest side of a table's cell


def with_ink(words: list[Word], across: list[Rule], down: list[Rule], look: Look) -> list[Word]:
    """Return a page's words with a sign at each place that is signed by hand; writing that OCR took for words goes."""
    tables = grids_of(_longer(across, _EDGE_ACROSS), _longer(down, _EDGE_DOWN))
    places = places_of(words, across, tables)
    signed: set[int] = set()
    written: set[int] = set()
    signs: list[Word] = []
    for place in places.found[:_MOST_PLACES]:
        if id(place.word) in signed and place.word is not None:
            continue
        shapes = _seated(places, place, _shapes(words, place, look))
        if is_signature(shapes):
            signs += _signed(place)
            signed.add(id(place.word))
            written |= {id(word) for word in words if _is_writing(word, place) and _covers(shapes, word)}
    return [word for word in words if id(word) not in written] + signs


def seen_by(eye: Eye, scan: Scan) -> Seen:
    """Return what an eye sees on a page, the ink on its signing lines told in its words."""
    seen = eye.see(scan)
    if seen.image is None:
        return seen
    words = with_ink(seen.words, seen.across, seen.down, _Cutting(seen.image, seen.width / seen.image.width))
    return replace(seen, words=words)


class _Cutting:
    """Cuts boxes out of a page's picture whose dots are `points` wide; what lies outside it is white."""

    def __init__(self, image: Image, points: float) -> None:
        self._image, self._points = image, points

    def __call__(self, box: Box) -> Image:
        from PIL import Image as Pictures

        left, top, right, bottom = (round(edge / self._points) for edge in box)
        cut = Pictures.new("L", (max(1, right - left), max(1, bottom - top)), 255)
        inside = (max(0, left), max(0, top), min(self._image.width, right), min(self._image.height, bottom))
        if inside[0] < inside[2] and inside[1] < inside[3]:
            cut.paste(self._image.crop(inside).convert("L"), (inside[0] - left, inside[1] - top))
        return cut


def _longer(rules: list[Rule], least: float) -> list[Rule]:
    """Return the lines that can be a table's: the strokes of a drawn signature are short."""
    return [rule for rule in rules if rule.end - rule.start >= least]


def _signed(place: Place) -> list[Word]:
    """Glue the sign of ink to a place's word; a table cell without one gets a word that is nothing else."""
    if place.word is not None:
        place.word.text = INK + place.word.text if place.before else place.word.text + INK
        return []
    left, _, right, bottom = place.zone
    middle = (left + right) / 2
    return [Word(INK, middle - 2, bottom - 14, middle + 2, bottom - 4, 10.0)]


def _shapes(words: list[Word], place: Place, look: Look) -> list[Shape]:
    """Return what is drawn around a place once its printed words are painted over."""
    from PIL import ImageDraw

    left, top, right, bottom = place.zone
    box = (max(0.0, left - _MARGIN), max(0.0, top - _MARGIN), right + _MARGIN, bottom + _MARGIN)
    image = look(box).copy()
    if min(image.size) < 8:
        return []
    points = (box[2] - box[0]) / image.width
    stamps = stamps_among(shapes_in(image, points, box[0], box[1]))
    paper = _paper(image)
    draw = ImageDraw.Draw(image)
    for word in words:
        if not _is_writing(word, place):
            draw.rectangle(
                [(edge - start) / points for edge, start in zip(_ink_box(word), box[:2] * 2, strict=True)], paper
            )
    found = outside(shapes_in(image, points, box[0], box[1]), stamps)
    return [one for one in found if one.right > left and one.left < right]


def _ink_box(word: Word) -> Box:
    """Return the box in which a word's letters are printed, a hair wider than it says; underscores are a line."""
    letters = word.text.rstrip("_…." + INK)
    if not letters:
        return word.left, word.bottom - 0.1 * word.size, word.right, word.bottom
    right = word.left + (word.right - word.left) * len(letters) / len(word.text)
    return word.left - 1, word.top, right + 1, word.bottom


def _paper(image: Image) -> int:
    counts = image.histogram()
    return counts.index(max(counts))


def _is_writing(word: Word, place: Place) -> bool:
    """Return whether OCR may have taken writing for this word: it stands where one signs, and is no sure print."""
    if word is place.word or is_print(word):
        return False
    left, top, right, bottom = place.zone
    low = bottom if place.cell is not None else place.line + 4
    return word.left >= left - 2 and word.right <= right + 4 and top <= word.middle <= low


def _covers(shapes: list[Shape], word: Word) -> bool:
    """Return whether a word lies on written shapes."""
    middle = (word.left + word.right) / 2
    return any(
        one.left - 2 <= middle <= one.right + 2 and one.top - 3 <= word.middle <= one.bottom + 3 for one in shapes
    )


def _seated(places: Places, place: Place, shapes: list[Shape]) -> list[Shape]:
    """Return the shapes that sit on this line and on no other line to write on that is nearer."""
    if place.cell is not None:
        left, top, right, bottom = place.zone
        return [
            one
            for one in shapes
            if left <= one.left and one.right <= right and top - 6 <= one.top and one.seat <= bottom
        ]
    return [one for one in shapes if _ABOVE >= place.line - one.seat >= -_BELOW and _is_nearest(places, place, one)]


def _is_nearest(places: Places, place: Place, one: Shape) -> bool:
    own = _distance(place.line - one.seat)
    middle = (one.left + one.right) / 2
    return all(
        own <= _distance(line - one.seat) + 1.0
        for line, left, right in places.lines
        if left - 10 <= middle <= right + 10
    )


def _distance(above: float) -> float:
    """Return how far a shape is from a line it sits `above`; hanging below one counts double."""
    return above if above >= 0 else -2 * above
