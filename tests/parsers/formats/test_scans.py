"""Scanned and photographed pages: the words, the tables and how surely they were read."""

from __future__ import annotations

import pytest
from PIL import Image

from parsers.contract import SURE, BlockKind, Certainty, Document, Limits, Source, UnreadableError
from parsers.formats import read
from tests.files import bad, scans
from tests.files.pdf import Page, pdf
from tests.parsers.formats.eyes import eye


def reading(content: bytes, limits: Limits | None = None) -> Document:
    return read(Source("SOW.pdf", content), limits or Limits(), eye())


def sow() -> Image.Image:
    return scans.page(*scans.SOW)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "PDF"])
def test_a_page_is_read_whatever_form_its_picture_has(form: str) -> None:
    document = reading(scans.saved(sow(), form))
    assert "fixed fee of EUR 48,500 in three parts" in document.text
    assert document.flags == {"ocr"}
    assert [(block.page, block.confidence is not None) for block in document.blocks[:1]] == [(1, True)]


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda page: scans.skewed(page, 2.5),
        lambda page: scans.skewed(page, -1.5),
        lambda page: page.rotate(90, expand=True),
        lambda page: page.rotate(270, expand=True),
        lambda page: page.rotate(180),
        lambda page: page.resize((992, 1403)),
        scans.shaded,
        scans.specked,
    ],
    ids=["askew left", "askew right", "on its left", "on its right", "on its head", "120 dpi", "in shadow", "grainy"],
)
def test_a_bad_picture_of_a_page_says_the_same(spoiled: object) -> None:
    text = reading(scans.saved(spoiled(sow()))).text  # type: ignore[operator]
    for line in ("12 January 2026", "30 April 2026", "EUR 48,500", "Acme Retail Ltd", "Northwind Studio GmbH"):
        assert line in text


def test_lines_of_one_paragraph_are_joined_and_places_are_pages() -> None:
    document = reading(scans.saved(sow(), "TIFF", scans.page("Annex A", "Nothing else is agreed between us.")))
    assert "under their master agreement.\n" in document.text
    assert "(the Client) and Northwind Studio" in document.text
    assert document.pages == 2
    assert str(document.place(document.text.index("Annex"), len(document.text))) == "SOW.pdf, page 2"


def test_a_ruled_table_on_a_scan_is_a_table() -> None:
    page = scans.table(sow(), 4.5, ("Role", "Hours", "Rate"), ("Designer", "120", "EUR 95"), ("Developer", "310", ""))
    (table,) = (document := reading(scans.saved(page))).tables
    cells = [[document.text[c.start : c.end] for c in row] for row in table.rows]
    assert cells == [["Role", "Hours", "Rate"], ["Designer", "120", "EUR 95"], ["Developer", "310", ""]]


def test_bold_and_large_lines_are_headings_of_a_scan_too() -> None:
    page = scans.written(sow(), "Payment terms", top=4.4, bold=True)
    document = reading(scans.saved(scans.written(page, "Invoices are due within thirty days of receipt.", top=4.75)))
    heads = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.HEADING]
    assert "Payment terms" in heads


def test_a_page_with_text_is_not_read_twice_and_a_scanned_one_beside_it_is() -> None:
    picture = scans.saved(scans.page("Signed for the Agency on 3 March 2026."), "PDF")
    document = reading(picture)
    assert "Signed for the Agency" in document.text
    assert reading(pdf(Page().text(72, 700, "Statement of Work"))).flags == frozenset()


def test_what_is_hard_to_read_is_doubtful() -> None:
    document = reading(scans.saved(sow()))
    sure = document.finding("x", 0, 9)
    blurred = sow().resize((400, 566)).resize((1240, 1754))
    poor = reading(scans.saved(blurred))
    assert sure.certainty is Certainty.STATED
    assert poor.confidence is not None
    assert poor.confidence < (document.confidence or 0)
    unsure = [b for b in poor.blocks if b.confidence is not None and b.confidence < SURE]
    assert unsure
    assert poor.finding("x", unsure[0].start, unsure[0].end).certainty is Certainty.DOUBTFUL


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bad.scanned_pdf(), "holds no text"),
        (scans.saved(scans.page()), "picture without text"),
        (scans.saved(sow())[:500], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "damaged"),
    ],
)
def test_a_picture_of_nothing_and_a_broken_one_say_so(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        reading(content)


def test_too_many_and_too_large_pictures_are_refused_before_they_are_opened() -> None:
    with pytest.raises(UnreadableError, match="has 3 pages, 2 at most"):
        reading(scans.saved(sow(), "TIFF", sow(), sow()), Limits(scanned_pages=2))
    with pytest.raises(UnreadableError, match="more than 1 scanned pages"):
        reading(scans.saved(sow(), "PDF", sow()), Limits(scanned_pages=1))
    with pytest.raises(UnreadableError, match="far larger than a photographed page"):
        reading(scans.saved(Image.new("1", (9_000, 9_000), 1)))
