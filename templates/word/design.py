"""Draws the built-in Word templates; run it to make the committed files anew: `python -m templates.word.design`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

from templates.word.draw_handoff import draw_handoff
from templates.word.draw_kickoff import draw_kickoff
from templates.word.draw_kickoff_client import draw_kickoff_client
from templates.word.engine import repack
from templates.word.sheet import Sheet

DESIGNS: Mapping[str, Callable[[], Sheet]] = {
    "kickoff": draw_kickoff,
    "kickoff-client": draw_kickoff_client,
    "handoff": draw_handoff,
}


def draw(name: str) -> bytes:
    """Return the built-in template `name` as a Word file; the same bytes each time."""
    document = DESIGNS[name]().draw()
    core = document.core_properties
    core.author = core.last_modified_by = core.title = core.comments = core.keywords = ""
    core.created = core.modified = datetime(2026, 1, 1)  # noqa: DTZ001 - python-docx writes it as UTC
    raw = BytesIO()
    document.save(raw)
    return repack(raw.getvalue())


def main() -> None:
    """Write every built-in template beside this file."""
    for name in DESIGNS:
        (Path(__file__).parent / f"{name}.docx").write_bytes(draw(name))


if __name__ == "__main__":
    main()
