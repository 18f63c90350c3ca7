"""How fast files of each kind become documents, beside the libraries one would take instead, in one run, interleaved.

Run: python -m benchmarks.formats [--json FILE] [--rounds N]. Ratios are what to quote: a shared machine's seconds vary.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

from agent.reading import Reader
from benchmarks.formats.peers import openpyxl_read_only, pdfplumber, python_docx
from config.settings import Limits
from parsers.contract import Source
from parsers.formats import read
from parsers.formats.ocr import Eye, Tesseract, tessdata
from parsers.sow.read import read_sow
from tests.files import scans
from tests.samples.sow import part_signed_sow, signed_sow

CORPUS = Path(os.environ.get("DESK_CORPUS", "../shared/corpus")) / "sow"
SCALARS = ("client", "agency", "reference", "effective_date", "start_date", "end_date", "fee_total")
Work = Callable[[bytes], object]


def ours(content: bytes) -> object:
    """Read a file as the desk does."""
    return read(Source("file", content))


def workbook(rows: int = 2_000) -> bytes:
    """Return a price sheet as an agency keeps it: roles, dates, hours, money."""
    from datetime import date, timedelta

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number in range(rows):
        day = date(2026, 1, 5) + timedelta(days=number % 300)
        sheet.append([f"Task {number}", "Designer", day, number % 40 + 0.5, 95, "EUR", "in scope", number])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def beside(one: Work, other: Work, files: Iterable[bytes], rounds: int) -> dict[str, float]:
    """Return how many times faster `one` is than `other` over the files, and its files per second."""
    batch = list(files)
    spent: dict[Work, list[float]] = {one: [], other: []}
    for _ in range(rounds):
        for work in (one, other):
            start = time.process_time()
            for content in batch:
                work(content)
            spent[work].append(time.process_time() - start)
    pairs = [theirs / mine for mine, theirs in zip(spent[one], spent[other], strict=True)]
    best = min(spent[one])
    return {"ratio": round(statistics.median(pairs), 1), "a second": round(len(batch) / best, 1)}


def papers(pattern: str) -> list[bytes]:
    """Return the corpus' files of one kind."""
    return [path.read_bytes() for path in sorted(CORPUS.glob(pattern))]


def pages_of(files: Iterable[bytes]) -> int:
    """Return how many pages pdf files have together."""
    return sum(read(Source("file", content)).pages or 1 for content in files)


def scanned(content: bytes, dpi: int = 150) -> bytes:
    """Return a pdf as it would come from a scanner: pages of dots, a little askew and grainy."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        pages = [pdf[n].render(scale=dpi / 72, grayscale=True).to_pil() for n in range(len(pdf))]
    spoiled = [scans.skewed(page, 0.8 if number % 2 else -0.6) for number, page in enumerate(pages)]
    buffer = BytesIO()
    spoiled[0].save(buffer, "PDF", save_all=True, append_images=spoiled[1:], resolution=dpi)
    return buffer.getvalue()


def ocr(eye: Eye) -> dict[str, float]:
    """Return seconds of CPU a scanned page, and how many of the facts of the text survive the scanner."""
    files = papers("azure-*.pdf") + papers("cuad-kubient-2.pdf")
    kept = told = pages = 0
    spent = 0.0
    for content in files:
        plain = read_sow(read(Source("a.pdf", content))).facts
        picture = scanned(content)
        start = time.process_time()
        document = read(Source("a.pdf", picture), eye=eye)
        spent += time.process_time() - start
        pages += document.pages or 0
        facts = read_sow(document).facts
        for name in SCALARS:
            held, seen = getattr(plain, name), getattr(facts, name)
            told += held is not None
            kept += held is not None and seen is not None and held.value == seen.value
    return {"seconds a page": round(spent / pages, 2), "pages": pages, "facts kept": kept, "facts told": told}


def command() -> dict[str, float]:
    """Return seconds by the clock that `desk read` takes for one small file, start included, the best of five."""
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(signed_sow())
        file.flush()
        desk = [sys.executable, "-m", "agent.cli", "read", file.name, "--json"]
        taken = [_clocked(lambda: subprocess.run(desk, check=True, capture_output=True)) for _ in range(5)]
    return {"seconds": round(min(taken), 2)}


def many(count: int = 500) -> dict[str, float]:
    """Return how `count` files in one reader go: files a second by the clock, and kB its process grew by."""
    files = [signed_sow(), part_signed_sow(), *papers("*.docx"), *papers("azure-*.pdf")]
    with Reader(Limits()) as reader:
        for content in files:
            reader.read("file", content)
        first, process = resident(reader), reader.process_id
        taken = _clocked(lambda: [reader.read("file", files[n % len(files)]) for n in range(count)])
        grown = resident(reader) - first
        same = process == reader.process_id
    return {"files a second": round(count / taken, 1), "kB grown": grown, "one process": same}


def resident(reader: Reader) -> int:
    """Return the kB of memory that the reading process holds."""
    lines = Path(f"/proc/{reader.process_id}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def _clocked(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measured(rounds: int) -> dict[str, dict[str, float]]:
    """Return every figure by its name."""
    pdfs = papers("azure-*.pdf") + papers("cuad-kubient-2.pdf")
    pdf = beside(ours, pdfplumber, pdfs, rounds)
    pdf["pages a second"] = round(pdf.pop("a second") * pages_of(pdfs) / len(pdfs), 1)
    result = {
        "docx beside python-docx": beside(ours, python_docx, [*papers("*.docx"), signed_sow()], rounds),
        "pdf beside pdfplumber": pdf,
        "xlsx beside openpyxl read_only": beside(ours, openpyxl_read_only, [workbook()], rounds),
        "desk read, one file": command(),
        "500 files in one call": many(),
    }
    folder = tessdata()
    if folder is not None:
        result["scanned pages by OCR"] = ocr(Tesseract(folder, ("eng",)))
    return result


def main() -> None:
    """Print the table; write json where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if not CORPUS.is_dir():
        sys.exit(f"no sample documents at {CORPUS}; name their folder in DESK_CORPUS")
    result = measured(options.rounds)
    for name, figures in result.items():
        print(f"{name:34}", ", ".join(f"{key} {value:,}" for key, value in figures.items()))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
