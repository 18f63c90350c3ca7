"""Which jobs to take off together: a late one (or one it had to wait for), and some that stand in its way."""

from __future__ import annotations

import random

from agent.domain.planning.schedule.problem import NO_LIMIT
from agent.domain.planning.schedule.state import Schedule

_MOST = 5  # jobs in the way that come off at once; what follows them comes off too
_COMPARED = 6  # late jobs of which the worst is the seed
_EARLIER = (0, 3, 8)  # days before the seed could begin from which on others are in its way


class Neighbourhood:
    """Chooses sets of jobs that share people and days; each set holds all that follows its jobs."""

    def __init__(self, made: Schedule, dice: random.Random) -> None:
        self._made = made
        self._dice = dice
        self._due = [job.number for job in made.given.jobs if job.due < NO_LIMIT]

    def choose(self) -> tuple[int, set[int]]:
        """Return a seed, and the jobs to take off with it."""
        seed = self._seed()
        near = self._in_the_way(seed)
        taken = self._dice.sample(near, min(len(near), self._dice.randint(1, _MOST)))
        return seed, self._with_followers({seed, *taken})

    def _seed(self) -> int:
        """Return the worst of a few due jobs, or one it had to wait for; now and then any job."""
        jobs, dice = self._made.given.jobs, self._dice
        if not self._due or dice.random() < 0.15:
            return dice.randrange(len(jobs))
        tried = dice.sample(self._due, min(_COMPARED, len(self._due)))
        seed = max(tried, key=lambda one: self._made.late_days(one) * jobs[one].weight)
        while jobs[seed].after and dice.random() < 0.6:
            seed = dice.choice(jobs[seed].after)
        return seed

    def _in_the_way(self, seed: int) -> list[int]:
        """Return the jobs on which people who could do the seed work between its earliest start and its end."""
        job, where = self._made.given.jobs[seed], self._made.placed[seed]
        start = self._made.ready(seed) or 0
        first, last = start - self._dice.choice(_EARLIER), where.last if where is not None else start + 10
        people = set(job.people)
        return [
            number
            for number, other in enumerate(self._made.placed)
            if other is not None
            and number != seed
            and other.first <= last
            and other.last >= first
            and any(person in people for person, _ in other.parts)
        ]

    def _with_followers(self, start: set[int]) -> set[int]:
        jobs, found, waiting = self._made.given.jobs, set(start), list(start)
        while waiting:
            for follower in jobs[waiting.pop()].before:
                if follower not in found:
                    found.add(follower)
                    waiting.append(follower)
        return found
