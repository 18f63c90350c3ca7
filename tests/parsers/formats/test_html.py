"""Web pages as a browser shows them."""

from __future__ import annotations

from parsers.contract import Document, Source
from parsers.formats import read


def reading(body: str) -> Document:
    return read(Source("SOW.html", f"<html><head><title>t</title></head><body>{body}</body></html>".encode()))


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_headings_paragraphs_and_lists_are_told_apart() -> None:
    document = reading("<h2>SOW</h2><p>One\n  <b>bold</b>\nword.<br>Next</p><ul><li>a<li>b</ul><ol start=3><li>c</ol>x")
    assert shown(document) == [
        ("heading", "SOW"),
        ("paragraph", "One bold word.\nNext"),
        ("item", "• a"),
        ("item", "• b"),
        ("item", "3. c"),
        ("paragraph", "x"),
    ]


def test_a_table_keeps_cells_that_span_rows_and_columns() -> None:
    rows = "<tr><th rowspan=2>Phase<th>Fee</tr><tr><td>10</tr><tr><td colspan=2>Total 10</tr>"
    document = reading(f"<p>Fees</p><table>{rows}</table>")
    cells = [[document.text[c.start : c.end] for c in row] for row in document.tables[0].rows]
    assert cells == [["Phase", "Fee"], ["Phase", "10"], ["Total 10", "Total 10"]]
    assert document.tables[0].title == "Fees"


def test_what_a_browser_hides_is_left_out_and_flagged() -> None:
    document = reading("<p>Fee 10</p><p style='display: none'>Fee 90</p><script>x</script>")
    assert document.text == "Fee 10"
    assert "hidden text" in document.flags


def test_a_page_in_another_encoding_is_decoded_as_it_says() -> None:
    page = "<html><head><meta charset=windows-1251></head><body><p>Договор № 10</p></body></html>"
    assert read(Source("a.html", page.encode("cp1251"))).text == "Договор № 10"
