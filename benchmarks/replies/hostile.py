"""What hostile mails cost us: milliseconds at 128 kB and the growth from half of it, for each shape and reader."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from parsers.mail.absence import read_absence
from parsers.mail.failed import failed_recipients
from parsers.mail.forward import unwrap
from parsers.mail.html import html_to_text
from parsers.mail.reply import answers, visible
from parsers.replies.decision import read_decisions
from parsers.replies.status import read_status
from tests.parsers.mail.test_scale import SHAPES

BYTES = 128 * 1024
_DAY = date(2026, 11, 24)

READERS: dict[str, Callable[[str], object]] = {
    "visible": visible,
    "answers": answers,
    "unwrap": lambda text: unwrap("Fwd: x", text),
    "html": html_to_text,
    "status": lambda text: read_status(text, _DAY),
    "decision": lambda text: read_decisions(text, (1, 2, 3)),
    "absence": lambda text: read_absence(text, _DAY),
    "bounce": failed_recipients,
}


def cost(reader: Callable[[str], object], text: str, rounds: int = 3) -> float:
    """Return the milliseconds of processor time a reader needs for a text: the least of `rounds`."""
    least = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        reader(text)
        least = min(least, time.process_time() - start)
    return 1000 * least


def table() -> dict[str, dict[str, tuple[float, float]]]:
    """Return (milliseconds at 128 kB, growth from 64 kB) for each shape and reader; growth is 0 below 2 ms."""
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for shape, piece in SHAPES.items():
        text = (piece * BYTES)[:BYTES]
        found[shape] = {}
        for name, reader in READERS.items():
            half, whole = cost(reader, text[: BYTES // 2]), cost(reader, text)
            found[shape][name] = (whole, whole / half if whole >= 2 else 0.0)
    return found


def show(found: dict[str, dict[str, tuple[float, float]]]) -> None:
    """Print the table: one line a shape, milliseconds for each reader, the worst growth behind."""
    print(f"\n{'hostile shape, 128 kB: ms':28}", *(f"{name:>9}" for name in READERS), "   growth")
    for shape, costs in found.items():
        worst = max(growth for _, growth in costs.values())
        print(f"{shape[:28]:28}", *(f"{ms:9.1f}" for ms, _ in costs.values()), f"{worst:9.2f}")
