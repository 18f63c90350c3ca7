"""Deliverables as parts of a scope: what each costs in effort, and the scope without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.domain.planning.demand import Task


def costliest(tasks: Sequence[Task]) -> str | None:
    """Return the deliverable with the most effort, the first by name of several; None where there are not two."""
    effort: dict[str, int] = {}
    for task in tasks:
        if task.deliverable is not None:
            effort[task.deliverable] = effort.get(task.deliverable, 0) + task.minutes
    rest = any(task.deliverable is None for task in tasks)
    if len(effort) + rest < 2:
        return None
    return min(effort, key=lambda name: (-effort[name], name))


def without(tasks: Sequence[Task], deliverable: str) -> tuple[Task, ...]:
    """Return the tasks without a deliverable's own; who waited for one of them waits for what that one waited for."""
    after = {task.id: task.after for task in tasks}
    gone = {task.id for task in tasks if task.deliverable == deliverable}
    kept = (task for task in tasks if task.id not in gone)
    return tuple(replace(task, after=_through(task.after, after, gone)) for task in kept)


def _through(names: Sequence[str], after: dict[str, tuple[str, ...]], gone: set[str]) -> tuple[str, ...]:
    """Return the predecessors with each one that is gone replaced by its own, at any depth."""
    found: dict[str, None] = {}
    waiting, seen = list(names), set()
    while waiting:
        name = waiting.pop(0)
        if name not in gone:
            found[name] = None
        elif name not in seen:
            seen.add(name)
            waiting += after[name]
    return tuple(found)
