"""Counts of what was read right, in surplus and left out, per field, over a set of documents."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.readings.papers import Paper
from benchmarks.readings.sameness import Json, alternatives, match, same
from parsers.contract import Limits, Parsed, Source, UnreadableError, misquoted
from parsers.formats import read
from parsers.sow.facts import SowFacts
from parsers.sow.read import read_sow

SCALARS = ("client", "agency", "project", "reference", "effective_date", "start_date", "end_date", "fee_total")
LISTS = (
    "deliverables", "milestones", "effort", "payments", "out_of_scope", "assumptions", "client_duties", "contacts",
    "signatures",
)  # fmt: skip


@dataclass
class Score:
    """Counts of one field: right, wrong or surplus, and left out."""

    right: int = 0
    surplus: int = 0
    left_out: int = 0

    @property
    def precision(self) -> float:
        """Return the share of what was said that is right; 1.0 where nothing was said."""
        return self.right / (self.right + self.surplus) if self.right + self.surplus else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what stands there that was said; 1.0 where nothing stands."""
        return self.right / (self.right + self.left_out) if self.right + self.left_out else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Report:
    """What one run over a set of documents found."""

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    invented: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    misquotes: int = 0
    documents: int = 0
    pages: int = 0
    read_seconds: float = 0.0
    facts_seconds: float = 0.0


def score(papers: Iterable[Paper]) -> Report:
    """Read every paper and compare it with its expected facts."""
    report = Report()
    for paper in papers:
        _score_one(paper, report)
    return report


def _score_one(paper: Paper, report: Report) -> None:
    started = time.perf_counter()
    try:
        document = read(Source(paper.name, paper.content), Limits())
    except UnreadableError as error:
        report.unreadable.append(f"{paper.name}: {error.reason}")
        return
    opened = time.perf_counter()
    parsed = read_sow(document)
    report.facts_seconds += time.perf_counter() - opened
    report.read_seconds += opened - started
    report.documents += 1
    report.pages += document.pages or 1
    report.misquotes += len(misquoted(document, parsed.facts.findings()))
    _compare(paper.name, parsed, paper.expected, report)


def _compare(name: str, parsed: Parsed[SowFacts], expected: dict[str, Json], report: Report) -> None:
    facts = parsed.facts
    for key in SCALARS:
        _scalar(name, key, getattr(facts, key), expected, report)
    for key in LISTS:
        if key in expected:
            _list(name, key, [item.value for item in getattr(facts, key)], expected, report)
    _conflicts(name, parsed, expected, report)
    wanted, got = str(expected["signed"]), facts.signed.value
    if wanted != got and expected.get("alt_signed") == got and wanted != "unsigned":
        wanted = got
    report.states[(wanted, got)] += 1
    if wanted != got:
        report.misses.append(f"{name}: signed: expected {wanted}, read {got}")


def _conflicts(name: str, parsed: Parsed[SowFacts], expected: dict[str, Json], report: Report) -> None:
    """Count the fields that contradict themselves, where the expected facts name them."""
    if "conflicts" not in expected:
        return
    wanted, got = {str(key) for key in alternatives(expected["conflicts"])}, {one.field for one in parsed.conflicts}
    one = report.scores["conflicts"]
    one.right += len(wanted & got)
    one.surplus += len(got - wanted)
    one.left_out += len(wanted - got)
    report.misses.extend(f"{name}: conflicts: left out {key}" for key in sorted(wanted - got))
    report.misses.extend(f"{name}: conflicts: surplus {key}" for key in sorted(got - wanted))


def _scalar(name: str, key: str, finding: object, expected: dict[str, Json], report: Report) -> None:
    value = getattr(finding, "value", None)
    wanted, others = expected.get(key), alternatives(expected.get(f"alt_{key}"))
    one = report.scores[key]
    if value is None and expected.get(f"alt_{key}") == []:
        return
    if value is None:
        one.left_out += wanted is not None
        if wanted is not None:
            report.misses.append(f"{name}: {key}: left out {wanted!r}")
    elif any(same(key, value, reading) for reading in [wanted, *others] if reading is not None):
        one.right += 1
    else:
        one.surplus += 1
        one.left_out += wanted is not None
        report.misses.append(f"{name}: {key}: expected {wanted!r}, read {value!r}")
        if wanted is None:
            report.invented.append(f"{name}: {key} = {value}")


def _list(name: str, key: str, values: list[object], expected: dict[str, Json], report: Report) -> None:
    readings = [alternatives(expected[key])]
    if f"alt_{key}" in expected:
        readings.append(alternatives(expected[f"alt_{key}"]))
    best = max(
        (match(key, values, wanted) for wanted in readings),
        key=lambda found: (found[0] * 2 / ((found[1] + found[2]) or 1), -found[1] - found[2]),
    )
    right, said, there, surplus, left_out = best
    one = report.scores[key]
    if not there and not said:
        return
    one.right += right
    one.surplus += said - right
    one.left_out += there - right
    report.misses.extend(f"{name}: {key}: surplus {value}" for value in surplus)
    report.misses.extend(f"{name}: {key}: left out {value}" for value in left_out)
    if not any(readings):
        report.invented.extend(f"{name}: {key} = {value}" for value in surplus)
