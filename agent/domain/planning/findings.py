"""What is wrong with the weeks ahead, worst first: who is over, what comes late, what nobody does, who has no work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agent.domain.planning.booking import Overload
from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.capacity import HOUR, WeekCapacity
from agent.domain.planning.demand import Allocation

_NEXT_WEEKS = 4
_CRUMB = 8 * HOUR  # less than a day of room or of missing hours is nothing to speak of


class FindingKind(StrEnum):
    """What can be wrong, worst first."""

    GONE = "gone"  # booked, but not in agency.toml any more
    OVER = "over"
    LATE = "late"  # work is booked after the day it was promised for
    UNSTAFFED = "unstaffed"  # sold hours that nobody is booked for
    SQUEEZED = "squeezed"  # tentative work does not fit beside what is booked
    IDLE = "idle"  # no project work next week
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know: who or what, in which week, how many minutes, by which day."""

    kind: FindingKind
    person: str = ""
    project: str = ""
    week: IsoWeek | None = None
    minutes: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What was sold for a project (None: the SOW says no hours) and by when."""

    project: str
    minutes: int | None
    due: date | None


def people_findings(
    weeks: Iterable[WeekCapacity], over: Sequence[Overload], known: frozenset[str], this_week: IsoWeek
) -> tuple[Finding, ...]:
    """Return what is wrong with people's weeks; `known` are those of agency.toml."""
    found = [_over(one, known) for one in over]
    rows = list(weeks)
    found += [_squeezed(one) for one in rows if one.tentative and one.free_beside_tentative < 0 <= one.free]
    soon = [one for one in rows if 0 < one.week - this_week <= _NEXT_WEEKS]
    for person in dict.fromkeys(one.person for one in soon):
        own = [one for one in soon if one.person == person]
        found += _slack(person, own, this_week + 1)
    return tuple(found)


def project_findings(
    promises: Iterable[Promise], booked: Iterable[Allocation], earlier: Mapping[str, int]
) -> tuple[Finding, ...]:
    """Return what is wrong with projects: booked past their due day, or sold and not booked.

    `earlier` holds the minutes of each project that were booked before the present week.
    """
    minutes = dict(earlier)
    last: dict[str, IsoWeek] = {}
    for one in booked:
        minutes[one.project] = minutes.get(one.project, 0) + one.minutes
        last[one.project] = max(one.week, last.get(one.project, one.week))
    return tuple(finding for promise in promises for finding in _promised(promise, minutes, last))


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order in which a lead should read them."""
    order = list(FindingKind)
    return tuple(
        sorted(findings, key=lambda f: (order.index(f.kind), f.week or IsoWeek(1, 1), -f.minutes, f.person, f.project))
    )


def _over(one: Overload, known: frozenset[str]) -> Finding:
    kind = FindingKind.OVER if one.person in known else FindingKind.GONE
    return Finding(kind, one.person, ", ".join(one.projects), one.week, one.minutes)


def _squeezed(one: WeekCapacity) -> Finding:
    return Finding(FindingKind.SQUEEZED, one.person, week=one.week, minutes=-one.free_beside_tentative)


def _slack(person: str, weeks: list[WeekCapacity], next_week: IsoWeek) -> list[Finding]:
    first = next((one for one in weeks if one.week == next_week), None)
    if first is not None and first.delivery and not first.planned and not first.tentative:
        return [Finding(FindingKind.IDLE, person, week=next_week, minutes=first.delivery)]
    room = sum(max(0, one.free_beside_tentative) for one in weeks)
    delivery = sum(one.delivery for one in weeks)
    return [Finding(FindingKind.ROOM, person, minutes=room)] if room > max(_CRUMB, delivery // 3) else []


def _promised(promise: Promise, minutes: Mapping[str, int], last: Mapping[str, IsoWeek]) -> list[Finding]:
    found = []
    booked, end = minutes.get(promise.project, 0), last.get(promise.project)
    if promise.due is not None and end is not None and end.monday > promise.due:
        found.append(Finding(FindingKind.LATE, project=promise.project, week=end, day=promise.due))
    if promise.minutes is not None and promise.minutes - booked >= _CRUMB:
        missing = promise.minutes - booked
        found.append(Finding(FindingKind.UNSTAFFED, project=promise.project, minutes=missing, day=promise.due))
    return found
