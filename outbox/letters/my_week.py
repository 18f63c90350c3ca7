"""My week: one person's own projects, hours, milestones and who waits for them, on the first working day of a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class OwnProject:
    """Hours of this week on one project."""

    code: str
    title: str
    hours: Decimal
    role: str = ""


@dataclass(frozen=True, slots=True)
class OwnMilestone:
    """A milestone of one of the reader's projects that is due soon."""

    code: str
    title: str
    due: date


@dataclass(frozen=True, slots=True)
class WaitsForYou:
    """Something asked of the reader that has no answer yet."""

    question: str
    project: str
    since: date


@dataclass(frozen=True, slots=True)
class MyWeek:
    """The week from `monday` on; `room` are the hours the reader can give to projects, `away` days of leave in it."""

    monday: date
    room: Decimal
    projects: tuple[OwnProject, ...] = ()
    milestones: tuple[OwnMilestone, ...] = ()
    waiting: tuple[WaitsForYou, ...] = ()
    away: tuple[date, ...] = ()


def my_week(desk: Desk, to: Address, facts: MyWeek) -> Letter:
    """Return this person's letter for the week."""
    return desk.write("my_week", to, facts, keys.my_week(to.email, facts.monday.isoformat()))
