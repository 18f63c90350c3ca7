"""Score `read_sow` over documents with expected facts; prints a table and writes json beside this file.

    python -m benchmarks.reading [--half tune|held] [--misses] [--pdf] [--folder DIR]

Two sets are scored apart: the real corpus, and our own invented papers as text and as Word files (with `--pdf` also as
printed). Documents are halved by a hash of their name, so that tuning on one half leaves the other one unseen. A value
counts as invented where the expected facts say that the document states nothing and no second reading allows it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from rich.console import Console

from benchmarks.readings.papers import OWN, Paper, corpus, dressed, papers
from benchmarks.readings.score import score
from benchmarks.readings.show import plain, show
from benchmarks.stage import signing


def main() -> None:
    """Score the sets and halves asked for, print them and write them to benchmarks/results/reading.json."""
    chosen = _options()
    console = Console(width=120)
    sets: dict[str, Callable[[str], Iterable[Paper]]] = {
        "own papers": lambda half: dressed(OWN, half, chosen.pdf),
    }
    folder = Path(chosen.folder) if chosen.folder else corpus()
    if folder.is_dir():
        sets["corpus"] = lambda half: papers(folder, half)
    else:
        console.print(f"No corpus at {folder}; name its folder in DESK_CORPUS.")
    halves = [chosen.half] if chosen.half else ["tune", "held"]
    found = {f"{name}, {half}": score(made(half)) for name, made in sets.items() for half in halves}
    for title, report in found.items():
        show(title, report, console, chosen.misses)
    if chosen.signing:
        measured = signing.measured(signing.eyes())
        signing.show(measured, console, chosen.misses)
        signing.written_down(measured)
    results = Path(__file__).resolve().parent / "results"
    results.mkdir(exist_ok=True)
    (results / "reading.json").write_text(json.dumps({name: plain(one) for name, one in found.items()}, indent=1))


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description="Score the SOW reader over documents with expected facts.")
    options.add_argument("--half", choices=("tune", "held"), help="score one half only")
    options.add_argument("--misses", action="store_true", help="list every miss")
    options.add_argument("--pdf", action="store_true", help="print our own papers as pdf too (needs LibreOffice)")
    options.add_argument("--signing", action="store_true", help="measure our own signature samples too")
    options.add_argument("--folder", help="a folder of documents with expected facts, in place of the corpus")
    return options.parse_args()


if __name__ == "__main__":
    main()
