"""Our own invented papers are read as a careful reader reads them, as text and as Word files: nothing is invented."""

from __future__ import annotations

import pytest

from benchmarks.readings.papers import OWN, Paper, dressed
from benchmarks.readings.score import Report, score

PAPERS = list(dressed(OWN, None, pdf=False))
MOST = {"client": 0.95, "agency": 0.95, "fee_total": 0.95, "start_date": 0.95, "end_date": 0.95, "effective_date": 0.9}
LISTS = {"deliverables": 0.9, "milestones": 0.9, "effort": 0.9, "payments": 0.85}


@pytest.fixture(scope="module")
def report() -> Report:
    return score(PAPERS)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_nothing_is_invented(paper: Paper) -> None:
    found = score([paper])
    assert (found.invented, found.misquotes, found.unreadable) == ([], 0, [])


@pytest.mark.parametrize("field", [*MOST, *LISTS])
def test_nearly_all_is_found(report: Report, field: str) -> None:
    assert report.scores[field].f1 >= {**MOST, **LISTS}[field]
