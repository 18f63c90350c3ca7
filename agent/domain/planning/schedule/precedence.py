"""The order that tasks' predecessors ask for."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from agent.domain.planning.demand import Task
from agent.domain.planning.plan import Obstacle, Unplaced


def in_order(tasks: Sequence[Task]) -> tuple[tuple[Task, ...], tuple[Unplaced, ...]]:
    """Return the tasks so that each comes after its predecessors, by id where that leaves a choice; then circles.

    A predecessor that is not among the tasks counts as finished. Tasks in a circle, or behind one, are set aside.
    """
    known = {task.id: task for task in tasks}
    waits = {task.id: {name for name in task.after if name in known} for task in known.values()}
    follows: dict[str, list[str]] = {}
    for name, others in waits.items():
        for other in others:
            follows.setdefault(other, []).append(name)
    ready = [name for name, others in waits.items() if not others]
    heapq.heapify(ready)
    ordered: list[Task] = []
    while ready:
        name = heapq.heappop(ready)
        ordered.append(known[name])
        for follower in follows.get(name, ()):
            waits[follower].discard(name)
            if not waits[follower]:
                heapq.heappush(ready, follower)
    stuck = sorted(set(known) - {task.id for task in ordered})
    return tuple(ordered), tuple(_circle(known[name]) for name in stuck)


def _circle(task: Task) -> Unplaced:
    return Unplaced(task.id, task.project, task.minutes, Obstacle.CIRCLE)
