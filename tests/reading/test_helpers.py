"""Scans and old office files are read in processes of their own, as confined as the rest."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from agent.reading import Reader
from agent.reading.libreoffice import Converter
from agent.reading.sandbox import Ended
from config.settings import Limits, Reading
from parsers.contract import Certainty, Help
from parsers.formats.ocr import installed, tessdata
from parsers.formats.sniff import Kind
from tests.documents_office import need_office
from tests.files import bad, scans
from tests.files.outlook import attachment, message, msg
from tests.files.word import docx, p, packed

RTF = rb"{\rtf1\ansi Statement of Work\par Client: Acme Ltd\par Effective Date: 12 January 2026\par}"
_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
)


def odt(body: str) -> bytes:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{Kind.ODT.value}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    parts = {"content.xml": _ODT.format(body=body), "META-INF/manifest.xml": manifest}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:  # not deflated: an OpenDocument file says what it is in plain bytes
        for name, text in {"mimetype": Kind.ODT.value, **parts}.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    need_office()
    with Reader(Limits()) as running:
        yield running


@pytest.mark.live
def test_a_scan_is_read_in_its_own_confined_process(reader: Reader) -> None:
    reading = reader.read("SOW.jpg", scans.saved(scans.page(*scans.SOW), "JPEG"))
    assert (reading.error, reading.kind, reading.flags) == (None, "sow", frozenset({"ocr"}))
    assert reading.confidence is not None
    assert reading.confidence > 80
    assert reading.parsed is not None
    assert reading.parsed.facts.start_date is not None
    assert reading.parsed.facts.start_date.place.page == 1
    assert reading.parsed.facts.start_date.certainty is Certainty.STATED


@pytest.mark.live
def test_a_hostile_picture_ends_its_child_and_the_next_page_is_read(reader: Reader) -> None:
    small = Reader(Limits(read_memory_mb=128))
    page = scans.saved(scans.page(*scans.SOW), "TIFF")
    with small:
        assert small.read("SOW.tif", page).died
    assert reader.read("SOW.tif", page).error is None


@pytest.mark.live
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (RTF, Kind.RTF),
        (odt("<text:p>Statement of Work</text:p><text:p>Client: Acme Ltd</text:p>"), Kind.ODT),
    ],
    ids=["rtf", "odt"],
)
def test_what_libreoffice_converts_is_read_with_its_own_type(reader: Reader, content: bytes, kind: Kind) -> None:
    reading = reader.read("SOW.doc", content)
    assert (reading.error, reading.media_type, reading.flags) == (None, kind.value, frozenset({"converted"}))
    assert reading.parsed is not None
    assert reading.parsed.facts.client is not None
    assert reading.parsed.facts.client.value == "Acme Ltd"


@pytest.mark.live
def test_a_file_that_links_to_another_of_this_machine_does_not_get_it(reader: Reader, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Client: Stolen Ltd\n" * 5)
    linked = f'<text:section text:name="x"><text:section-source xlink:href="file://{secret}"/></text:section>'
    converted = Converter(shutil.which("soffice") or "", 30, 10_000_000)
    outcome = converted.convert(Kind.ODT.value, odt(f"<text:p>Hello</text:p>{linked}"), Help.DOCX)
    converted.close()
    assert outcome.ended is Ended.WELL
    assert b"Stolen" not in b"".join(_texts(outcome.output))


@pytest.mark.live
def test_a_file_libreoffice_refuses_is_a_sentence_and_no_death(reader: Reader) -> None:
    reading = reader.read("SOW.doc", bad.ole("WordDocument"))
    assert reading.error == "SOW.doc could not be read; send a copy saved again in Word or printed to pdf."
    assert not reading.died


def test_without_the_helpers_a_clear_sentence_says_what_to_install() -> None:
    with Reader(Limits(), Reading(tessdata="/nowhere", libreoffice="")) as bare:
        scan, old = bare.read("SOW.png", scans.saved(scans.page("x"))), bare.read("SOW.rtf", RTF)
    assert (scan.error, old.error) == (
        "SOW.png is a picture, and reading pictures needs tesseract-ocr-eng installed on this machine; "
        "send the original docx or a pdf with text.",
        "SOW.rtf is rich text (rtf), and reading it needs LibreOffice installed on this machine; "
        "open it and save it as docx or pdf, then send that.",
    )


def test_languages_are_those_whose_files_lie_in_the_folder(tmp_path: Path) -> None:
    for name in ("deu", "eng", "osd"):
        (tmp_path / f"{name}.traineddata").touch()
    assert installed(tmp_path) == ("eng", "deu")
    assert tessdata(str(tmp_path)) == tmp_path
    assert tessdata(str(tmp_path / "none")) is None


def test_the_files_in_a_mail_of_outlook_come_out_of_the_confined_child(reader: Reader) -> None:
    sow = docx(p("Statement of Work"))
    opened = reader.open("mail.msg", msg(message("SOW", "Hello", files=(attachment("SOW.docx", sow),))))
    assert (opened.error, [m.media_type for m in opened.members]) == (None, ["message/rfc822"])
    packed_up = reader.open("SOW.zip", packed({"a.docx": sow, "b.txt": "hello"}))
    assert [(m.name, m.content) for m in packed_up.members] == [("a.docx", sow), ("b.txt", b"hello")]
    assert "damaged" in (reader.open("SOW.zip", b"PK\x03\x04 broken").error or "")


def _texts(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]
