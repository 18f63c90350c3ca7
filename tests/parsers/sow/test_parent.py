"""An amendment names the agreement it changes; a SOW that only speaks of amendments names none."""

from __future__ import annotations

import pytest

from tests.parsers.sow.papers import facts


@pytest.mark.parametrize(
    ("text", "parent"),
    [
        ("Change Order No. 1\n\nThis change order amends Statement of Work SOW-2027-014.", "SOW-2027-014"),
        ("Amendment 2 to Statement of Work No. 2026/17\n\nThe parties agree as follows.", "2026/17"),
        ("ADDENDUM\n\nOriginal SOW Number: WO-0042\n\nThe end date moves to 7 May 2027.", "WO-0042"),
        ("First Amendment to SOW #3\n\nClient: Acme Inc.", "3"),
    ],
)
def test_an_amendment_names_its_parent(text: str, parent: str) -> None:
    found = facts(text).amends
    assert found is not None
    assert (found.value, found.quote) == (parent, parent)


@pytest.mark.parametrize(
    "text",
    [
        "Statement of Work SOW-2027-014\n\nAny amendment to this Statement of Work 2027 must be in writing.",
        "Statement of Work\n\nChanges need a change order.\n\nSOW Number: SOW-2027-014",
        "Amendment\n\nThe parties agree that the work goes on.",
    ],
)
def test_an_agreement_that_stands_by_itself_names_none(text: str) -> None:
    assert facts(text).amends is None
