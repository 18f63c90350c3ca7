"""Booking: shifts are made only where they are still true and overload nobody; what they change, person by person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agent.domain.planning.booking import overloads
from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.shifts import Shift, after_shifts, minutes_by_slot, stale
from agent.services.planning.capacity_facts import hours
from agent.services.planning.situation import Situation
from agent.store import allocations
from agent.store.unit_of_work import UnitOfWork
from outbox.letters.plan_booked import Booking
from templates.formats import date_text, number_text


def book(work: UnitOfWork, now: Situation, shifts: Sequence[Shift], locale: str) -> str:
    """Make the shifts and return ""; or make none and return why not, in one sentence."""
    refused = refusal(now, shifts, locale)
    if not refused:
        allocations.shift(work, shifts, now.ids)
    return refused


def refusal(now: Situation, shifts: Sequence[Shift], locale: str) -> str:
    """Return why shifts cannot be made as a whole, "" when they can."""
    changed = stale(shifts, minutes_by_slot(now.certain))
    if changed:
        one = changed[0]
        week = date_text(one.week.monday, locale)
        return f"{now.name(one.person)}'s hours on {one.project} in the week of {week} were changed since."
    gone = [one.project for one in shifts if one.after and one.project not in now.ids]
    if gone:
        return f"{gone[0]} is no open project any more."
    return _overload(now, shifts, locale)


def _overload(now: Situation, shifts: Sequence[Shift], locale: str) -> str:
    """Return who would be over where they are not already, or more than already."""
    before = {(one.person, one.week): one.minutes for one in now.overloads()}
    grows = {(one.person, one.week) for one in shifts if one.after > one.before}
    for one in overloads(now.everyone, after_shifts(now.certain, shifts)):
        slot = (one.person, one.week)
        if slot in grows and one.minutes > before.get(slot, 0):
            over, week = number_text(hours(one.minutes), locale), date_text(one.week.monday, locale)
            return f"{now.name(one.person)} would be over by {over} h in the week of {week}."
    return ""


def bookings_of(now: Situation, shifts: Iterable[Shift], sign: int = 1) -> tuple[Booking, ...]:
    """Return what shifts change, summed by person, project and role; `sign` -1 tells them as taken back."""
    sums: dict[tuple[str, str, str], tuple[int, list[IsoWeek]]] = {}
    for one in shifts:
        minutes, weeks = sums.get((one.person, one.project, one.task), (0, []))
        sums[one.person, one.project, one.task] = (minutes + sign * (one.after - one.before), [*weeks, one.week])
    return tuple(
        Booking(now.name(person), project, hours(minutes), min(weeks).monday, max(weeks).monday, role)
        for (person, project, role), (minutes, weeks) in sorted(sums.items())
    )
