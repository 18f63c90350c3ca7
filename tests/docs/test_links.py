"""Links between the pages lead somewhere, and what the pages name in the checkout is there."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import DECISIONS, ROOT, Page, pages

PAGES = {page.name: page for page in pages()}
_FOLDERS = r"(?:agent|parsers|outbox|templates|config|tests|benchmarks|docs)"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_relative_links_resolve(name: str) -> None:
    broken = [link for link in PAGES[name].links if not _resolves(PAGES[name], link)]
    assert broken == []


def _resolves(page: Page, link: str) -> bool:
    if re.match(r"(https?|mailto):", link):
        return True
    file, _, anchor = link.partition("#")
    target = page.path.parent / file if file else page.path
    return target.exists() and (not anchor or anchor in Page(target).anchors)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_files_named_in_the_checkout_are_there(name: str) -> None:
    named = re.findall(rf"`({_FOLDERS}/[\w/.-]+\.(?:py|toml|docx|md|svg))`", PAGES[name].prose)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_decision_record_is_listed_and_numbered_in_order() -> None:
    records = sorted(path.name for path in DECISIONS.glob("0*.md"))
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))
    assert [link for link in Page(DECISIONS / "README.md").links if link.startswith("0")] == records


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_page_names_a_folder_of_the_machine_it_was_written_on(name: str) -> None:
    assert re.findall(r"(?<![\w.])/(?:work|tmp|root|home)/\S*", PAGES[name].text) == []
