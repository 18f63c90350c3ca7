"""Pdf text in the order a person reads it, with tables and pages."""

from __future__ import annotations

from parsers.contract import BlockKind, Document, Source
from parsers.formats import read
from tests.files.pdf import Page, pdf

LONG = "The agency designs and builds the whole new shop of the client and hosts every part of it, the old"


def reading(*pages: Page, **more: str) -> Document:
    return read(Source("SOW.pdf", pdf(*pages, **more)))  # type: ignore[arg-type]


def grid(document: Document, table: int = 0) -> list[list[str]]:
    return [[document.text[c.start : c.end] for c in row] for row in document.tables[table].rows]


def ruled() -> Page:
    page = Page().text(72, 720, "Fees").grid([72, 200, 300], [700, 680, 640, 620])
    page.text(76, 686, "Item").text(204, 686, "Fee")
    page.lines(76, 667, "Design of the complete", "new site").text(204, 667, "EUR 100")
    return page.text(76, 626, "Total").text(204, 626, "EUR 100").text(72, 600, "Payable at once.")


def test_lines_broken_by_the_width_are_one_paragraph_and_short_lines_are_not() -> None:
    page = Page().lines(72, 700, LONG, "of it.", "Client: Acme", "Fee: 10", "Acme Ltd", "Beta Ltd")
    assert reading(page).text == f"{LONG} of it.\nClient: Acme\nFee: 10\nAcme Ltd\nBeta Ltd"


def test_every_block_knows_its_page() -> None:
    document = reading(Page().text(72, 700, "First"), Page().text(72, 700, "Second"))
    assert [(b.page, document.text[b.start : b.end]) for b in document.blocks] == [(1, "First"), (2, "Second")]
    assert document.pages == 2


def test_a_ruled_table_is_rebuilt_with_its_wrapped_cells() -> None:
    document = reading(ruled())
    assert grid(document) == [["Item", "Fee"], ["Design of the complete new site", "EUR 100"], ["Total", "EUR 100"]]
    assert document.tables[0].title == "Fees"
    assert document.text.startswith("Fees\nItem\tFee\n")
    assert document.text.endswith("\nPayable at once.")


def test_a_cell_without_a_line_to_its_neighbour_is_one_with_it() -> None:
    page = (
        Page().grid([72, 200, 300], [700, 680]).rule(72, 660, 300, 660).rule(72, 680, 72, 660).rule(300, 680, 300, 660)
    )
    page.text(76, 686, "a").text(204, 686, "b").text(76, 666, "both")
    assert grid(reading(page)) == [["a", "b"], ["both", "both"]]


def test_a_box_drawn_as_rectangles_is_a_table_too() -> None:
    page = Page().text(76, 686, "a").text(204, 686, "b")
    page.drawn += ["72 680 128 20 re S", "200 680 100 20 re S"]
    assert grid(reading(page)) == [["a", "b"]]


def test_a_running_head_is_said_once_whatever_its_page_number() -> None:
    pages = [Page().text(72, 770, "Acme SOW 7").text(300, 20, f"Page {n} of 4") for n in range(1, 5)]
    for number, page in zip((1, 5, 2, 7), pages, strict=True):
        page.text(72, 400, f"Phase {number}")
    document = reading(*pages)
    assert document.text.count("Acme SOW 7") == 1
    assert document.text.count("of 4") == 1
    assert "Phase 1\n" in document.text
    assert "Phase 5\nPhase 2\n" in document.text


