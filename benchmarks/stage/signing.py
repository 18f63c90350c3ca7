"""How far our own small agreements are read as signed: a confusion matrix for each kind and half.

    python -m benchmarks.stage.signing [--kind written|drawn|scanned|digital|word] [--misses]

The halves are told apart by a hash of each case's name: the reader was tuned on one of them. The figure that must be 0
is the number of agreements called signed that are not.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from parsers.contract import Limits
from parsers.formats import read
from parsers.formats.ocr import Eye, Tesseract, installed, tessdata
from parsers.sow.facts import Signed
from parsers.sow.read import read_sow
from parsers.wire import Json
from tests.samples.signatures import Case, source_of, written
from tests.samples.signatures.cryptographic import cryptographic
from tests.samples.signatures.drawn import drawn, scanned
from tests.samples.signatures.office import office

KINDS: dict[str, Callable[[], Iterable[Case]]] = {
    "written": written,
    "drawn": drawn,
    "scanned": scanned,
    "digital": cryptographic,
    "word": office,
}
HALVES = ("tuned", "held out")


@dataclass
class Outcome:
    """What one kind's cases of one half were read as."""

    states: Counter[tuple[Signed, Signed]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return sum(self.states.values())

    @property
    def right(self) -> int:
        """How many were read as they are."""
        return sum(count for (wanted, got), count in self.states.items() if wanted is got)

    @property
    def called_signed(self) -> int:
        """How many were called signed and are not."""
        return sum(n for (wanted, got), n in self.states.items() if got is Signed.SIGNED and wanted is not got)


def measure(kind: str, eye: Eye | None) -> dict[str, Outcome]:
    """Return the outcome of each half of one kind's cases."""
    outcomes = {half: Outcome() for half in HALVES}
    for case in KINDS[kind]():
        source, outcome = source_of(case), outcomes[case.half]
        started = time.perf_counter()
        got = read_sow(read(source, Limits(), eye)).facts.signed
        outcome.seconds += time.perf_counter() - started
        outcome.states[(case.expected, got)] += 1
        if got is not case.expected:
            outcome.misses.append(f"{case.name}: expected {case.expected}, read {got}")
    return outcomes


def eyes() -> Eye | None:
    """Return what reads scans, None where Tesseract's language files are not installed."""
    folder = tessdata()
    return Tesseract(folder, ("eng",)) if folder is not None and "eng" in installed(folder) else None


def show(results: dict[str, dict[str, Outcome]], console: Console, misses: bool) -> None:
    """Print a line for each kind and half, and what was read wrongly."""
    table = Table(title="Is it signed?")
    for head in ("kind", "half", "cases", "right", "called signed, and is not", "read wrongly as", "seconds a case"):
        table.add_column(head, justify="left" if head in ("kind", "half", "read wrongly as") else "right")
    for kind, halves in results.items():
        for half, one in halves.items():
            wrong = ", ".join(f"{w} as {g}: {n}" for (w, g), n in sorted(one.states.items()) if w is not g)
            pace = f"{one.seconds / one.cases:.3f}" if one.cases else "-"
            table.add_row(kind, half, str(one.cases), str(one.right), str(one.called_signed), wrong, pace)
    console.print(table)
    for line in (line for halves in results.values() for one in halves.values() for line in one.misses if misses):
        console.print("  miss", line, markup=False)


def _plain(one: Outcome) -> dict[str, Json]:
    states: dict[str, Json] = {f"{wanted} read as {got}": count for (wanted, got), count in one.states.items()}
    return {"cases": one.cases, "right": one.right, "called_signed": one.called_signed, "states": states}


def main() -> None:
    """Measure the kinds asked for, print them and write them to benchmarks/results/signing.json."""
    options = argparse.ArgumentParser(description="Measure how far small agreements are read as signed.")
    options.add_argument("--kind", choices=tuple(KINDS), help="measure one kind only")
    options.add_argument("--misses", action="store_true", help="list every miss")
    chosen = options.parse_args()
    results = measured(eyes(), [chosen.kind] if chosen.kind else None)
    show(results, Console(width=140), chosen.misses)
    written_down(results)


def measured(eye: Eye | None, kinds: list[str] | None = None) -> dict[str, dict[str, Outcome]]:
    """Return the outcomes of the kinds asked for, all by default; scans are left out where nothing reads them."""
    return {kind: measure(kind, eye) for kind in kinds or KINDS if eye is not None or kind != "scanned"}


def written_down(results: dict[str, dict[str, Outcome]]) -> None:
    """Write the figures to benchmarks/results/signing.json."""
    folder = Path(__file__).resolve().parent.parent / "results"
    folder.mkdir(exist_ok=True)
    plain = {kind: {half: _plain(one) for half, one in halves.items()} for kind, halves in results.items()}
    (folder / "signing.json").write_text(json.dumps(plain, indent=1))


if __name__ == "__main__":
    main()
