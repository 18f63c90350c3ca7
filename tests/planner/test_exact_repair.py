"""Repairs: minimal against brute force, never a new overload, and what a lead would do by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.domain.planning.booking import Overload, overloads
from agent.domain.planning.capacity import Absence, PersonCalendar
from agent.domain.planning.demand import Allocation, Due, Task
from agent.domain.planning.repair import quick, repair
from agent.domain.planning.repairing.cells import cells
from agent.planner.cpsat import Limits
from agent.planner.moves import ExactMoves
from tests.domain.planning.agencies import HOUR, MONDAY, WEEK, person, task
from tests.planner.brute_moves import fewest_moves
from tests.planner.test_exact import CASES

EXACT = ExactMoves(Limits(deterministic_seconds=10.0), depth=3)
SICK = Absence(MONDAY, MONDAY + timedelta(days=4))


@st.composite
def plans(draw: st.DrawFn) -> tuple[tuple[PersonCalendar, ...], tuple[Task, ...], tuple[Allocation, ...]]:
    """Draw a crew of two or three with leave, two tasks, and up to four pieces of work in two weeks."""
    crew = tuple(
        person(
            f"p{number}",
            *draw(st.sampled_from([("a",), ("a", "b")])),
            hours=draw(st.sampled_from([2, 4])),
            leave=draw(st.sampled_from([(), (), (SICK,)])),
            outside=number == 2,
        )
        for number in range(draw(st.integers(2, 3)))
    )
    tasks = tuple(
        task(
            f"t{number}",
            draw(st.sampled_from("ab")),
            40,
            project=f"P{number}",
            due=Due(MONDAY + timedelta(days=draw(st.sampled_from([4, 11]))), draw(st.booleans())),
            least_a_week=draw(st.sampled_from([4, 8])) * HOUR,
            after=draw(st.sampled_from([(), ("t0",)])) if number else (),
        )
        for number in range(2)
    )
    spots = st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 1))
    chosen = draw(st.lists(spots, min_size=1, max_size=4, unique=True))
    booked = tuple(
        Allocation(f"p{who}", f"P{what}", WEEK + week, draw(st.sampled_from([4, 8, 12])) * HOUR, False, f"t{what}")
        for who, what, week in chosen
    )
    return crew, tasks, booked


@settings(max_examples=3 * CASES, deadline=None)
@given(plans())
def test_a_repair_has_the_fewest_moves_and_then_the_least_outside_help(
    plan: tuple[tuple[PersonCalendar, ...], tuple[Task, ...], tuple[Allocation, ...]],
) -> None:
    crew, tasks, booked = plan
    known = fewest_moves(cells(crew, tasks, booked, MONDAY, 2), most=2)
    made = repair(crew, tasks, booked, MONDAY, 2, EXACT)
    if known is None:
        assert not made.whole or made.price.moves > 2
    else:
        assert (made.whole, made.price.moves, made.price.outside) == (True, *known)
        assert made.minimal


@settings(max_examples=4 * CASES, deadline=None)
@given(plans())
def test_no_repair_makes_or_worsens_an_overload(
    plan: tuple[tuple[PersonCalendar, ...], tuple[Task, ...], tuple[Allocation, ...]],
) -> None:
    crew, tasks, booked = plan
    before = {(one.person, one.week): one.minutes for one in overloads(crew, booked)}
    made = repair(crew, tasks, booked, MONDAY, 2, quick)
    after = {(one.person, one.week): one.minutes for one in overloads(crew, made.allocations)}
    assert all(minutes <= before.get(key, 0) for key, minutes in after.items())
    assert sum(one.minutes for one in made.allocations) == sum(one.minutes for one in booked)
    least = {one.id: one.least_a_week for one in tasks}
    assert all(move.minutes >= min(least[str(move.allocation.task)], move.allocation.minutes) for move in made.moves)


ANA, BEN = person("ana", "a"), person("ben", "a")
ZOE = person("zoe", "a", outside=True)
T = task("t", "a", 80)


def booked(who: str, hours: int, week: int = 0, name: str = "t") -> Allocation:
    return Allocation(who, "P", WEEK + week, hours * HOUR, False, name)


def test_a_plan_that_is_whole_needs_no_move() -> None:
    made = repair((ANA, BEN), (T,), (booked("ana", 40),), MONDAY, 4, EXACT)
    assert (made.moves, made.whole, made.minimal) == ((), True, True)


def test_a_sick_week_goes_to_the_colleague_on_the_project_and_not_to_a_freelancer() -> None:
    work = (booked("ana", 30), booked("ben", 10), booked("ben", 4, 1))
    made = repair((replace(ANA, leave=(SICK,)), BEN, ZOE), (T,), work, MONDAY, 1, EXACT)
    assert [(one.allocation.person, one.person, one.minutes) for one in made.moves] == [("ana", "ben", 30 * HOUR)]
    assert (made.price.newcomers, made.price.outside, made.minimal) == (0, 0, True)


def test_only_what_is_over_is_moved() -> None:
    made = repair((ANA, BEN), (T,), (booked("ana", 46), booked("ben", 8)), MONDAY, 1, EXACT)
    assert [(one.person, one.minutes) for one in made.moves] == [("ben", 6 * HOUR)]


def test_work_of_somebody_who_is_gone_is_given_to_others() -> None:
    made = repair((ANA, BEN), (T,), (booked("gone", 24), booked("ana", 30), booked("ben", 20)), MONDAY, 1, EXACT)
    assert made.whole
    assert sum(one.minutes for one in made.allocations) == 74 * HOUR
    assert all(one.person != "gone" for one in made.allocations)


def test_work_after_a_hard_due_day_comes_forward_and_makes_room_by_a_second_move() -> None:
    hard = task("h", "a", 20, due=Due(MONDAY + timedelta(days=4), hard=True), project="H")
    late = Allocation("ana", "H", WEEK + 1, 20 * HOUR, False, "h")
    made = repair(
        (ANA,), (hard, task("t", "a", 80, due=Due(date(2027, 1, 15)))), (late, booked("ana", 40)), MONDAY, 2, EXACT
    )
    assert made.whole
    assert {(one.allocation.project, str(one.week)) for one in made.moves} == {("H", "2027-W01"), ("P", "2027-W02")}
    assert made.minimal


def test_what_cannot_be_repaired_is_named() -> None:
    made = repair((replace(ANA, leave=(SICK,)),), (T,), (booked("ana", 30),), MONDAY, 1, EXACT)
    assert (made.moves, made.whole, made.price.broken) == ((), False, 30 * HOUR)
    assert made.overloads == (Overload("ana", WEEK, 30 * HOUR, ("P",)),)


def test_what_follows_a_slipped_task_comes_after_it() -> None:
    tasks = (task("first", "a", 8), task("then", "a", 8, after=("first",), due=Due(date(2027, 1, 22))))
    work = (booked("ana", 8, 1, "first"), booked("ben", 8, 0, "then"))
    made = repair((ANA, BEN), tasks, work, MONDAY, 3, EXACT)
    assert [(one.allocation.task, str(one.week)) for one in made.moves] == [("then", "2027-W02")]