def test_a_bigger_or_bold_line_is_a_heading() -> None:
    page = Page().text(72, 740, "Statement of Work", 20).text(72, 700, "Scope", bold=True)
    page.lines(72, 680, LONG, "of it.")
    assert [b.kind for b in reading(page).blocks] == [BlockKind.HEADING, BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_watermark_across_the_page_is_no_text() -> None:
    page = Page().text(72, 700, "Statement of Work")
    page.drawn.append("BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 200 Tm (DRAFT) Tj ET")
    assert reading(page).text == "Statement of Work"


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    page = Page()
    page.drawn += [
        f"BT /F1 10 Tf 0 1 -1 0 {100 + 20 * n} 72 Tm ({words}) Tj ET" for n, words in enumerate(("One.", "Two."))
    ]
    assert reading(page, page_extra="/Rotate 90").text == "One.\nTwo."


def test_a_signature_field_is_flagged() -> None:
    form = "/AcroForm << /Fields [7 0 R] /SigFlags 3 >>"
    field = "<< /FT /Sig /T (s) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 5 0 R >>"
    content = pdf(Page().text(72, 700, "Statement of Work"), catalog=form, extra=(field,), page_extra="/Annots [7 0 R]")
    assert read(Source("SOW.pdf", content)).flags == {"signature field"}


def test_a_number_broken_at_its_hyphen_is_whole_again() -> None:
    page = Page().lines(72, 700, "This statement of work has the number SOW-2027-", "014 and replaces the one before.")
    assert "SOW-2027-014" in reading(page).text


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = ["The first column is prose set in lines of", "nearly equal length, as columns of prose are,"] * 4
    right = ["and the second column goes on where it is", "left, so that nobody reads across the gutter"] * 4
    page = Page().text(72, 740, "Terms and conditions of all the services that are named in this statement of work")
    page.lines(72, 700, *left).lines(320, 700, *right).text(72, 500, "After both columns.")
    text = reading(page).text
    assert text.index("nearly equal") < text.index("second column") < text.index("After both")
    assert text.count("prose set in lines of nearly equal length") == 4


def test_a_table_without_lines_is_known_by_its_columns() -> None:
    page = Page().text(72, 730, "Effort")
    page.lines(72, 700, "Role", "Designer", "Lead").lines(250, 700, "Hours", "40", "8", "or so")
    page.lines(350, 700, "Rate", "EUR 95", "EUR 120")
    page.text(72, 620, "Rates hold for a year.")
    document = reading(page)
    assert grid(document) == [["Role", "Hours", "Rate"], ["Designer", "40", "EUR 95"], ["Lead", "8 or so", "EUR 120"]]
    assert document.text.endswith("\nRates hold for a year.")


def test_signatures_side_by_side_are_the_columns_of_a_table() -> None:
    page = Page().lines(72, 700, "Acme Ltd", "By: /s/ Ann Ash", "Date: 1 May 2026")
    page.lines(330, 700, "Studio Inc", "By: /s/ Bo Birch", "Date: 2 May 2026")
    assert grid(reading(page)) == [
        ["Acme Ltd", "Studio Inc"],
        ["By: /s/ Ann Ash", "By: /s/ Bo Birch"],
        ["Date: 1 May 2026", "Date: 2 May 2026"],
    ]


def test_text_that_runs_over_its_cell_stays_in_its_cell() -> None:
    page = Page().grid([72, 150, 300], [700, 680])
    page.text(76, 686, "Design of a whole shop").text(154, 686, "EUR 100")
    assert grid(reading(page)) == [["Design of a whole shop", "EUR 100"]]


def _field(more: str) -> str:
    return f"<< /Type /Annot /Rect [150 495 400 515] /P 5 0 R /F 4 {more} >>"


def test_what_was_typed_into_a_form_field_is_read_where_the_field_is() -> None:
    page = Page().text(72, 500, "Client:").text(72, 480, "The end.")
    field = _field("/Subtype /Widget /FT /Tx /T (client) /V (Acme Ltd)")
    form = {"catalog": "/AcroForm << /Fields [7 0 R] /NeedAppearances true >>", "page_extra": "/Annots [7 0 R]"}
    document = read(Source("SOW.pdf", pdf(page, extra=(field,), **form)))
    assert document.text.split() == ["Client:", "Acme", "Ltd", "The", "end."]


def test_a_field_that_shows_its_value_is_read_once() -> None:
    drawn = "/Tx BMC BT /F1 10 Tf 2 5 Td (Acme Ltd) Tj ET EMC"
    look = f"<< /Subtype /Form /BBox [0 0 250 20] /Resources << /Font << /F1 3 0 R >> >> /Length {len(drawn)} >>"
    field = _field("/Subtype /Widget /FT /Tx /T (client) /V (Acme Ltd) /AP << /N 8 0 R >>")
    form = {"catalog": "/AcroForm << /Fields [7 0 R] >>", "page_extra": "/Annots [7 0 R]"}
    page = pdf(Page().text(72, 500, "Client:"), extra=(field, f"{look}\nstream\n{drawn}\nendstream"), **form)
    assert read(Source("SOW.pdf", page)).text.split() == ["Client:", "Acme", "Ltd"]


def test_a_note_that_a_signer_typed_on_the_page_is_read() -> None:
    page = Page().text(72, 500, "Name:")
    note = _field("/Subtype /FreeText /Contents (Ana Client) /DA (/Helv 10 Tf)")
    document = read(Source("SOW.pdf", pdf(page, extra=(note,), page_extra="/Annots [7 0 R]")))
    assert document.text.split() == ["Name:", "Ana", "Client"]


def test_a_text_layer_of_garbage_is_not_taken_for_text() -> None:
    coded = ["6WDWHPHQW RI:RUN EHWZHHQ$FPH 5HWDLO/WG DQG1RUWKZLQG 6WXGLR*PEK XQGHUWKHLU PDVWHU$JUHHPHQW"] * 5
    document = reading(Page().lines(72, 700, *coded), Page().text(72, 700, "Statement of Work"))
    assert (document.text, document.flags) == ("Statement of Work", frozenset({"unread pages"}))


def test_codes_and_short_words_are_no_garbage() -> None:
    codes = ["PRJ-2027-014 RFC SLA SMTP VPN 12.5% EUR/USD B2B GmbH Pty Ltd Nr. vs. https://x.example/y?z=1"] * 6
    assert reading(Page().lines(72, 700, *codes)).flags == frozenset()
