"""Whatever a document holds, its spans are right: ordered, apart, and every cell's text where the cell says."""

from __future__ import annotations

from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.contract import Document, Source, UnreadableError
from parsers.formats import read
from tests.files.pdf import Page, pdf
from tests.files.word import docx, p, tbl, tc

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)
_LATIN = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30)
_CELL = _WORDS.map(lambda text: p(escape(text)))
_TABLE = st.recursive(
    _CELL,
    lambda cell: st.lists(st.lists(cell.map(tc), min_size=1, max_size=3), min_size=1, max_size=3).map(
        lambda rows: tbl(*rows) + "<w:p/>"
    ),
    max_leaves=12,
)
_PLACED = st.tuples(st.integers(20, 580), st.integers(20, 780), _LATIN, st.integers(5, 30))


def check(document: Document) -> None:
    assert document.text == document.text.strip() or document.tables
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end
        place = document.place(block.start, block.end)
        assert (place.page, place.cell) == (block.page, block.cell)
    for table in document.tables:
        width = {len(row) for row in table.rows}
        assert len(width) <= 1
        assert all(0 <= cell.start <= cell.end <= len(document.text) for row in table.rows for cell in row)


def check_unless_empty(source: Source) -> None:
    try:
        document = read(source)
    except UnreadableError as error:
        if "no text" not in error.reason and "is empty" not in error.reason:
            raise
    else:
        check(document)


def cells(document: Document) -> list[list[list[str]]]:
    return [[[document.text[c.start : c.end] for c in row] for row in table.rows] for table in document.tables]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_TABLE, min_size=1, max_size=4))
def test_spans_of_a_word_file_hold(parts: list[str]) -> None:
    check_unless_empty(Source("a.docx", docx("".join(parts))))


@settings(max_examples=60, deadline=None)
@given(st.lists(_PLACED, min_size=1, max_size=25), st.booleans())
def test_spans_of_a_pdf_hold(words: list[tuple[int, int, str, int]], ruled: bool) -> None:
    page = Page()
    for x, y, text, size in words:
        page.text(x, y, text, size)
    if ruled:
        page.grid([50, 200, 400, 560], [700, 600, 450, 300])
    check_unless_empty(Source("a.pdf", pdf(page)))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["# a", "| a | b |", "|---|---|", "- x", "", "words **b**", "===", "1. y", "> q"])))
def test_spans_of_markdown_hold(lines: list[str]) -> None:
    check_unless_empty(Source("a.md", "\n".join(lines).encode()))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.text("ab c", max_size=6), min_size=2, max_size=2), min_size=1, max_size=5))
def test_every_cell_of_a_word_table_holds_its_own_text(rows: list[list[str]]) -> None:
    document = read(Source("a.docx", docx(p("x") + tbl(*rows))))
    assert cells(document) == [[[text.strip() for text in row] for row in rows]]
