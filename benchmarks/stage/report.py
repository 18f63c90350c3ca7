"""How a benchmark tells its result: a table for people, json for machines, the machine's load with both."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).parent.parent / "results"


def write(name: str, result: dict[str, object], target: Path | None = None) -> Path:
    """Write `result` with the machine's load to benchmarks/results/<name>.json, or to `target`."""
    file = target or RESULTS / f"{name}.json"
    file.parent.mkdir(exist_ok=True, parents=True)
    machine = {"load": round(os.getloadavg()[0], 2), "processors": os.cpu_count()}
    file.write_text(json.dumps(machine | result, indent=1) + "\n", encoding="utf-8")
    return file


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that `percent` of `values` do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100).__int__() - 1)]


def median(values: Sequence[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)
