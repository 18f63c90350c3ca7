"""Text and Markdown as they show."""

from __future__ import annotations

from parsers.contract import BlockKind, Document, Source
from parsers.formats import read


def reading(text: str) -> Document:
    return read(Source("SOW.md", text.encode()))


def shown(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]


def test_headings_paragraphs_and_items_are_told_apart() -> None:
    document = reading("# SOW\n\nClient\n======\n\nAcme is the client.\n\n- one\n- two\n  goes on\n1. three\n")
    assert shown(document) == [
        ("heading", "SOW"),
        ("heading", "Client"),
        ("paragraph", "Acme is the client."),
        ("item", "- one"),
        ("item", "- two goes on"),
        ("item", "1. three"),
    ]
    assert [block.level for block in document.blocks[:2]] == [1, 1]


def test_emphasis_links_and_escapes_show_as_words() -> None:
    line = r"**Client:** [Acme](https://acme.example) pays *20%* of `X`, snake_case and 2 \* 3 stay"
    assert reading(line).text == "Client: Acme pays 20% of X, snake_case and 2 * 3 stay"


def test_a_pipe_table_is_a_table() -> None:
    document = reading("Fees\n\n| Item | Fee |\n|---|---:|\n| Design | **10** |\n| | 5 |\n\nEnd")
    rows = [[document.text[c.start : c.end] for c in row] for row in document.tables[0].rows]
    assert rows == [["Item", "Fee"], ["Design", "10"], ["", "5"]]
    assert document.text.endswith("\nEnd")


def test_lines_wrapped_at_the_width_are_joined_and_labelled_lines_are_not() -> None:
    text = "The agency designs and builds the new shop of the client and\nhosts it.\nClient: Acme\nFee: 10\n"
    assert reading(text).text == (
        "The agency designs and builds the new shop of the client and hosts it.\nClient: Acme\nFee: 10"
    )


def test_capitals_on_a_line_of_their_own_are_a_heading() -> None:
    assert reading("EXHIBIT A\n\nThe services.").blocks[0].kind is BlockKind.HEADING


def test_text_in_other_encodings_is_decoded() -> None:
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        assert read(Source("a.txt", "Fee: €10 for Zoë".encode(encoding))).text == "Fee: €10 for Zoë"


def test_marks_that_do_not_show_are_gone() -> None:
    assert reading("Ac\u200bme \u202eLtd\u202c costs\u00ad 5").text == "Acme Ltd costs 5"
