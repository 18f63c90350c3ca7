"""The facts several letters share: what was read, what is asked, what is enclosed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outbox.letter import Attachment

Side = Literal["client", "agency", "unknown"]


@dataclass(frozen=True, slots=True)
class Origin:
    """The mail a letter answers: its subject ("" for none) and the day it arrived, in the agency's time zone."""

    subject: str
    received: date


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One fact as it was read: the verbatim words and where they stand ("SOW.pdf, page 3")."""

    label: str
    value: str
    quote: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One line to sign on and what it bears: `mark` is its evidence, "" where it is blank; `place` is in the file."""

    side: Side
    party: str = ""
    name: str = ""
    mark: str = ""
    day: date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One short question; the reader answers it by its number."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A point of the timeline; `due_text` keeps words that give no date ("week 5")."""

    title: str
    due: date | None = None
    due_text: str = ""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document that goes with the letter, and which one it is."""

    what: Literal["kickoff", "handoff", "client edition"]
    file: Attachment
