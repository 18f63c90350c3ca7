"""A file becomes a reading: facts, or one sentence; and the agent lives on whatever the file does."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import parsers
from agent.reading import Reader, Reading, job, ocr_job
from agent.reading.reader import reading_of
from agent.reading.sandbox import Ended, Outcome
from config.settings import Limits
from parsers.contract import Source, misquoted
from parsers.formats import read
from parsers.sow.facts import Doubt, Signed
from tests.files import bad
from tests.files.excel import c, row, xlsx
from tests.files.pdf import Page, pdf
from tests.files.sealed import flipped, sealed
from tests.files.word import docx, p, tbl
from tests.samples.signatures.cryptographic import AGENCY, CLIENT, blank
from tests.samples.signatures.drawn import labelled
from tests.samples.signatures.pens import scribble, signature

_SOW = (
    p("Statement of Work")
    + p("Client: Acme Ltd")
    + p("Effective Date: 12 January 2026")
    + tbl(["Role", "Hours"], ["Designer", "40"])
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(Limits()) as running:
        yield running


def test_a_word_file_is_read_with_facts_that_quote_it(reader: Reader) -> None:
    reading = reader.read("SOW.docx", docx(_SOW))
    document = read(Source("SOW.docx", docx(_SOW)))
    assert (reading.error, reading.kind, reading.text_length) == (None, "sow", len(document.text))
    assert reading.parsed is not None
    assert reading.parsed.facts.client is not None
    assert reading.parsed.facts.client.value == "Acme Ltd"
    assert misquoted(document, reading.parsed.facts.findings()) == []


def test_a_pdf_is_read_and_its_type_told(reader: Reader) -> None:
    reading = reader.read("SOW.docx", pdf(Page().text(72, 700, "Statement of Work")))
    assert (reading.error, reading.media_type) == (None, "application/pdf")


def test_workbooks_and_web_pages_are_read_in_the_child_too(reader: Reader) -> None:
    page = "<html><head><meta charset=windows-1251></head><body><p>Договор</p></body></html>".encode("cp1251")
    for content in (xlsx({"Effort": row(1, c("A1", "46034"))}), page):
        reading = reader.read("SOW", content)
        assert (reading.error, reading.died) == (None, False)


def test_a_refused_file_is_a_sentence_and_no_death(reader: Reader) -> None:
    reading = reader.read("SOW.docx", bad.ole("EncryptedPackage"))
    assert reading.error is not None
    assert "password" in reading.error
    assert (reading.died, reading.parsed) == (False, None)


def test_macros_are_told_and_the_words_beside_them_read(reader: Reader) -> None:
    reading = reader.read("SOW.docm", bad.macros())
    assert (reading.error, reading.flags) == (None, frozenset({"macros"}))


def test_a_pdf_that_unpacks_to_1600_mb_is_stopped_and_the_next_file_is_read(reader: Reader) -> None:
    bomb = bad.flate_bomb()
    assert len(bomb) < 20_000
    reading = reader.read("SOW.pdf", bomb)
    assert reading.died
    assert reader.read("SOW.docx", docx(_SOW)).error is None


def test_a_file_over_the_limit_never_reaches_the_child(reader: Reader) -> None:
    small = Reader(Limits(file_bytes=1_000))
    reading = small.read("SOW.pdf", b"%PDF-" + b" " * 2_000_000)
    assert reading.error == "SOW.pdf is 2 MB, and 0.001 MB is the most; send a smaller file."


def test_an_answer_that_is_no_reading_counts_as_a_death() -> None:
    for output in (b"", b"[]", b'{"kind": "project"}', b'{"flags": [1]}', b'{"flags": [], "parsed": {}}', b"\xff"):
        reading = reading_of("SOW.pdf", Outcome(Ended.WELL, output))
        assert reading.died, output
        assert reading.error is not None


@pytest.mark.parametrize("ended", [Ended.MEMORY, Ended.TIME, Ended.FAILED, Ended.CRASHED])
def test_every_way_to_die_has_its_sentence(ended: Ended) -> None:
    reading = reading_of("SOW.pdf", Outcome(ended, detail="why"))
    assert reading == Reading("SOW.pdf", error=reading.error, died=True, detail="why")
    assert reading.error is not None
    assert reading.error.startswith("SOW.pdf ")


def test_two_hundred_files_keep_the_memory_of_both_processes_flat(reader: Reader) -> None:
    files = [docx(_SOW + p("word " * 1_000)), pdf(Page().lines(72, 700, *["line"] * 40)), b"# SOW\n" * 500]
    for number in range(30):
        reader.read("SOW", files[number % 3])
    before = resident(reader)
    for number in range(200):
        assert reader.read("SOW", files[number % 3]).error is None
    grown = [after - start for after, start in zip(resident(reader), before, strict=True)]
    assert max(grown) < 6_000, f"kB grown: {grown}"


def test_digital_signatures_are_checked_in_a_confined_child_of_their_own(reader: Reader) -> None:
    whole = sealed(blank(), CLIENT, AGENCY)
    assert _signed(reader, whole) == (Signed.SIGNED, [])
    assert _signed(reader, flipped(whole, b"48,000")) == (Signed.UNSIGNED, [Doubt.BROKEN])


def _signed(reader: Reader, content: bytes) -> tuple[Signed, list[Doubt]]:
    reading = reader.read("SOW.pdf", content)
    assert reading.parsed is not None
    return reading.parsed.facts.signed, [doubt.value for doubt in reading.parsed.facts.doubts]


def test_ink_is_seen_in_the_confined_child(reader: Reader) -> None:
    assert _signed(reader, pdf(labelled(signature, scribble))) == (Signed.SIGNED, [])


def test_all_that_readers_import_late_is_loaded_before_the_child_is_confined() -> None:
    job.warm()
    for library in (*ocr_job.LIBRARIES, "tesserocr"):
        importlib.import_module(library)
    folders = [Path(parsers.__path__[0]).parent / package.replace(".", "/") for package in job.PACKAGES]
    late = {name for folder in folders for path in folder.rglob("*.py") for name in imports_inside_functions(path)}
    assert {name for name in late if name not in sys.modules} == set()


def imports_inside_functions(path: Path) -> set[str]:
    found: set[str] = set()
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import):
                    found |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    found.add(node.module)
    return found


def resident(reader: Reader) -> list[int]:
    numbers = ["self", str(reader.process_id)]
    texts = [Path(f"/proc/{number}/status").read_text() for number in numbers]
    return [int(next(line for line in text.splitlines() if line.startswith("VmRSS")).split()[1]) for text in texts]
