"""Staffing: rules that hold for every plan, and the choices a lead would make."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.domain.planning.booking import overloads
from agent.domain.planning.capacity import PersonCalendar, Skill
from agent.domain.planning.demand import Allocation, Due, Task
from agent.domain.planning.plan import Ground, Obstacle, Plan
from agent.domain.planning.schedule.search import Effort
from agent.domain.planning.staffing import QUICK, staff
from tests.domain.planning.agencies import HOUR, MONDAY, WEEK, crews, person, task, worklists

FEW = Effort(rounds=25)


def planned(people: list[PersonCalendar], *tasks: Task, booked: tuple[Allocation, ...] = ()) -> Plan:
    return staff(people, tasks, MONDAY, 8, booked, effort=FEW)


@settings(max_examples=60, deadline=None)
@given(crews(), worklists(), st.lists(st.integers(0, 40), max_size=3))
def test_no_plan_ever_breaks_a_rule(crew: tuple[PersonCalendar, ...], tasks: tuple[Task, ...], held: list[int]) -> None:
    booked = tuple(Allocation("p0", "X", WEEK + week, hours * HOUR) for week, hours in enumerate(held))
    plan = staff(crew, tasks, MONDAY, 6, booked, effort=FEW)
    assert {(o.person, o.week) for o in overloads(crew, [*booked, *plan.allocations])} <= {
        (o.person, o.week) for o in overloads(crew, booked)
    }
    done = {one.task: one for one in plan.placements}
    left = {one.task for one in plan.unplaced}
    assert done.keys() | left == {one.id for one in tasks}
    for one in tasks:
        mine = [cell for cell in plan.allocations if cell.task == one.id]
        assert all(cell.minutes > 0 for cell in mine)
        assert sum(cell.minutes for cell in mine) == (one.minutes if one.id in done else 0)
        assert len({cell.person for cell in mine}) <= one.most_people
        assert all(done[name].last < done[one.id].first for name in one.after if one.id in done)
        assert_slices(one, mine)


def assert_slices(one: Task, mine: list[Allocation]) -> None:
    for name in {cell.person for cell in mine}:
        parts = [cell.minutes for cell in sorted(mine, key=lambda cell: cell.week) if cell.person == name]
        assert all(minutes <= (one.most_a_week or minutes) for minutes in parts)
        assert all(minutes >= min(one.least_a_week, one.minutes) for minutes in parts[: max(1, len(parts) - 1)])


@settings(max_examples=15, deadline=None)
@given(crews(), worklists(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_does_not_matter(
    crew: tuple[PersonCalendar, ...], tasks: tuple[Task, ...], dice: random.Random
) -> None:
    shuffled, others = list(tasks), list(crew)
    dice.shuffle(shuffled)
    dice.shuffle(others)
    assert staff(others, shuffled, MONDAY, 6, effort=FEW) == staff(crew, tasks, MONDAY, 6, effort=FEW)


def test_the_answer_is_the_same_in_every_process() -> None:
    program = (
        "from benchmarks.stage.agencies import START, agency\n"
        "from agent.domain.planning.schedule.search import Effort\n"
        "from agent.domain.planning.staffing import staff\n"
        "a = agency(8, 5, 26, 1)\n"
        "print(staff(a.people, a.tasks, START, 52, effort=Effort(40)))"
    )
    answers = {
        subprocess.run([sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(answers) == 1
    assert answers.pop().startswith(b"Plan(")


def test_searching_longer_is_never_worse() -> None:
    crew = [person("ana", "a"), person("ben", "a", "b")]
    tasks = [task(f"t{n}", "ab"[n % 2], 24, due=Due(MONDAY + timedelta(days=4 * n))) for n in range(6)]
    late = [sum(one.working_days for one in staff(crew, tasks, MONDAY, 12, effort=Effort(n)).lateness) for n in (0, 50)]
    assert late[1] <= late[0]


def test_who_was_asked_for_does_it_and_who_is_barred_does_not() -> None:
    crew = [person("ana", "a"), person("ben", "a")]
    plan = planned(crew, task("t", "a", 8, wanted=frozenset({"ben"})), task("u", "a", 8, barred=frozenset({"ana"})))
    assert {(one.task, one.people, one.ground) for one in plan.reasons} == {
        ("t", ("ben",), Ground.ASKED_FOR),
        ("u", ("ben",), Ground.ONLY_ONE),
    }


def test_the_same_person_stays_on_a_project_while_that_makes_nothing_late() -> None:
    crew = [person("ana", "a"), person("ben", "a")]
    plan = planned(crew, *(task(f"t{number}", "a", 16) for number in range(3)))
    assert len(plan.people_on("P")) == 1


def test_a_team_is_made_only_where_one_person_would_be_late() -> None:
    crew = [person("ana", "a"), person("ben", "a"), person("cem", "a")]
    big = task("t", "a", 64, most_people=3)
    assert len(planned(crew, big).people_on("P")) == 1
    rushed = task("t", "a", 64, most_people=3, due=Due(MONDAY + timedelta(days=4), hard=True))
    plan = planned(crew, rushed)
    assert (len(plan.people_on("P")), plan.lateness) == (2, ())


def test_nobody_is_cut_into_crumbs() -> None:
    held = tuple(Allocation("ana", "X", WEEK + week, 38 * HOUR) for week in range(2))
    plan = planned([person("ana", "a")], task("t", "a", 20), booked=held)
    assert [(one.week, one.minutes) for one in plan.allocations] == [(WEEK + 2, 20 * HOUR)]


def test_outside_help_is_taken_only_where_own_people_are_late() -> None:
    crew = [person("ana", "a"), person("free", "a", outside=True)]
    loose = task("t", "a", 40, due=Due(MONDAY + timedelta(days=4)))
    assert planned(crew, loose).people_on("P") == ("ana",)
    assert planned(crew, loose, task("u", "a", 40, due=loose.due)).people_on("P") == ("ana", "free")


def test_what_people_were_told_stays_unless_it_makes_something_late() -> None:
    crew = [person("ana", "a"), person("ben", "a")]
    told = [Allocation("ben", "P", WEEK, 8 * HOUR, task="t")]
    plan = staff(crew, [task("t", "a", 8)], MONDAY, 4, told=told, effort=FEW)
    assert plan.people_on("P") == ("ben",)
    assert plan.reasons[0].ground is Ground.ALREADY_TOLD


def test_each_obstacle_is_named() -> None:
    crew = [person("ana", "a"), PersonCalendar("lo", skills=(Skill("b", 1),))]
    plan = planned(
        crew,
        task("none", "z", 8),
        task("level", "b", 8, level=4),
        task("role", "a", 8, role="director"),
        task("barred", "a", 8, barred=frozenset({"ana"})),
        task("wanted", "a", 8, wanted=frozenset({"lo"}), only_wanted=True),
        task("big", "a", 9000),
        task("after", "a", 8, after=("none",)),
        task("x", "a", 8, after=("y",)),
        task("y", "a", 8, after=("x",)),
    )
    assert {one.task: one.obstacle for one in plan.unplaced} == {
        "none": Obstacle.NOBODY_HAS_THE_SKILL,
        "level": Obstacle.NOBODY_AT_THE_LEVEL,
        "role": Obstacle.NOBODY_HAS_THE_ROLE,
        "barred": Obstacle.ALL_BARRED,
        "wanted": Obstacle.WANTED_CANNOT,
        "big": Obstacle.NO_ROOM,
        "after": Obstacle.PREDECESSOR,
        "x": Obstacle.CIRCLE,
        "y": Obstacle.CIRCLE,
    }


def test_lateness_is_told_in_working_days_with_an_honest_bound() -> None:
    plan = planned([person("ana", "a")], task("t", "a", 48, due=Due(MONDAY + timedelta(days=4)), priority=3))
    assert [(one.finish, one.working_days) for one in plan.lateness] == [(date(2027, 1, 11), 1)]
    assert plan.proof is not None
    assert (plan.proof.cost, plan.proof.bound, plan.proof.optimal) == (3, 3, True)


def test_second_best_is_named_with_the_day_they_would_be_done() -> None:
    crew = [person("ana", "a"), person("ben", "a", hours=4)]
    choice = planned(crew, task("t", "a", 16), booked=()).reasons[0]
    assert choice.people == ("ana",)
    assert choice.second is not None
    assert (choice.second.person, choice.second.finish) == ("ben", date(2027, 1, 7))


def test_the_first_plan_alone_is_a_whole_plan() -> None:
    plan = staff([person("ana", "a")], [task("t", "a", 8)], MONDAY, 2, effort=QUICK)
    assert plan.finish("P") == MONDAY


def test_hours_add_up_by_person_and_week() -> None:
    plan = planned([person("ana", "a")], task("t", "a", 60))
    totals = Counter[str]()
    for one in plan.allocations:
        totals[str(one.week)] += one.minutes
    assert totals == {"2027-W01": 40 * HOUR, "2027-W02": 20 * HOUR}
