"""Laying one job on people's free minutes: as early as the rules of slices and weekly limits allow.

In each week a person gives at least the job's least slice and at most its weekly limit; only the last week of a part
that began with a full slice may be smaller. For one person, taking all there is from the first day on is the earliest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from agent.domain.planning.schedule.agenda import Agenda, Slices
from agent.domain.planning.schedule.problem import Job

NEVER = 1 << 30
"""The finish of what does not fit before the end of the horizon."""

Parts: TypeAlias = "tuple[tuple[int, Slices], ...]"
"""A job laid on people: (number of the person, their slices)."""


def finish_alone(free: Agenda, person: int, job: Job, start: int, bound: int = NEVER) -> int:
    """Return the day on which a person alone would finish a job begun on day `start` at the earliest.

    `NEVER` when it does not fit, or when it certainly ends after day `bound`.
    """
    days, weeks, ends = free.free[person], free.by_week[person], free.grid.ends
    if start >= len(days):
        return NEVER
    left, least, most = job.minutes, job.least, job.most
    week, first = free.grid.week_of[start], start
    room = sum(days[start : ends[week]])
    while True:
        take = room if room < most else most
        if take >= left:
            return _reached(days, first, left)
        if take >= least:
            left -= take
        first = ends[week]
        week += 1
        if week >= len(weeks) or first > bound:
            return NEVER
        room = weeks[week]


def _reached(days: Sequence[int], first: int, minutes: int) -> int:
    """Return the day from `first` on by which `minutes` are free."""
    for day in range(first, len(days)):
        minutes -= days[day]
        if minutes <= 0:
            return day
    return NEVER


def lay_alone(free: Agenda, person: int, job: Job, start: int) -> Parts | None:
    """Return a person's slices of a whole job, or None when it does not fit."""
    finish = finish_alone(free, person, job, start)
    if finish == NEVER:
        return None
    return ((person, _slices(free, person, start, finish, job)),)


def _slices(free: Agenda, person: int, start: int, finish: int, job: Job) -> Slices:
    """Return the earliest slices of a whole job from `start` on; it is known to be done by `finish`."""
    days, ends, week_of = free.free[person], free.grid.ends, free.grid.week_of
    slices: list[tuple[int, int]] = []
    left, day = job.minutes, start
    while left > 0 and day <= finish:
        end = ends[week_of[day]]
        take = min(sum(days[day:end]), job.most, left)
        if take >= job.least or take == left:
            slices += _taken(days, day, end, take)
            left -= take
        day = end
    return tuple(slices)


def _taken(days: Sequence[int], first: int, end: int, minutes: int) -> list[tuple[int, int]]:
    taken = []
    for day in range(first, end):
        part = min(days[day], minutes)
        if part:
            taken.append((day, part))
            minutes -= part
    return taken


def lay_together(free: Agenda, team: Sequence[int], job: Job, start: int, bound: int = NEVER) -> Parts | None:
    """Return a job laid on several people who share it from `start` on, or None when that does not fit.

    Everyone gives what they have; in the last week those who are already on it come first, and somebody new only
    with a full slice. Who turns out not to be needed gets no part. None too when it would end after day `bound`.
    """
    ends = free.grid.ends
    parts: dict[int, list[tuple[int, int]]] = {person: [] for person in team}
    left, day, last = job.minutes, start, min(bound, len(free.grid.days) - 1)
    while day <= last:
        end = ends[free.grid.week_of[day]]
        offers = [(person, _offer(free, person, job, day, end, bool(parts[person]))) for person in team]
        total = sum(minutes for _, minutes in offers)
        shares = _last_week(free, parts, job, left, day, min(end, last + 1)) if total >= left else None
        if shares is None:
            shares = _whole_week(offers, job, left, end)
        for person, minutes, until in shares:
            parts[person] += _taken(free.free[person], day, until, minutes)
            left -= minutes
        if not left:
            return tuple((person, tuple(slices)) for person, slices in parts.items() if slices)
        day = end
    return None


def _whole_week(offers: Sequence[tuple[int, int]], job: Job, left: int, end: int) -> list[tuple[int, int, int]]:
    """Return who gives all they have this week, as long as something is left to be done after it."""
    shares = []
    for person, minutes in offers:
        if job.least <= minutes < left:
            shares.append((person, minutes, end))
            left -= minutes
    return shares


def _offer(free: Agenda, person: int, job: Job, first: int, end: int, joined: bool) -> int:
    minutes = min(sum(free.free[person][first:end]), job.most)
    return minutes if joined or minutes >= job.least else 0


def _last_week(
    free: Agenda, parts: dict[int, list[tuple[int, int]]], job: Job, left: int, first: int, end: int
) -> list[tuple[int, int, int]] | None:
    """Return who gives what until when, so that the job is done on the earliest day of this week; None if never."""
    for until in range(first + 1, end + 1):
        offers = [(person, _offer(free, person, job, first, until, bool(parts[person]))) for person in parts]
        if sum(minutes for _, minutes in offers) >= left:
            offers.sort(key=lambda one: (not parts[one[0]], -one[1]))
            shares = _shares(offers, {person for person in parts if parts[person]}, job, left)
            if shares is not None:
                return [(person, minutes, until) for person, minutes in shares]
    return None


def _shares(offers: Sequence[tuple[int, int]], joined: set[int], job: Job, left: int) -> list[tuple[int, int]] | None:
    """Return who gives what of the rest; None when somebody new would be left with less than a slice."""
    shares: list[tuple[int, int]] = []
    for person, offer in offers:
        minutes = min(offer, left)
        if 0 < minutes < job.least and person not in joined:
            if not _topped_up(shares, joined, job, minutes):
                return None
            minutes = left = job.least
        if minutes:
            shares.append((person, minutes))
            left -= minutes
    return shares if not left else None


def _topped_up(shares: list[tuple[int, int]], joined: set[int], job: Job, minutes: int) -> bool:
    """Take so much from the one before that `minutes` become a slice; say whether they could spare it."""
    if not shares:
        return False
    giver, theirs = shares[-1]
    rest = theirs - (job.least - minutes)
    if rest < (1 if giver in joined else job.least):
        return False
    shares[-1] = (giver, rest)
    return True
