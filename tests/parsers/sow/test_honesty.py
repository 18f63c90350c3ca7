"""Whatever the document: every quote stands where it is said to stand, and reading time grows with length alone."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.contract import Document, Limits, Source, UnreadableError, misquoted
from parsers.formats import read
from parsers.sow.read import kind_of, read_sow
from tests.parsers.sow.papers import paper

CORPUS = Path(os.environ.get("DESK_CORPUS", Path(__file__).parents[4] / "shared" / "corpus")) / "sow"
PIECES = st.sampled_from(
    [
        "Statement of Work",
        "# Deliverables",
        "- Design (Week 3)",
        "Client: Acme, Inc.",
        "Agency: [NAME]",
        "Start Date: 03/04/2026",
        "End Date: May 4, 2026",
        "| Role | Hours | Rate |\n|---|---|---|\n| Dev | 40 | $90 |",
        "Total Fee: $30,000",
        "By: /s/ Jane Doe",
        "By: ________  Name: Jane Doe",
        "Signatures",
        "Milestones",
        "- Beta: Jan 25",
        "six (6) weeks from the Effective Date",
        "DocuSigned by:",
        "Certificate of Completion\nStatus: Completed",
        '"Acme" (the "Client")',
        "50% upon signing",
        "Payment Schedule",
        'between Acme, Inc. (the "Client") and Bee LLC ("Agency")',
        "Warranty: 30 days",
        "Assumptions",
        "Jane Doe, CEO — 2026-01-02",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=40), max_size=25).map("\n".join)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_quote_of_a_generated_document_stands_in_its_place(text: str) -> None:
    document = Document("made.txt", "text/plain", text)
    facts = read_sow(document).facts
    assert misquoted(document, facts.findings()) == []


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_conflicts_quote_what_stands_in_the_document(text: str) -> None:
    try:
        document = paper(text)
    except UnreadableError:
        return
    for conflict in read_sow(document).conflicts:
        assert misquoted(document, conflict.places) == []


def test_every_quote_of_the_corpus_stands_in_its_place() -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus at {CORPUS}; name its folder in DESK_CORPUS")
    for path in sorted(CORPUS.iterdir()):
        if path.suffix in (".pdf", ".docx", ".md", ".txt") and path.name != "README.md":
            document = read(Source(path.name, path.read_bytes()), Limits())
            assert misquoted(document, read_sow(document).facts.findings()) == [], path.name


SHAPES = [
    "\n",
    " ",
    "_",
    "1,",
    "By: ",
    "Ab ",
    "A.",
    '"A" ',
    "Acme, Inc. ",
    "six (6) weeks from ",
    "$1,000 ",
    "1/2/2026 ",
    "Fees\n",
    "- a b\n",
]


@pytest.mark.parametrize("shape", SHAPES, ids=repr)
def test_hostile_repetition_is_read_in_a_moment(shape: str) -> None:
    document = Document("long.txt", "text/plain", shape * (20_000 // len(shape)))
    started = time.process_time()
    read_sow(document)
    kind_of(document)
    assert time.process_time() - started < 2


def test_an_invoice_is_no_sow() -> None:
    assert kind_of(paper("INVOICE 2026-17\n\nHosting March: 85.00 EUR\nPlease pay within 14 days.\n")) == "other"
