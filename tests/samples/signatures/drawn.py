"""Agreements signed with a pen, or not: pdf files with a text layer, and scans of the same pages."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from PIL import Image, ImageChops

from parsers.sow.facts import Signed
from tests.files.pdf import Page, pdf
from tests.samples.signatures import Case, pens
from tests.samples.signatures.pens import Pen, nothing

SCAN_DPI = 150
_LEFT, _RIGHT = 72, 330
_NAMES = (("Northwind Traders Ltd", "Ellen Ward", "Head of Digital"), ("Lumen Works LLC", "Ravi Menon", "Founder"))


def _head() -> Page:
    page = Page().text(72, 730, "STATEMENT OF WORK No. 11", 14, bold=True)
    return page.lines(
        72,
        700,
        'This Statement of Work is made between Northwind Traders Ltd ("Client")',
        'and Lumen Works LLC ("Agency").',
        "",
        "Effective Date: January 12, 2026",
        "Project: Customer portal rebuild",
        "Total Fee: USD 48,000",
        "",
        "Deliverables",
        "1. Design system, due February 20, 2026",
        "2. Portal on staging, due March 27, 2026",
        leading=15,
    )


def labelled(one: Pen, other: Pen, dated: Pen = nothing) -> Page:
    """Return a page with "By:" before each ruled line and the labels below it, one block under the other."""
    page = _head().text(72, 520, "IN WITNESS WHEREOF, the parties have executed this Statement of Work.")
    for top, (company, name, title), pen in zip((480, 340), _NAMES, (one, other), strict=True):
        page.text(72, top, company, bold=True).text(72, top - 34, "By:").rule(96, top - 36, 290, top - 36)
        page.drawn += pen(98, top - 36)
        page.lines(72, top - 54, f"Name: {name}", f"Title: {title}", leading=16)
        page.text(72, top - 90, "Date:").rule(100, top - 92, 200, top - 92)
        page.drawn += dated(102, top - 92)
    return page


def side_by_side(one: Pen, other: Pen) -> Page:
    """Return a page with two bare rules side by side and the names printed under them."""
    page = _head().text(72, 500, "Agreed and accepted:")
    for left, (company, name, title), pen in zip((_LEFT, _RIGHT), _NAMES, (one, other), strict=True):
        page.text(left, 470, company, bold=True).rule(left, 410, left + 190, 410)
        page.drawn += pen(left, 410)
        page.lines(left, 398, name, title, leading=13)
    return page


def underscored(one: Pen, other: Pen) -> Page:
    """Return a page whose lines to sign on are typed underscores."""
    page = _head()
    for top, (company, name, _), pen in zip((480, 360), _NAMES, (one, other), strict=True):
        page.lines(72, top, company, "", "Signature: ______________________________", f"Name: {name}", leading=18)
        page.drawn += pen(128, top - 36)
    return page


def tabled(one: Pen, other: Pen) -> Page:
    """Return a page with a ruled table to sign in."""
    page = _head().grid([72, 170, 350, 530], [350, 380, 410, 460, 490])
    page.text(178, 472, "Client: Northwind Traders Ltd").text(358, 472, "Agency: Lumen Works LLC")
    page.lines(78, 430, "Signature").lines(78, 392, "Name").lines(78, 362, "Date")
    page.text(178, 392, "Ellen Ward").text(358, 392, "Ravi Menon")
    page.drawn += [*one(180, 415), *other(360, 415)]
    return page


@dataclass(frozen=True, slots=True)
class Drawing:
    """One page as drawn, and how far it is signed."""

    name: str
    expected: Signed
    page: Callable[[], Page]


_SIGNED, _PART, _UNSIGNED = Signed.SIGNED, Signed.PART_SIGNED, Signed.UNSIGNED
DRAWINGS = (
    Drawing("labelled-both", _SIGNED, lambda: labelled(pens.signature, pens.scribble)),
    Drawing("labelled-dated", _SIGNED, lambda: labelled(pens.tall, pens.signature, pens.scribble)),
    Drawing("labelled-spaced-and-pale", _SIGNED, lambda: labelled(pens.spaced, pens.pale)),
    Drawing("labelled-pictures", _SIGNED, lambda: labelled(pens.picture, pens.picture)),
    Drawing("labelled-client-only", _PART, lambda: labelled(pens.signature, nothing)),
    Drawing("labelled-agency-picture-only", _PART, lambda: labelled(nothing, pens.picture)),
    Drawing("labelled-blank", _UNSIGNED, lambda: labelled(nothing, nothing)),
    Drawing("labelled-dates-only", _UNSIGNED, lambda: labelled(nothing, nothing, pens.scribble)),
    Drawing("labelled-stamps", _UNSIGNED, lambda: labelled(pens.stamp, pens.stamp)),
    Drawing("labelled-smudges", _UNSIGNED, lambda: labelled(pens.smudge, pens.blot)),
    Drawing("labelled-specks", _UNSIGNED, lambda: labelled(pens.specks, pens.specks)),
    Drawing("labelled-crosses", _UNSIGNED, lambda: labelled(pens.cross, pens.cross)),
    Drawing("labelled-stickers", _UNSIGNED, lambda: labelled(pens.sticker, pens.sticker)),
    Drawing("labelled-struck-out", _UNSIGNED, lambda: labelled(pens.stroke_out, pens.stroke_out)),
    Drawing("labelled-boxes", _UNSIGNED, lambda: labelled(pens.box, pens.box)),
    Drawing("labelled-dotted", _UNSIGNED, lambda: labelled(pens.dotted, pens.dotted)),
    Drawing(
        "labelled-signed-in-boxes",
        _SIGNED,
        lambda: labelled(_both(pens.box, pens.signature), _both(pens.box, pens.tall)),
    ),
    Drawing("labelled-signed-and-stamped", _SIGNED, lambda: labelled(_both(pens.stamp, pens.signature), pens.scribble)),
    Drawing("columns-both", _SIGNED, lambda: side_by_side(pens.scribble, pens.tall)),
    Drawing("columns-pictures", _SIGNED, lambda: side_by_side(pens.picture, pens.picture)),
    Drawing("columns-right-only", _PART, lambda: side_by_side(nothing, pens.signature)),
    Drawing("columns-left-only", _PART, lambda: side_by_side(pens.pale, nothing)),
    Drawing("columns-blank", _UNSIGNED, lambda: side_by_side(nothing, nothing)),
    Drawing("columns-smudge-and-specks", _UNSIGNED, lambda: side_by_side(pens.smudge, pens.specks)),
    Drawing("columns-stamp", _UNSIGNED, lambda: side_by_side(pens.stamp, nothing)),
    Drawing("underscored-both", _SIGNED, lambda: underscored(pens.signature, pens.spaced)),
    Drawing("underscored-one", _PART, lambda: underscored(nothing, pens.tall)),
    Drawing("underscored-blank", _UNSIGNED, lambda: underscored(nothing, nothing)),
    Drawing("underscored-dotted", _UNSIGNED, lambda: underscored(pens.dotted, pens.cross)),
    Drawing("table-both", _SIGNED, lambda: tabled(pens.signature, pens.tall)),
    Drawing("table-one", _PART, lambda: tabled(pens.scribble, nothing)),
    Drawing("table-blank", _UNSIGNED, lambda: tabled(nothing, nothing)),
    Drawing("table-specks", _UNSIGNED, lambda: tabled(pens.specks, pens.blot)),
)


def _both(one: Pen, other: Pen) -> Pen:
    return lambda x, y: [*one(x, y), *other(x, y)]


def drawn() -> Iterator[Case]:
    """Yield the drawings as pdf files with a text layer."""
    for one in DRAWINGS:
        yield Case(f"{one.name}.pdf", one.expected, partial(_printed, one))


def scanned() -> Iterator[Case]:
    """Yield the drawings as scans: level and clean, or askew and noisy, in turn."""
    for number, one in enumerate(DRAWINGS):
        yield Case(f"{one.name}-scan.pdf", one.expected, partial(_copied, one, rough=number % 2 == 1))


def _printed(one: Drawing) -> bytes:
    return pdf(one.page())


def _copied(one: Drawing, *, rough: bool) -> bytes:
    return scan(pdf(one.page()), rough=rough)


def scan(content: bytes, *, rough: bool = False, dpi: int = SCAN_DPI) -> bytes:
    """Return a file's pages as pictures in a pdf; a rough one lies askew and has the noise of a cheap scanner."""
    import pypdfium2

    pages = []
    file = pypdfium2.PdfDocument(content)
    for number in range(len(file)):
        page = file[number].render(scale=dpi / 72).to_pil().convert("L")
        pages.append(_roughened(page) if rough else page)
    file.close()
    buffer = BytesIO()
    pages[0].save(buffer, "PDF", resolution=float(dpi), save_all=True, append_images=pages[1:])
    return buffer.getvalue()


def _roughened(page: Image.Image) -> Image.Image:
    turned = page.rotate(0.9, Image.Resampling.BICUBIC, fillcolor=250)
    noise = random.Random(3)
    grain = Image.frombytes("L", turned.size, bytes(noise.choices(range(26), k=turned.width * turned.height)))
    speckled = ImageChops.subtract(turned, grain)
    for _ in range(900):
        speckled.putpixel((noise.randrange(turned.width), noise.randrange(turned.height)), 30)
    return speckled
