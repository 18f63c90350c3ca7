"""What is wrong with an agency's settings, said so that the person who wrote them can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake in a settings file: its line (from 1) and one sentence that says what to write instead."""

    line: int
    text: str


class SettingsError(Exception):
    """The settings, a secret or the home cannot be used; its text is for a person. A retry helps only after an edit."""

    def __init__(self, text: str, mistakes: tuple[Mistake, ...] = ()) -> None:
        super().__init__(text)
        self.mistakes = mistakes


def refuse(file: Path, mistakes: Iterable[Mistake]) -> SettingsError:
    """Return the error that tells all `mistakes` of `file` at once, in the order of their lines."""
    found = tuple(sorted(set(mistakes)))
    lines = [f"{file}, line {mistake.line}: {mistake.text}" for mistake in found]
    if len(lines) > 1:
        lines = [f"{file.name} has {len(lines)} mistakes:", *lines]
    return SettingsError("\n".join(lines), found)
