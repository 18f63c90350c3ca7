"""Leave that was told: joined with what is known already, and what of the plan it hits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.demand import Allocation

LONGEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Days:
    """Days away, both ends included; `minutes` a day where it is a part of each day."""

    first: date
    last: date
    minutes: int | None = None

    def meets(self, other: Days) -> bool:
        """Return whether two leaves of whole days overlap or follow each other without a day between."""
        day = timedelta(days=1)
        return self.first - day <= other.last and other.first <= self.last + day

    def covers(self, other: Days) -> bool:
        """Return whether all of `other` is known by this one already."""
        return self.minutes in (None, other.minutes) and self.first <= other.first and other.last <= self.last


def joined(one: Days, other: Days) -> Days:
    """Return the whole of two leaves that meet."""
    return Days(min(one.first, other.first), max(one.last, other.last))


def impossible(days: Days, today: date) -> str:
    """Return why days cannot be leave, "" where they can; one sentence."""
    if days.last < days.first:
        return "It ends before it begins."
    if days.last < today - timedelta(days=31):
        return "It lies more than a month back."
    if days.last - days.first > LONGEST:
        return "It is longer than a year."
    return ""


def projects_hit(person: str, days: Days, booked: Iterable[Allocation]) -> tuple[str, ...]:
    """Return the projects a person is booked on in the weeks of the days, certain ones."""
    weeks = (IsoWeek.of(days.first), IsoWeek.of(days.last))
    return tuple(
        sorted(
            {
                one.project
                for one in booked
                if one.person == person and not one.tentative and weeks[0] <= one.week <= weeks[1]
            }
        )
    )
