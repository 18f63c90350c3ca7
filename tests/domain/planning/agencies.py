"""Small agencies for the tests: by hand, and drawn by hypothesis."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from agent.domain.planning.calendar import IsoWeek, days_between
from agent.domain.planning.capacity import Absence, PersonCalendar, Skill
from agent.domain.planning.demand import Due, Task

MONDAY = date(2027, 1, 4)
WEEK = IsoWeek.of(MONDAY)
HOUR = 60


def person(name: str, *skills: str, hours: int = 8, **more: object) -> PersonCalendar:
    """Return somebody who has these skills at level 3 and works `hours` on each of five days."""
    pattern = tuple(hours * HOUR if day < 5 else 0 for day in range(7))
    given = {"pattern": pattern, "skills": tuple(Skill(skill) for skill in skills)} | more
    return PersonCalendar(name, **given)  # type: ignore[arg-type]


def task(name: str, skill: str, hours: int, **more: object) -> Task:
    """Return a task of project P, or of the project that `more` names."""
    given = {"project": "P", "skill": skill} | more
    return Task(name, minutes=hours * HOUR, **given)  # type: ignore[arg-type]


@st.composite
def crews(draw: st.DrawFn, most: int = 4, weeks: int = 3) -> tuple[PersonCalendar, ...]:
    """Draw people with up to two skills, short days, leave and holidays."""
    return tuple(_drawn(draw, f"p{number}", weeks) for number in range(draw(st.integers(1, most))))


def _drawn(draw: st.DrawFn, name: str, weeks: int) -> PersonCalendar:
    days = list(days_between(MONDAY, MONDAY + timedelta(days=7 * weeks - 1)))
    skills = draw(st.sets(st.sampled_from(["a", "b"]), min_size=1))
    away = draw(st.lists(st.sampled_from(days), max_size=2))
    leave = tuple(Absence(day, day + timedelta(days=draw(st.integers(0, 2)))) for day in away)
    return person(name, *sorted(skills), hours=draw(st.sampled_from([4, 8])), leave=leave)


@st.composite
def worklists(draw: st.DrawFn, most: int = 5) -> tuple[Task, ...]:
    """Draw tasks of two projects with predecessors, due days, slices and teams."""
    count = draw(st.integers(1, most))
    return tuple(_task(draw, number) for number in range(count))


def _task(draw: st.DrawFn, number: int) -> Task:
    after = draw(st.sets(st.sampled_from(range(number)), max_size=2)) if number else set()
    due = draw(st.none() | st.integers(0, 20))
    return task(
        f"t{number}",
        draw(st.sampled_from(["a", "b"])),
        draw(st.integers(1, 12)) * 4,
        project=draw(st.sampled_from(["P", "Q"])),
        after=tuple(f"t{one}" for one in sorted(after)),
        due=None if due is None else Due(MONDAY + timedelta(days=due), draw(st.booleans())),
        least_a_week=draw(st.sampled_from([1, 4])) * HOUR,
        most_a_week=draw(st.sampled_from([None, 12 * HOUR])),
        most_people=draw(st.integers(1, 3)),
        priority=draw(st.integers(1, 5)),
    )
