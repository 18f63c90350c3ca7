"""Invented agencies for the planner: people with skills and leave, projects with phases, due days and priorities."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from agent.domain.planning.capacity import Absence, PersonCalendar, Skill
from agent.domain.planning.demand import Due, Task

START = date(2027, 1, 4)
LOAD = 0.8  # the share of everyone's delivery capacity that the projects ask for
_HOUR = 60
_SKILLS = {"strategy": 0.12, "design": 0.26, "development": 0.44, "qa": 0.1, "content": 0.08}
_PHASES = (  # (skill, share of the project's effort, phases it waits for)
    ("strategy", 0.1, ()),
    ("content", 0.08, (0,)),
    ("design", 0.24, (0,)),
    ("development", 0.24, (2,)),
    ("development", 0.2, (2,)),
    ("qa", 0.08, (3, 4)),
    ("development", 0.06, (5, 1)),
)


@dataclass(frozen=True, slots=True)
class Agency:
    """An invented agency and all that is asked of it over so many weeks from `START`."""

    people: tuple[PersonCalendar, ...]
    tasks: tuple[Task, ...]
    weeks: int


def agency(people: int, projects: int, weeks: int, seed: int) -> Agency:
    """Return an agency by its size; the same seed gives the same one on any machine."""
    dice = random.Random(f"{people}-{projects}-{weeks}-{seed}")
    crew = tuple(_person(number, people, weeks, dice) for number in range(people))
    hours = people * weeks * 32 * LOAD / projects
    tasks = [task for number in range(projects) for task in _project(number, hours, weeks, people, dice)]
    return Agency(crew, tuple(tasks), weeks)


def _person(number: int, people: int, weeks: int, dice: random.Random) -> PersonCalendar:
    first, until = (number + 0.5) / people, 0.0
    main = "content"
    for skill, share in _SKILLS.items():
        until += share
        if first <= until:
            main = skill
            break
    others = [skill for skill in _SKILLS if skill != main]
    skills = [
        Skill(main, dice.choice((3, 4, 5))),
        *(Skill(skill, 2) for skill in dice.sample(others, dice.choice((1, 1, 2)))),
    ]
    days = dice.choice((5, 5, 5, 4, 3))
    away = START + timedelta(weeks=dice.randrange(weeks))
    leave = (Absence(away, away + timedelta(days=dice.choice((4, 11)))),)
    pattern = tuple(480 if day < days else 0 for day in range(7))
    return PersonCalendar(f"p{number:03}", pattern, skills=tuple(skills), leave=leave, non_delivery=Fraction(1, 5))


def _project(number: int, hours: float, weeks: int, people: int, dice: random.Random) -> list[Task]:
    size = hours * dice.uniform(0.4, 1.6)
    start = START + timedelta(weeks=dice.randrange(max(1, int(weeks * 0.7))))
    priority = dice.choice((1, 1, 2, 2, 3, 5))
    pace = dice.uniform(0.7, 1.3)
    team = max(1, min(4, round(size / 350), people // 4))
    tasks: list[Task] = []
    due_at: list[float] = []
    for phase, (skill, share, after) in enumerate(_PHASES):
        effort = max(8, round(size * share * dice.uniform(0.7, 1.3)))
        ends = max((due_at[one] for one in after), default=0.0) + pace * effort / (6 * team) + 3
        due_at.append(ends)
        due = start + timedelta(days=round(ends * 7 / 5))
        tasks.append(
            Task(
                f"P{number:03}-{phase}",
                f"P{number:03}",
                effort * _HOUR,
                skill=skill,
                level=2,
                earliest=start,
                due=Due(due) if phase in (2, len(_PHASES) - 1) else None,
                after=tuple(f"P{number:03}-{one}" for one in after),
                priority=priority,
                most_people=team,
            )
        )
    return tasks
