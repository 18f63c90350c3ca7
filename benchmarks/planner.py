"""The planner beside TaskJuggler and a plain CP-SAT model on invented agencies, and its search on PSPLIB, in one run.

    python -m benchmarks.planner [--quick] [--part agencies|psplib|answers] [--seeds N] [--people N] [--every N]
                                [--wall] [--out FILE]

Everything is interleaved by instance. Seconds are of the processor by default (parallel solvers get two a second), so
that a busy machine changes nothing but the patience it takes; `--wall` counts by the clock.
Where the plain model is too big to build, or finds nothing in its time, it has no plan. TaskJuggler runs where
`tj3` is installed, PSPLIB where `DESK_CORPUS` or the folder beside the checkout holds it.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from agent.domain.planning.booking import overloads
from agent.domain.planning.calendar import IsoWeek
from agent.domain.planning.capacity import Absence, PersonCalendar, Skill
from agent.domain.planning.demand import Allocation, Due
from agent.domain.planning.promise import Calendar, Promise
from agent.domain.planning.repairing.moves import Repair
from agent.domain.planning.schedule.greedy import first_schedule
from agent.domain.planning.schedule.problem import Problem, problem
from agent.domain.planning.schedule.result import allocations, to_plan
from agent.domain.planning.schedule.search import Effort, better
from agent.domain.planning.schedule.state import Schedule
from agent.domain.planning.staffing import QUICK, staff
from agent.planner.answers import Planner
from agent.planner.questions import Breakage, Feasibility
from benchmarks.stage import exact_rcpsp, plain_cpsat, rcpsp, taskjuggler
from benchmarks.stage.agencies import START, Agency, agency
from benchmarks.stage.budget import Budget
from benchmarks.stage.report import median, percentile, write

SIZES = ((8, 5, 26), (25, 40, 26), (25, 40, 52), (100, 400, 52))
QUICK_SIZES = ((8, 5, 26), (25, 40, 26))
SECONDS = (1.0, 5.0, 20.0)
PATIENCE = 600.0  # wall seconds for one run of TaskJuggler
_SHARE_SEARCHED = 0.4  # of an RCPSP budget goes to the search over orders, the rest to CP-SAT from where it ended
Row = dict[str, object]
_T = TypeVar("_T")


def main() -> None:
    """Run the parts that are asked for, print a table of each and write all results."""
    asked = _arguments()
    result: Row = {"by": "wall" if asked.wall else "processor"}
    seconds = SECONDS[:2] if asked.quick else SECONDS
    if asked.part in (None, "agencies"):
        sizes = QUICK_SIZES if asked.quick else SIZES
        rows = list(_agencies([one for one in sizes if one[0] <= asked.people], asked.seeds, seconds, not asked.wall))
        _table("Agencies: weighted working days late", rows)
        result["agencies"] = rows
    if asked.part in (None, "answers"):
        result["answers"] = _answers(4 if asked.quick else 20)
        _table("Feasibility and repair, 25 people, 40 projects", [result["answers"]])  # type: ignore[list-item]
    if asked.part in (None, "psplib"):
        rows = _psplib(seconds, asked.every, not asked.wall)
        _table("PSPLIB: mean gap to the best known makespan", rows)
        result["psplib"] = rows
    print(write("planner", result, asked.out))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The planner beside its rivals.")
    parser.add_argument("--quick", action="store_true", help="small agencies, 1 and 5 seconds only")
    parser.add_argument("--part", choices=("agencies", "psplib", "answers"))
    parser.add_argument("--seeds", type=int, default=2, help="agencies of each size")
    parser.add_argument("--people", type=int, default=100, help="leave larger agencies out")
    parser.add_argument("--every", type=int, default=10, help="take every so many-th PSPLIB instance")
    parser.add_argument("--wall", action="store_true", help="count seconds by the clock")
    parser.add_argument("--out", type=Path, help="where to write the results")
    return parser.parse_args()


def _agencies(
    sizes: Sequence[tuple[int, int, int]], seeds: int, seconds: tuple[float, ...], by_processor: bool
) -> Iterator[Row]:
    for people, projects, weeks in sizes:
        for seed in range(1, seeds + 1):
            given = agency(people, projects, weeks, seed)
            row: Row = {"agency": f"{people} x {projects} x {weeks} #{seed}"}
            compiled = problem(given.people, given.tasks, START, 2 * weeks)
            row |= _first(given)
            for budget in seconds:
                row[f"desk {budget:g} s"] = _searched(compiled, given, Budget(budget, by_processor))
            late = plain_cpsat.weighted_late(compiled, Budget(seconds[-1], by_processor))
            row[f"cp-sat {seconds[-1]:g} s"] = "no plan" if late is None else late
            row |= _taskjuggler(given)
            row["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(row, flush=True)
            yield row


def _first(given: Agency) -> Row:
    started = time.process_time()
    plan = staff(given.people, given.tasks, START, 2 * given.weeks, effort=QUICK)
    whole = time.process_time() - started
    started = time.process_time()
    first_schedule(problem(given.people, given.tasks, START, 2 * given.weeks))
    bare = time.process_time() - started
    return {
        "first": sum(_weights(given)[one.task] * one.working_days for one in plan.lateness),
        "first ms": round(1000 * bare),
        "with reasons ms": round(1000 * whole),
    }


def _weights(given: Agency) -> dict[str, int]:
    return {task.id: task.priority for task in given.tasks}


def _searched(given: Problem, whole: Agency, budget: Budget) -> int:
    """Return the lateness after so many seconds; the rounds are set by what a few of them take."""
    over, started = budget.over(), time.process_time()
    made = first_schedule(given)
    trial = time.process_time()
    better(made, Effort(20))
    per_round = max(1e-5, (time.process_time() - trial) / 20)
    rounds = int((budget.seconds - (time.process_time() - started)) / per_round)
    better(made, Effort(max(1, rounds)), over)
    assert not overloads(whole.people, allocations(given, made.placed))
    return _late(made)


def _late(made: Schedule) -> int:
    plan = to_plan(made)
    return plan.proof.cost if plan.proof is not None and not plan.unplaced else made.cost.lateness


def _taskjuggler(given: Agency) -> Row:
    if not taskjuggler.available():
        return {"taskjuggler": "not measured"}
    found = taskjuggler.run(given, PATIENCE)
    return {"taskjuggler": found.late if found.late is not None else found.trouble, "tj s": round(found.seconds, 1)}


def _answers(count: int) -> Row:
    """Ask for dates and repairs at agency size through the child process, as a mail would; by the clock."""
    given = agency(25, 40, 26, 1)
    booked = staff(given.people, given.tasks[:190], START, 52, effort=Effort(100)).allocations
    planner = Planner()
    try:
        asked = [_feasibility(given, booked, number) for number in range(count)]
        planner.promise(asked[0])  # the child is warm from then on
        promised = [_timed(partial(_promised, planner, one)) for one in asked]
        mended = [_timed(partial(_mended, planner, one)) for one in _breakages(given, booked, count)]
    finally:
        planner.close()
    offers = [offer for _, answer in promised for offer in answer.offers]
    whole = [(seconds, one) for seconds, one in mended if one.whole]
    return {
        "promises": count,
        "median s": round(median([seconds for seconds, _ in promised]), 2),
        "p99 s": round(percentile([seconds for seconds, _ in promised], 99), 2),
        "offers proven": f"{sum(one.proven for one in offers)}/{len(offers)}",
        "repairs whole": f"{len(whole)}/{len(mended)}",
        "proven minimal": f"{sum(one.minimal for _, one in whole)}/{len(whole)}",
        "repair median s": round(median([seconds for seconds, _ in mended]), 2),
        "repair p99 s": round(percentile([seconds for seconds, _ in mended], 99), 2),
        "most moved %": round(100 * max(one.price.moves for _, one in mended) / len(booked), 1),
    }


def _promised(planner: Planner, asked: Feasibility) -> Promise:
    return planner.promise(asked).value


def _mended(planner: Planner, asked: Breakage) -> Repair:
    return planner.repair(asked).value


def _timed(ask: Callable[[], _T]) -> tuple[float, _T]:
    started = time.perf_counter()
    value = ask()
    return time.perf_counter() - started, value


def _feasibility(given: Agency, booked: tuple[Allocation, ...], number: int) -> Feasibility:
    other = agency(25, 40, 26, 100 + number // 40)
    name = f"P{number % 40:03}"
    tasks = tuple(replace(task, deliverable=task.id[-1], earliest=None) for task in other.tasks if task.project == name)
    hired = (
        PersonCalendar("zd", skills=(Skill("development", 3),)),
        PersonCalendar("zu", skills=(Skill("design", 3),)),
    )
    return Feasibility(Calendar(given.people, START, 52, booked, hired), tasks, START.replace(month=4))


def _breakages(given: Agency, booked: tuple[Allocation, ...], count: int) -> Iterator[Breakage]:
    """Somebody falls sick for a week, one person after the other, in the third week and later."""
    soft = tuple(replace(task, due=None if task.due is None else Due(task.due.day, hard=False)) for task in given.tasks)
    for number in range(count):
        monday = (IsoWeek.of(START) + (2 + number % 8)).monday
        sick = given.people[number % len(given.people)]
        away = Absence(monday, monday if number % 3 == 2 else IsoWeek.of(monday).friday)
        crew = tuple(replace(one, leave=(*one.leave, away)) if one.id == sick.id else one for one in given.people)
        yield Breakage(crew, soft, tuple(booked), monday, 12)


def _psplib(seconds: tuple[float, ...], every: int, by_processor: bool) -> list[Row]:
    folder = Path(os.environ.get("DESK_CORPUS", Path(__file__).parent.parent.parent / "shared" / "corpus")) / "psplib"
    if not folder.exists():
        print("PSPLIB is not here: not measured")
        return []
    rows = [line.split("\t") for line in (folder / "best_known.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    found: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
    for name, group, best, _ in rows[:: every or 1]:
        project = rcpsp.read(folder / f"{name}.sm")
        for budget in seconds:
            for rival, (makespan, bound) in _rivals(project, Budget(budget, by_processor)):
                gap = (makespan - int(best)) / int(best)
                found[group, f"{rival} {budget:g} s"].append((gap, makespan <= bound))
        print(name, best, {key[1]: round(100 * values[-1][0], 1) for key, values in found.items()}, flush=True)
    return [
        {
            "set": group,
            "what": what,
            "instances": len(values),
            "gap %": round(100 * sum(gap for gap, _ in values) / len(values), 2),
            "proven %": round(100 * sum(proven for _, proven in values) / len(values)),
        }
        for (group, what), values in sorted(found.items())
    ]


def _rivals(project: rcpsp.Project, budget: Budget) -> Iterator[tuple[str, tuple[int, int]]]:
    yield "desk", _ours(project, budget)
    plain = exact_rcpsp.solve(project, budget)
    yield "cp-sat", (plain.makespan or project.horizon, plain.bound)


def _ours(project: rcpsp.Project, budget: Budget) -> tuple[int, int]:
    """Search over orders, then let CP-SAT go on from the best schedule."""
    search = rcpsp.Search(project)
    begin = search.run(replace(budget, seconds=budget.seconds * _SHARE_SEARCHED).over())
    bound = rcpsp.lower_bound(project)
    if search.makespan <= bound:
        return search.makespan, bound
    exact = exact_rcpsp.solve(project, replace(budget, seconds=budget.seconds * (1 - _SHARE_SEARCHED)), begin)
    return min(search.makespan, exact.makespan or search.makespan), max(bound, exact.bound)


def _table(title: str, rows: list[Row]) -> None:
    table = Table(title=title)
    names = list(dict.fromkeys(name for row in rows for name in row))
    for name in names:
        table.add_column(name)
    for row in rows:
        table.add_row(*(str(row.get(name, "")) for name in names))
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
