"""A report as a table for people and as json for programs."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from benchmarks.readings.sameness import Json
from benchmarks.readings.score import LISTS, SCALARS, Report


def show(title: str, report: Report, console: Console, misses: bool) -> None:
    """Print one report."""
    table = Table(title=f"{title}: {report.documents} files")
    for head in ("field", "precision", "recall", "F1", "right", "surplus", "left out"):
        table.add_column(head, justify="left" if head == "field" else "right")
    for key in (*SCALARS, *LISTS, "conflicts"):
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
    both = report.facts_seconds + report.read_seconds or 1
    console.print(
        f"speed: {rate:.0f} documents/s for the facts alone; with opening the file {report.documents / both:.1f} "
        f"documents/s, {report.pages / both:.1f} pages/s"
    )
    if misses:
        for line in report.misses:
            console.print("  miss", line, markup=False)


def plain(report: Report) -> dict[str, Json]:
    """Return a report as json."""
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
        "pages": report.pages,
        "fields": scores,
        "signed": states,
        "invented": list(report.invented),
        "misquotes": report.misquotes,
        "unreadable": list(report.unreadable),
        "facts_seconds": report.facts_seconds,
        "read_seconds": report.read_seconds,
    }
