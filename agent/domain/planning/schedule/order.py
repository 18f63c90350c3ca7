"""Orders in which to place jobs: by a key, but never a job before those it waits for."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Sequence
from typing import TypeAlias

from agent.domain.planning.schedule.problem import NO_LIMIT, Job

Key: TypeAlias = "Callable[[Job], float]"


def ordered(jobs: Sequence[Job], among: Collection[int], key: Key) -> list[int]:
    """Return the numbers of `among` by `key`, least first, each after those of `among` that it waits for."""
    chosen = among if isinstance(among, set | frozenset) else set(among)
    waits = {number: sum(other in chosen for other in jobs[number].after) for number in chosen}
    ready = [(key(jobs[number]), number) for number, count in waits.items() if not count]
    heapq.heapify(ready)
    order = []
    while ready:
        number = heapq.heappop(ready)[1]
        order.append(number)
        for follower in jobs[number].before:
            if follower in waits:
                waits[follower] -= 1
                if not waits[follower]:
                    heapq.heappush(ready, (key(jobs[follower]), follower))
    return order


def pull(jobs: Sequence[Job]) -> list[int]:
    """Return for each job the weight of all due days that hang on it, its own and those of what follows it."""
    behind: list[set[int]] = [set() for _ in jobs]
    for job in reversed(jobs):
        behind[job.number] = {job.number}.union(*(behind[follower] for follower in job.before))
    return [sum(jobs[other].weight for other in others if jobs[other].due < NO_LIMIT) for others in behind]
