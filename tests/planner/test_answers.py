"""The planner in its child process: the same answers as here, and the quick ones when it cannot answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest

from agent.domain.planning.booking import overloads
from agent.domain.planning.capacity import Absence
from agent.domain.planning.demand import Allocation, Due
from agent.domain.planning.promise import Calendar
from agent.domain.planning.schedule.search import Effort
from agent.planner.answers import Planner
from agent.planner.cpsat import Limits
from agent.planner.job import answer
from agent.planner.questions import Breakage, Feasibility, Staffing
from agent.planner.wire import packed, question_from
from agent.reading.confinement import Bounds
from tests.domain.planning.agencies import HOUR, MONDAY, WEEK, person, task

SICK = Absence(MONDAY, MONDAY + timedelta(days=4))
ANA = person("ana", "a", leave=(SICK,), non_delivery=Fraction(1, 5), holidays=frozenset({date(2027, 1, 6)}))
BEN = person("ben", "a", "b")
TASKS = (
    task("t", "a", 40, most_people=2, due=Due(date(2027, 1, 12), hard=True)),
    task("u", "b", 30, after=("t",), due=Due(date(2027, 1, 13)), priority=3),
    task("v", "b", 16, project="Q", due=Due(date(2027, 1, 8)), priority=2),
)
STAFFING = Staffing((ANA, BEN), TASKS, MONDAY, 8, effort=Effort(30), limits=Limits(0.2))
FEASIBILITY = Feasibility(Calendar((ANA, BEN), MONDAY, 8), TASKS, date(2027, 1, 20))
BREAKAGE = Breakage((ANA, BEN), TASKS, (Allocation("ana", "P", WEEK, 20 * HOUR, False, "t"),), MONDAY, 4)


@pytest.fixture(scope="module")
def planner() -> Iterator[Planner]:
    made = Planner()
    yield made
    made.close()


@pytest.mark.parametrize("asked", [STAFFING, FEASIBILITY, BREAKAGE])
def test_questions_cross_to_the_child_as_they_are(asked: Staffing | Feasibility | Breakage) -> None:
    assert question_from(packed(asked)) == asked


def test_the_child_gives_the_same_answers_as_this_process(planner: Planner) -> None:
    staffed, promised, repaired = planner.staff(STAFFING), planner.promise(FEASIBILITY), planner.repair(BREAKAGE)
    assert (staffed.fault, promised.fault, repaired.fault) == (None, None, None)
    assert staffed.value == answer(STAFFING)
    assert promised.value == answer(FEASIBILITY)
    assert repaired.value == answer(BREAKAGE)


def test_polish_makes_no_overload_and_is_no_worse_than_the_search(planner: Planner) -> None:
    polished = planner.staff(STAFFING).value
    searched = answer(Staffing((ANA, BEN), TASKS, MONDAY, 8, effort=Effort(30), limits=Limits(0)))
    assert overloads((ANA, BEN), polished.allocations) == ()
    assert polished.proof is not None
    assert polished.proof.cost <= searched.proof.cost  # type: ignore[union-attr]


def test_a_child_without_memory_leaves_the_quick_answer_and_says_so() -> None:
    poor = Planner(Bounds(memory_mb=60, cpu_seconds=20, wall_seconds=20, threads=True))
    try:
        answered = poor.promise(FEASIBILITY)
    finally:
        poor.close()
    assert answered.fault is not None
    assert answered.value.as_scoped.finish is not None
