"""The kind of a file by its bytes."""

from __future__ import annotations

import pytest

from parsers.formats.sniff import Kind, kind_of
from tests.files import bad
from tests.files.pdf import Page, pdf
from tests.files.word import docx, p, packed


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", Kind.EMPTY),
        (docx(p("a")), Kind.DOCX),
        (bad.macros(), Kind.DOCM),
        (packed({"xl/workbook.xml": ""}), Kind.XLSX),
        (packed({"a.txt": "a"}), Kind.ZIP),
        (docx(p("a"))[:-30], Kind.DOCX),
        (pdf(Page()), Kind.PDF),
        (b"\r\n%PDF-1.4", Kind.PDF),
        (bad.ole("WordDocument"), Kind.DOC),
        (bad.ole("Workbook"), Kind.XLS),
        (bad.ole("EncryptedPackage"), Kind.LOCKED_OFFICE),
        (bad.ole("__substg1.0_0037001F"), Kind.MSG),
        (bad.OLE, Kind.OLE),
        (b"{\\rtf1 x}", Kind.RTF),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG),
        (b"\xff\xd8\xff\xe0", Kind.JPEG),
        (b"<!DOCTYPE html><html><body>x", Kind.HTML),
        (b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nHi", Kind.EML),
        (b"Date: 1 May\nClient: Acme\n", Kind.TEXT),
        (b"# A heading", Kind.TEXT),
        ("Fee €10".encode("utf-16"), Kind.TEXT),
        (bytes(range(256)), Kind.UNKNOWN),
    ],
)
def test_each_kind_is_known_by_its_bytes(content: bytes, kind: Kind) -> None:
    assert kind_of(content) is kind


def test_an_opendocument_text_is_known_by_its_first_entry() -> None:
    assert kind_of(packed({"mimetype": Kind.ODT.value, "content.xml": ""})) in (Kind.ODT, Kind.ZIP)
