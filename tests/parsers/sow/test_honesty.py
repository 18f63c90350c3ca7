"""Whatever the document: every quote stands where it is said to stand, and reading time grows with length alone."""

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.contract import Document, Limits, Source, UnreadableError, misquoted
from parsers.formats import read
from parsers.sow.read import kind_of, read_sow
from tests.parsers.sow.papers import paper
from tests.samples.dressing import as_docx
from tests.steps import steps

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


SAMPLES = Path(__file__).parents[2] / "samples" / "sows"
OWN = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".md", ".txt") and path.stem != "README")


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_every_quote_of_our_own_papers_stands_in_its_place_in_each_format(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name, content in ((path.name, text.encode()), ("a.docx", as_docx(text))):
        document = read(Source(name, content), Limits())
        parsed = read_sow(document)
        assert misquoted(document, parsed.facts.findings()) == []
        assert misquoted(document, [place for one in parsed.conflicts for place in one.places]) == []


@given(st.sampled_from(OWN), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_every_quote_of_a_mangled_paper_stands_in_its_place(path: Path, chance: Random) -> None:
    """Lines are dropped, doubled, swapped, cut and joined, as conversions and copying do."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for _ in range(chance.randrange(1, 12)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[at : at + 1] = chance.choice(
            [[], [lines[at]] * 2, [lines[other]], [lines[at][: len(lines[at]) // 2]], [lines[at] + " " + lines[other]]]
        ) or [""]
    try:
        document = paper("\n".join(lines), path.name)
    except UnreadableError:  # nothing is left of it
        return
    assert misquoted(document, read_sow(document).facts.findings()) == []


SHAPES = [
    "\n", " ", "_", "1,", "By: ", "Ab ", "A.", '"A" ', "Acme, Inc. ", "six (6) weeks from ", "$1,000 ", "1/2/2026 ",
    "Fees\n", "- a b\n", "1. Fees. ", "(a) x; (b) y; ", "50% on signing, ", "Deliverable: x ",
    "2 May 2026 to 3 May 2026 ",
    "A will provide and ", "Total fee: $5\n", "Client: Acme\n", "Phase 1: x (4 weeks)\n", '(the "A") ', "**A.** ",
    "1. A B C D ", "Dear A\n",
]  # fmt: skip
TABLES = ["| Milestone | Due | Amount |\n|---|---|---|\n", "| Role | Hours | Rate |\n|---|---|---|\n"]


@pytest.mark.parametrize("shape", SHAPES, ids=repr)
def test_twice_the_text_is_at_most_little_more_than_twice_the_work(shape: str) -> None:
    size = 4_000
    once, twice = (Document("a.txt", "text/plain", (shape * size)[:length]) for length in (size, 2 * size))
    assert steps(_read, twice) <= 2.5 * steps(_read, once) + 2_000


@pytest.mark.parametrize("head", TABLES, ids=("milestones", "effort"))
def test_twice_the_rows_are_at_most_little_more_than_twice_the_work(head: str) -> None:
    once, twice = (paper(head + "| Design | 3 | 5 |\n" * rows, "a.md") for rows in (60, 120))
    assert steps(_read, twice) <= 2.5 * steps(_read, once) + 2_000


def _read(document: Document) -> None:
    read_sow(document)
    kind_of(document)


def test_an_invoice_is_no_sow() -> None:
    assert kind_of(paper("INVOICE 2026-17\n\nHosting March: 85.00 EUR\nPlease pay within 14 days.\n")) == "other"
