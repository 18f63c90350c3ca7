"""Files that cannot be read: one clear sentence each, and no memory spent on finding out."""

from __future__ import annotations

import pytest

from parsers.contract import Limits, Source, UnreadableError
from parsers.formats import read
from tests.files import bad
from tests.files.pdf import Page, pdf
from tests.files.word import docx, p, packed, tbl

_USUAL = Limits()


def refusal(content: bytes, limits: Limits = _USUAL, name: str = "SOW.docx") -> str:
    with pytest.raises(UnreadableError) as caught:
        read(Source(name, content), limits)
    sentence = caught.value.reason
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0, "one sentence"
    return sentence


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b" \r\n\t "])
def test_an_empty_file_is_said_to_be_empty(content: bytes) -> None:
    assert "is empty" in refusal(content)


def test_a_word_file_without_words_is_said_to_hold_no_text() -> None:
    assert "holds no text" in refusal(docx("<w:p/>"))


def test_a_pdf_with_a_password_is_named_as_such() -> None:
    locked = pdf(Page().text(72, 700, "Statement of Work"), password="secret")
    assert "protected by a password" in refusal(locked, name="SOW.pdf")


def test_a_word_file_with_a_password_is_named_as_such() -> None:
    assert "protected by a password" in refusal(bad.ole("EncryptedPackage"))


def test_the_old_word_format_is_asked_for_as_docx() -> None:
    assert "old Word format" in refusal(bad.ole("WordDocument"), name="SOW.doc")


def test_a_scan_that_cannot_be_read_here_says_what_to_install() -> None:
    assert "is a scan, and reading scans needs tesseract-ocr-eng" in refusal(bad.scanned_pdf(), name="SOW.pdf")


@pytest.mark.parametrize("sign", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"])
def test_a_picture_that_cannot_be_read_here_says_what_to_install(sign: bytes) -> None:
    assert "is a picture, and reading pictures needs" in refusal(sign + b"\x00" * 100, name="SOW.pdf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 20, "HEIC"),
        (b"Rar!\x1a\x07\x00 x", "packed archive"),
        (b"MZ\x90\x00\x03", "is a program"),
        (bad.ole("PowerPoint Document"), "is a presentation"),
        (packed({"Index/Document.iwa": "x"}), "Apple Pages"),
        (packed({"notes.txt": "x"}), "zip archive"),
        (b"{\\rtf1 x}", "needs LibreOffice"),
    ],
)
def test_what_cannot_be_read_says_what_it_is_and_what_to_send(content: bytes, words: str) -> None:
    assert words in refusal(content)


def test_a_file_over_the_size_limit_says_both_sizes() -> None:
    assert "3 MB, and 2 MB is the most" in refusal(b"%PDF-1.4" + b" x" * 1_500_000, Limits(bytes=2_000_000))


def test_a_cut_off_word_file_is_damaged() -> None:
    assert "damaged" in refusal(docx(p("Statement of Work"))[:-60])


def test_a_cut_off_pdf_is_damaged() -> None:
    assert "damaged" in refusal(b"%PDF-1.7\n" + b"\x01\x02" * 500, name="SOW.pdf")


def test_broken_xml_is_damaged() -> None:
    assert "damaged" in refusal(docx("<w:p><w:r>"))


def test_an_entry_with_a_wrong_checksum_is_damaged() -> None:
    whole = bytearray(docx(p("Statement of Work " * 40)))
    at = whole.index(b"word/document.xml") + 40
    whole[at] ^= 0xFF
    assert "damaged" in refusal(bytes(whole))


def test_twenty_million_empty_paragraphs_are_refused_unopened() -> None:
    bomb = bad.empty_paragraphs()
    assert len(bomb) < 300_000
    assert "unpacks to far more" in refusal(bomb)


def test_too_many_paragraphs_are_refused_before_a_tree_is_built() -> None:
    assert "more than 100 paragraphs" in refusal(docx(p("x") * 3_000), Limits(paragraphs=100))


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    assert "damaged" in refusal(bad.lying_size(), Limits(unpacked_bytes=1_000_000))


def test_too_many_parts_are_refused() -> None:
    assert "2,501 parts inside" in refusal(bad.many_entries(2_500))


def test_a_doctype_is_refused_and_no_entity_read() -> None:
    assert "DOCTYPE" in refusal(bad.doctype())


def test_deep_nesting_is_refused() -> None:
    assert "nested too deeply" in refusal(bad.nested(300))


def test_too_many_cells_are_refused() -> None:
    assert "more than 10 table cells" in refusal(docx(tbl(*[["a", "b"]] * 6)), Limits(cells=10))


def test_too_many_pages_are_refused() -> None:
    pages = [Page().text(72, 700, "page") for _ in range(5)]
    assert "has 5 pages, 4 at most" in refusal(pdf(*pages), Limits(pages=4), name="SOW.pdf")


def test_too_much_text_is_refused() -> None:
    assert "more than 1,000 characters" in refusal(docx(p("word " * 500)), Limits(text_chars=1_000))


def test_content_wins_over_the_name() -> None:
    document = read(Source("SOW.docx", pdf(Page().text(72, 700, "Statement of Work"))))
    assert document.media_type == "application/pdf"
    assert document.text == "Statement of Work"
