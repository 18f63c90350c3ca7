"""Choosing who does a job: the people with whom it is done best, few of them, and those who know the project first."""

from __future__ import annotations

from dataclasses import dataclass

from agent.domain.planning.schedule.agenda import Agenda
from agent.domain.planning.schedule.filling import NEVER, Parts, finish_alone, lay_alone, lay_together
from agent.domain.planning.schedule.problem import Job

_ENOUGH_GAIN = 1  # days a further person must save
_MOST_TRIED = 4  # further people looked at, those who would be quickest alone


@dataclass(frozen=True, slots=True)
class Laid:
    """A job on people, with its first and last day."""

    parts: Parts
    first: int
    last: int


def laid(parts: Parts) -> Laid:
    """Return parts with their first and last day."""
    return Laid(parts, min(slices[0][0] for _, slices in parts), max(slices[-1][0] for _, slices in parts))


@dataclass(slots=True)
class Preferences:
    """What makes one person better than another for a job that both would finish in time."""

    on_project: dict[tuple[int, int], int]  # (person, project): jobs of theirs on it, by bookings and so far
    outside: frozenset[int]
    breadth: tuple[int, ...]  # how many jobs each person could do: the least flexible go first
    passed: frozenset[tuple[int, int]] = frozenset()  # (job, person) looked over this time, to try others

    def rank(self, job: Job, person: int, finish: int) -> tuple[int, ...]:
        """Return a key; smaller is better: days late, asked for, own staff, on the project, early, easily spared."""
        return (
            max(0, finish - job.latest),
            person not in job.wanted,
            person in self.outside,
            not self.on_project.get((person, job.project)),
            finish,
            self.breadth[person],
            person,
        )


def lay(free: Agenda, job: Job, start: int, preferences: Preferences) -> Laid | None:
    """Return the job on the best person, or on a few when one alone would be late; None when there is no room."""
    ranked = _ranked(free, job, start, preferences)
    best = lay_alone(free, ranked[0][-1], job, start) if ranked else None
    alone = laid(best) if best is not None else None
    if job.team == 1 or (alone is not None and alone.last <= job.latest):
        return alone
    quickest = [key[-1] for key in ranked]
    return _joined(free, job, start, [*quickest, *(one for one in job.people if one not in quickest)], alone)


def _ranked(free: Agenda, job: Job, start: int, preferences: Preferences) -> list[tuple[int, ...]]:
    """Return the keys of those who can do the job alone, best first; each ends with the person."""
    ranked = []
    bound = NEVER
    for person in job.people:
        if (job.number, person) in preferences.passed:
            continue
        finish = finish_alone(free, person, job, start, bound)
        if finish < NEVER:
            ranked.append(preferences.rank(job, person, finish))
            bound = min(bound, max(finish, job.latest)) if job.team == 1 else bound
    return sorted(ranked)


def _joined(free: Agenda, job: Job, start: int, people: list[int], alone: Laid | None) -> Laid | None:
    """Add people one by one as long as each saves a day, up to the job's most, or until it is in time."""
    team, best = [people[0]], alone
    while len(team) < job.team and (best is None or best.last > job.latest):
        others = [person for person in people if person not in team][:_MOST_TRIED]
        if not others:
            return best
        bound = NEVER if best is None else best.last - _ENOUGH_GAIN
        better, person = min((_with(free, job, start, team, person, bound) for person in others), key=_last)
        if better is not None:
            best = better
        elif best is not None:
            return best
        team.append(person)
    return best


def _with(free: Agenda, job: Job, start: int, team: list[int], person: int, bound: int) -> tuple[Laid | None, int]:
    parts = lay_together(free, [*team, person], job, start, bound)
    return (laid(parts) if parts is not None else None), person


def _last(found: tuple[Laid | None, int]) -> tuple[int, int]:
    return (found[0].last if found[0] is not None else NEVER), found[1]
