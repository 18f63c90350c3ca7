"""What is owed: the milestones and deliverables of a running project, as the rules of control see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Said(StrEnum):
    """What somebody can say about a piece of work."""

    DONE = "done"
    NOT_DONE = "not_done"
    ON_TRACK = "on_track"
    NEXT = "next"
    PERCENT = "percent"
    NEW_DATE = "new_date"
    HOURS_LEFT = "hours_left"
    BLOCKED = "blocked"
    FREED = "freed"
    WAITING_CLIENT = "waiting_client"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a person said: the words, when, and the value they carry (a date, a percentage, who blocks)."""

    said: Said
    by: str
    at: datetime
    quote: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A milestone: `due` as it stands today, `agreed` as it was signed; `owners` are the addresses of who does it.

    `said` holds what was said about it, oldest first.
    """

    id: int
    project: str
    title: str
    due: date | None
    agreed: date | None
    owners: tuple[str, ...] = ()
    percent: int | None = None
    done_on: date | None = None
    said: tuple[Statement, ...] = ()

    @property
    def last(self) -> Statement | None:
        """The last thing that was said about it."""
        return self.said[-1] if self.said else None
