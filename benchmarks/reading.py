"""Score `read_sow` over a corpus of documents with expected facts; prints a table and writes json beside this file.

    python -m benchmarks.reading [--half tune|held] [--misses]

Documents are halved by a hash of their name, so that tuning on one half leaves the other one unseen. A value counts as
invented where the expected facts say that the document states nothing and no second reading allows it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.table import Table

from parsers.contract import Limits, Source, UnreadableError, misquoted
from parsers.fields.organisations import fold
from parsers.formats import read
from parsers.sow.facts import SowFacts
from parsers.sow.read import read_sow

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | int | bool | None"
SCALARS = ("client", "agency", "project", "reference", "effective_date", "start_date", "end_date", "fee_total")
LISTS = ("deliverables", "milestones", "effort", "payments", "out_of_scope", "assumptions", "contacts", "signatures")
ROOT = Path(__file__).resolve().parent.parent
TITLE_OVERLAP = 0.8


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
    read_seconds: float = 0.0
    facts_seconds: float = 0.0


def corpus() -> Path:
    """Return the folder of the expected documents, by `DESK_CORPUS` or beside the checkout."""
    return Path(os.environ.get("DESK_CORPUS", ROOT.parent / "shared" / "corpus")) / "sow"


def half_of(slug: str) -> str:
    """Return the half a document is in, by a hash of its name without its ending."""
    return "tune" if hashlib.sha256(slug.encode()).digest()[0] % 2 == 0 else "held"


def documents(folder: Path, half: str | None) -> Iterator[tuple[Path, dict[str, Json]]]:
    """Yield each document that has expected facts, every format of it on its own."""
    for path in sorted(folder.iterdir()):
        expected = path.with_suffix(".json")
        if path.suffix in (".json", ".tsv") or path.name.startswith(("README", ".")) or not expected.exists():
            continue
        if half is None or half_of(path.stem) == half:
            yield path, json.loads(expected.read_text(encoding="utf-8"))


def score(folder: Path, half: str | None) -> Report:
    """Read every document of a half and compare it with its expected facts."""
    report = Report()
    for path, expected in documents(folder, half):
        started = time.perf_counter()
        try:
            document = read(Source(path.name, path.read_bytes()), Limits())
        except UnreadableError as error:
            report.unreadable.append(f"{path.name}: {error.reason}")
            continue
        opened = time.perf_counter()
        facts = read_sow(document).facts
        report.facts_seconds += time.perf_counter() - opened
        report.read_seconds += opened - started
        report.documents += 1
        report.misquotes += len(misquoted(document, facts.findings()))
        _compare(path.name, facts, expected, report)
    return report


def _compare(name: str, facts: SowFacts, expected: dict[str, Json], report: Report) -> None:
    for key in SCALARS:
        _scalar(name, key, getattr(facts, key), expected, report)
    for key in LISTS:
        if key in expected:
            _list(name, key, [item.value for item in getattr(facts, key)], expected, report)
    wanted, got = str(expected["signed"]), facts.signed.value
    if wanted != got and expected.get("alt_signed") == got and wanted != "unsigned":
        wanted = got
    report.states[(wanted, got)] += 1
    if wanted != got:
        report.misses.append(f"{name}: signed: expected {wanted}, read {got}")


def _scalar(name: str, key: str, finding: object, expected: dict[str, Json], report: Report) -> None:
    value = getattr(finding, "value", None)
    wanted, others = expected.get(key), _alternatives(expected.get(f"alt_{key}"))
    one = report.scores[key]
    if value is None:
        one.left_out += wanted is not None
        if wanted is not None:
            report.misses.append(f"{name}: {key}: left out {wanted!r}")
    elif any(_same(key, value, reading) for reading in [wanted, *others] if reading is not None):
        one.right += 1
    else:
        one.surplus += 1
        one.left_out += wanted is not None
        report.misses.append(f"{name}: {key}: expected {wanted!r}, read {value!r}")
        if wanted is None:
            report.invented.append(f"{name}: {key} = {value}")


def _list(name: str, key: str, values: list[object], expected: dict[str, Json], report: Report) -> None:
    readings = [_alternatives(expected[key])]
    if f"alt_{key}" in expected:
        readings.append(_alternatives(expected[f"alt_{key}"]))
    best = max(
        (_match(key, values, wanted) for wanted in readings),
        key=lambda found: found[0] * 2 / ((found[1] + found[2]) or 1),
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


def _match(key: str, values: list[object], wanted: list[Json]) -> tuple[int, int, int, list[object], list[Json]]:
    rest, surplus = list(wanted), []
    for value in values:
        hit = next((item for item in rest if _same_item(key, value, item)), None)
        if hit is None:
            surplus.append(value)
        else:
            rest.remove(hit)
    return len(values) - len(surplus), len(values), len(wanted), surplus, rest


def _alternatives(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _same(key: str, value: object, wanted: Json) -> bool:
    if key == "fee_total" and isinstance(wanted, dict):
        amount, currency = getattr(value, "amount", None), getattr(value, "currency", None)
        return amount == Decimal(str(wanted["amount"])) and currency == wanted["currency"]
    if key.endswith("_date"):
        return str(value) == wanted
    if key in ("client", "agency"):
        return fold(str(value)) == fold(str(wanted)) or _overlap(str(value), str(wanted)) >= TITLE_OVERLAP
    return _overlap(str(value), str(wanted)) >= TITLE_OVERLAP


def _same_item(key: str, value: object, wanted: Json) -> bool:
    if isinstance(wanted, str):
        return (
            _overlap(value if isinstance(value, str) else str(getattr(value, "title", value)), wanted) >= TITLE_OVERLAP
        )
    if not isinstance(wanted, dict):
        return False
    names = {"effort": "role", "payments": "label", "contacts": "name", "signatures": "name"}
    attribute = names.get(key, "title")
    got, named = getattr(value, attribute), wanted.get(attribute)
    if (got is None) != (named is None) or (got is not None and _overlap(str(got), str(named)) < TITLE_OVERLAP):
        return False
    return all(
        _same_part(value, part, wanted[part])
        for part in ("due", "hours", "rate", "amount", "percent", "date", "side")
        if part in wanted
    )


def _same_part(value: object, part: str, wanted: Json) -> bool:
    got = getattr(value, part, None)
    if part in ("rate", "amount"):
        got = getattr(got, "amount", None)
    if got is None or wanted is None:
        return got is None and wanted is None
    return got == Decimal(str(wanted)) if part in ("hours", "rate", "amount", "percent") else str(got) == wanted


def _overlap(one: str, other: str) -> float:
    first, second = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def show(title: str, report: Report, console: Console, misses: bool) -> None:
    """Print one report."""
    table = Table(title=f"{title}: {report.documents} files")
    for head in ("field", "precision", "recall", "F1", "right", "surplus", "left out"):
        table.add_column(head, justify="left" if head == "field" else "right")
    for key in (*SCALARS, *LISTS):
        one = report.scores[key]
        table.add_row(
            key,
            f"{one.precision:.2f}",
            f"{one.recall:.2f}",
            f"{one.f1:.2f}",
            str(one.right),
            str(one.surplus),
            str(one.left_out),
        )
    console.print(table)
    right = sum(count for (wanted, got), count in report.states.items() if wanted == got)
    console.print(
        f"signed state right: {right} of {report.documents}",
        {f"{w} read as {g}": n for (w, g), n in report.states.items()},
    )
    console.print(
        f"invented values: {len(report.invented)}; misquotes: {report.misquotes}; unreadable: {report.unreadable}"
    )
    for line in report.invented:
        console.print("  invented", line, markup=False)
    rate = report.documents / report.facts_seconds if report.facts_seconds else 0.0
    both = report.documents / (report.facts_seconds + report.read_seconds or 1)
    console.print(f"speed: {rate:.0f} documents/s for the facts alone, {both:.1f} documents/s with opening the file")
    if misses:
        for line in report.misses:
            console.print("  miss", line, markup=False)


def _plain(report: Report) -> dict[str, Json]:
    scores: dict[str, Json] = {
        key: {
            "precision": one.precision,
            "recall": one.recall,
            "f1": one.f1,
            "right": one.right,
            "surplus": one.surplus,
            "left_out": one.left_out,
        }
        for key, one in report.scores.items()
    }
    states: dict[str, Json] = {f"{wanted} read as {got}": count for (wanted, got), count in report.states.items()}
    return {
        "documents": report.documents,
        "fields": scores,
        "signed": states,
        "invented": list(report.invented),
        "misquotes": report.misquotes,
        "unreadable": list(report.unreadable),
        "facts_seconds": report.facts_seconds,
        "read_seconds": report.read_seconds,
    }


def main() -> None:
    """Score the halves asked for, print them and write them to benchmarks/results/reading.json."""
    options = argparse.ArgumentParser(description="Score the SOW reader over a corpus.")
    options.add_argument("--half", choices=("tune", "held"), help="score one half of the corpus only")
    options.add_argument("--misses", action="store_true", help="list every miss")
    chosen = options.parse_args()
    console, folder = Console(width=110), corpus()
    if not folder.is_dir():
        console.print(f"No corpus at {folder}; name its folder in DESK_CORPUS.")
        return
    halves = [chosen.half] if chosen.half else ["tune", "held"]
    reports = {half: score(folder, half) for half in halves}
    for half, report in reports.items():
        show(half, report, console, chosen.misses)
    results = Path(__file__).resolve().parent / "results"
    results.mkdir(exist_ok=True)
    (results / "reading.json").write_text(json.dumps({half: _plain(one) for half, one in reports.items()}, indent=1))


if __name__ == "__main__":
    main()
