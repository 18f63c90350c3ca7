"""The letters as they read today; `UPDATE_SNAPSHOTS=1 pytest tests/outbox/letters` writes them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.outbox.letters.examples import MAKERS, letter

SNAPSHOTS = Path(__file__).parents[2] / "snapshots" / "letters"


def as_text(kind: str) -> str:
    """Return the letter's headers and text; invisible marks are shown as |."""
    made = letter(kind)
    return f"To: {made.to.name} <{made.to.email}>\nSubject: {made.subject}\n\n{made.text}".replace("\u200b", "|")


def as_html(kind: str) -> str:
    """Return the letter's html without its styles, which say nothing about its words."""
    page = re.sub(r'<style>.*?</style>| style="[^"]*"', "", letter(kind).html, flags=re.S)
    return re.sub(r"\n\s*\n+", "\n", page).replace("\u200b", "|").strip() + "\n"


@pytest.mark.parametrize("kind", sorted(MAKERS))
@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_letter_reads_as_it_did(kind: str, form: str) -> None:
    path = SNAPSHOTS / f"{kind}.{form}"
    said = as_text(kind) if form == "txt" else as_html(kind)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == said


def test_no_snapshot_is_left_of_a_letter_that_is_gone() -> None:
    assert {path.stem for path in SNAPSHOTS.iterdir()} == set(MAKERS)
