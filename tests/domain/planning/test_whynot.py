"""Why not: the rules that forbid a day together, and no others."""

from __future__ import annotations

from datetime import date, timedelta

from agent.domain.planning.capacity import Absence
from agent.domain.planning.demand import Allocation
from agent.domain.planning.promise import Calendar
from agent.domain.planning.whynot import Rule, why_not
from tests.domain.planning.agencies import HOUR, MONDAY, WEEK, person, task

ANA, BEN = person("ana", "dev"), person("ben", "dev")
FRIDAY = date(2027, 1, 8)


def test_a_day_that_can_be_kept_is_forbidden_by_nothing() -> None:
    assert why_not(Calendar((ANA,), MONDAY, 6), (task("t", "dev", 40),), FRIDAY) == ()


def test_bookings_alone_are_named_when_they_alone_stand_in_the_way() -> None:
    held = (Allocation("ana", "X", WEEK, 20 * HOUR),)
    assert why_not(Calendar((ANA,), MONDAY, 6, held), (task("t", "dev", 40),), FRIDAY) == (Rule.BOOKINGS,)


def test_leave_and_bookings_are_named_only_where_each_alone_would_do() -> None:
    away = person("ana", "dev", leave=(Absence(MONDAY, MONDAY + timedelta(days=1)),))
    held = (Allocation("ana", "X", WEEK, 4 * HOUR),)
    assert why_not(Calendar((away,), MONDAY, 6, held), (task("t", "dev", 38),), FRIDAY) == (Rule.BOOKINGS,)
    assert why_not(Calendar((away,), MONDAY, 6, held), (task("t", "dev", 22),), FRIDAY) == (Rule.LEAVE, Rule.BOOKINGS)


def test_a_task_for_one_that_two_could_share_is_told() -> None:
    assert why_not(Calendar((ANA, BEN), MONDAY, 6), (task("t", "dev", 60),), FRIDAY) == (Rule.TEAM,)


def test_the_order_of_tasks_is_told() -> None:
    chain = (task("t", "dev", 30), task("u", "dev", 30, after=("t",)))
    assert why_not(Calendar((ANA, BEN), MONDAY, 6), chain, FRIDAY) == (Rule.TEAM, Rule.ORDER)


def test_more_than_everyone_could_do_is_the_effort_itself() -> None:
    assert why_not(Calendar((ANA, BEN), MONDAY, 6), (task("t", "dev", 100),), FRIDAY) == (Rule.EFFORT,)
