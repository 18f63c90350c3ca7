"""The documents a reading is measured on: the real corpus, and our own invented papers in several formats."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.readings.sameness import Json
from tests.samples.dressing import as_docx, as_pdf

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "samples" / "sows"
_NOT_PAPERS = (".json", ".tsv")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as bytes, with what a careful reader finds in it."""

    name: str
    content: bytes
    expected: dict[str, Json]


def corpus() -> Path:
    """Return the folder of the real documents, by `DESK_CORPUS` or beside the checkout."""
    return Path(os.environ.get("DESK_CORPUS", ROOT.parent / "shared" / "corpus")) / "sow"


def half_of(slug: str) -> str:
    """Return the half a document is in, by a hash of its name without its ending."""
    return "tune" if hashlib.sha256(slug.encode()).digest()[0] % 2 == 0 else "held"


def papers(folder: Path, half: str | None) -> Iterator[Paper]:
    """Yield each document of a folder that has expected facts, every format of it on its own."""
    for path in sorted(folder.iterdir()):
        expected = path.with_suffix(".json")
        if path.suffix in _NOT_PAPERS or path.name.startswith(("README", ".")) or not expected.exists():
            continue
        if half is None or half_of(path.stem) == half:
            yield Paper(path.name, path.read_bytes(), json.loads(expected.read_text(encoding="utf-8")))


def dressed(folder: Path, half: str | None, pdf: bool) -> Iterator[Paper]:
    """Yield our own papers as they stand, as Word files and, where asked for, as the pdf files of those."""
    plain = list(papers(folder, half))
    yield from plain
    words = [Paper(f"{one.name}.docx", as_docx(one.content.decode()), one.expected) for one in plain]
    yield from words
    if pdf:
        made = as_pdf({one.name: one.content for one in words})
        yield from (Paper(f"{one.name}.pdf", made[one.name], one.expected) for one in words)
