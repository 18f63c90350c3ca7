"""TaskJuggler on an invented agency: what it is given, and how late its plan is. Without `tj3`: not measured."""

from __future__ import annotations

import csv
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from agent.domain.planning.calendar import working_days_late
from agent.domain.planning.demand import Task
from benchmarks.stage.agencies import START, Agency

_DAYS = ("mon", "tue", "wed", "thu", "fri")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rival's plan: weighted working days late, seconds of processor, and what kept it from planning, if anything."""

    late: int | None
    seconds: float
    trouble: str = ""


def available() -> bool:
    """Return whether TaskJuggler 3 is installed (Debian: tj3)."""
    return shutil.which("tj3") is not None


def run(given: Agency, limit_seconds: float) -> Outcome:
    """Let TaskJuggler plan the agency, and count the days late by the rule that the planner is counted by."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "agency.tjp").write_text(project(given), encoding="utf-8")
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        try:
            done = subprocess.run(
                ["tj3", "--silent", "--output-dir", folder, "agency.tjp"],
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=limit_seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Outcome(None, time.perf_counter() - started, "took too long")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        report = Path(folder, "ends.csv")
        if not report.exists():
            return Outcome(None, seconds, (done.stderr or done.stdout).strip()[-200:])
        return Outcome(_late(given, report), seconds)


def _late(given: Agency, report: Path) -> int:
    with report.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    ends = {row["Id"].rsplit(".", 1)[-1]: date.fromisoformat(row["End"][:10]) for row in rows}
    return sum(
        task.priority * working_days_late(task.due.day, ends[_name(task.id)])
        for task in given.tasks
        if task.due is not None
    )


def project(given: Agency) -> str:
    """Return the agency as TaskJuggler reads it: people with 80% efficiency, tasks with alternatives and priorities."""
    end = START + timedelta(weeks=2 * given.weeks)
    lines = [f'project agency "Agency" {START} - {end} {{ timezone "UTC" timeformat "%Y-%m-%d" }}']
    lines += _people(given)
    for task in given.tasks:
        lines += _task(given, task)
    lines.append('taskreport ends "ends" { formats csv columns id, end }')
    return "\n".join(lines) + "\n"


def _people(given: Agency) -> Iterator[str]:
    for person in given.people:
        share = float(1 - person.non_delivery)
        worked = [name for name, minutes in zip(_DAYS, person.pattern, strict=False) if minutes]
        idle = [name for name in _DAYS if name not in worked]
        hours = f"workinghours {', '.join(worked)} 9:00 - 17:00"
        off = f"workinghours {', '.join([*idle, 'sat', 'sun'])} off"
        leave = "\n".join(f"  leaves annual {one.first} - {one.last + timedelta(days=1)}" for one in person.leave)
        yield f'resource {person.id} "{person.id}" {{ efficiency {share}\n  {hours}\n  {off}\n{leave} }}'


def _task(given: Agency, task: Task) -> Iterator[str]:
    able = [person.id for person in given.people if person.level(task.skill or "") >= task.level]
    yield f'task {_name(task.id)} "{task.id}" {{'
    yield f"  effort {max(1, round(task.minutes / 60))}h priority {min(1000, 100 * task.priority + 1)}"
    if task.after:
        yield f"  depends {', '.join(_name(name) for name in task.after)}"
    else:
        yield f"  start {max(START, task.earliest or START)}"
    for number in range(min(task.most_people, len(able))):
        first, *others = able[number:] + able[:number]
        rest = f"alternative {', '.join(others)} " if others else ""
        yield f"  allocate {first} {{ {rest}select minloaded persistent }}"
    yield "}"


def _name(task: str) -> str:
    return task.replace("-", "_")
