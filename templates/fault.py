"""What is wrong with a template, said so that the person who edited it can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """One mistake: the template's path, the phrase that offends as it stands there, and what to do about it."""

    template: str
    phrase: str
    advice: str
    line: int | None = None

    def __str__(self) -> str:
        """Say the fault in one line."""
        where = self.template if self.line is None else f"{self.template}, line {self.line}"
        return f"{where}: {self.phrase!r}: {self.advice}"


class BrokenTemplateError(Exception):
    """A template cannot be rendered; carries the faults. A retry does not help until somebody edits it."""

    def __init__(self, faults: tuple[TemplateFault, ...]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults
