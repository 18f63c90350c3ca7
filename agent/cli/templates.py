"""`desk templates check`: what is wrong with the agency's own letters and Word files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from agent.cli.screen import json_line, say
from agent.cli.shared import AsJson, home_of

if TYPE_CHECKING:
    from templates.fault import TemplateFault


def check(context: typer.Context, as_json: AsJson = False) -> None:
    """Render every letter and Word file with example facts, your own in templates/ before the built-in ones.

    Names the file, the line or place, and the phrase that is wrong. Ends with 1 where anything is.

    Example: desk --home /srv/desk templates check
    """
    faults = faults_in(home_of(context).templates)
    for fault in faults:
        json_line(fault) if as_json else say(str(fault))
    if faults:
        raise typer.Exit(1)
    if not as_json:
        say("All letters and Word files are in order.")


def faults_in(folder: Path) -> tuple[TemplateFault, ...]:
    """Return what is wrong with the letters and Word files, those in `folder` before the built-in ones."""
    from templates.documents import BUILT_IN
    from templates.linter import check_word
    from templates.render import check_letters

    words = [path for place in (folder / "word", BUILT_IN) for path in sorted(place.glob("*.docx"))]
    return (*check_letters(folder), *(fault for path in words for fault in check_word(path)))
