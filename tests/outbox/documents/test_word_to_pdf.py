"""The documents open in LibreOffice and come out as pages a client could be sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from outbox.documents import handoff, kickoff, kickoff_client
from outbox.documents.client_edition import client_edition
from tests.documents_office import pages_of, to_pdf
from tests.outbox.documents import samples as s

pytestmark = pytest.mark.live

PAGES = {
    "usual-kickoff": (2, 5), "usual-client": (2, 3), "usual-handoff": (3, 5),
    "big-kickoff": (8, 16), "big-client": (5, 10), "big-handoff": (8, 16),
    "minimal-kickoff": (1, 2), "minimal-client": (1, 1), "minimal-handoff": (1, 2),
}  # fmt: skip
UNFILLED = ("{{", "}}", "{%", "%}", "{#", "None", "TODO", "Undefined")


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    inputs = {
        "usual": (s.KICKOFF, s.HANDOFF),
        "big": (s.BIG_KICKOFF, s.BIG_HANDOFF),
        "minimal": (s.MINIMAL_KICKOFF, s.MINIMAL_HANDOFF),
    }
    documents = {}
    for size, (start, sold) in inputs.items():
        documents[f"{size}-kickoff"] = kickoff.build(start).content
        documents[f"{size}-client"] = kickoff_client.build(client_edition(start)).content
        documents[f"{size}-handoff"] = handoff.build(sold).content
    folder: Path = tmp_path_factory.mktemp("pdf")
    return {name: pages_of(path) for name, path in to_pdf(documents, folder).items()}


@pytest.mark.parametrize("name", PAGES)
def test_it_converts_to_a_sane_number_of_pages(name: str, pdfs: dict[str, list[str]]) -> None:
    fewest, most = PAGES[name]
    assert fewest <= len(pdfs[name]) <= most


@pytest.mark.parametrize("name", PAGES)
def test_no_page_holds_an_unfilled_tag(name: str, pdfs: dict[str, list[str]]) -> None:
    text = "\n".join(pdfs[name])
    assert [mark for mark in UNFILLED if mark in text] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_its_number_its_project_and_its_agency(name: str, pdfs: dict[str, list[str]]) -> None:
    pages = pdfs[name]
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert "-0" in text.splitlines()[0]
        assert "Northlight Studio" in text


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_blank_between_its_header_and_footer(name: str, pdfs: dict[str, list[str]]) -> None:
    assert [number for number, text in enumerate(pdfs[name], start=1) if len(text.splitlines()) < 6] == []


def test_forty_deliverables_are_all_there(pdfs: dict[str, list[str]]) -> None:
    text = " ".join("\n".join(pdfs["big-handoff"]).split())
    assert all(f"Work package {n}:" in text for n in range(1, 41))
    assert all(f"Milestone {n}:" in text for n in range(1, 13))
