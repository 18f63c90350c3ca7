"""What the letters of the status round share: a question about a piece of work, and a change that was noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WorkQuestion:
    """One numbered question; `ask` is the rule that made it, `quote` what was said last ("" for nothing).

    `percent` is -1 where none was ever said.
    """

    number: int
    code: str
    title: str
    item: str
    ask: str
    day: date | None = None
    quote: str = ""
    quoted_on: date | None = None
    percent: int = -1


@dataclass(frozen=True, slots=True)
class Noted:
    """One change: what was `said` of which piece of work ("" for the whole project), in which words.

    `day` is the new date and `old` the one before, where a date moved.
    """

    code: str
    item: str
    said: str
    quote: str
    value: str = ""
    day: date | None = None
    old: date | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that could not be used; `code` is the project they are about, where that is known."""

    quote: str
    code: str


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A piece of work by name, with its date."""

    code: str
    item: str
    day: date | None = None
