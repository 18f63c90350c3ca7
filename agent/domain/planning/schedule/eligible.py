"""Who may do a task, or what bars everyone."""

from __future__ import annotations

from collections.abc import Sequence

from agent.domain.planning.capacity import PersonCalendar
from agent.domain.planning.demand import Task
from agent.domain.planning.plan import Obstacle


def eligible(task: Task, people: Sequence[PersonCalendar]) -> tuple[tuple[PersonCalendar, ...], Obstacle | None]:
    """Return the people who may do a task, in the order given, and when there are none the reason."""
    able = [person for person in people if _able(task, person)]
    if not able:
        return (), _lack(task, people)
    willing = [person for person in able if person.id not in task.barred]
    if not willing:
        return (), Obstacle.ALL_BARRED
    if task.only_wanted:
        willing = [person for person in willing if person.id in task.wanted]
    return tuple(willing), None if willing else Obstacle.WANTED_CANNOT


def _able(task: Task, person: PersonCalendar) -> bool:
    skilled = task.skill is None or person.level(task.skill) >= max(1, task.level)
    return skilled and (task.role is None or task.role in person.roles)


def _lack(task: Task, people: Sequence[PersonCalendar]) -> Obstacle:
    if task.role is not None and not any(task.role in person.roles for person in people):
        return Obstacle.NOBODY_HAS_THE_ROLE
    if task.skill is not None and not any(person.level(task.skill) for person in people):
        return Obstacle.NOBODY_HAS_THE_SKILL
    return Obstacle.NOBODY_AT_THE_LEVEL
