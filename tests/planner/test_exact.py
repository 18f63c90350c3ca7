"""The promised date equals what trying everything finds; each offer replays without overload.

`DESK_CASES` sets how many random agencies are tried (1,000 before a release).
"""

from __future__ import annotations

import os
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.domain.planning.booking import overloads
from agent.domain.planning.capacity import PersonCalendar
from agent.domain.planning.demand import Task
from agent.domain.planning.promise import Calendar, OfferKind, promise
from agent.planner.cpsat import Limits
from agent.planner.soonest import Exact
from tests.domain.planning.agencies import HOUR, MONDAY, crews, person, task
from tests.planner.brute import Brute

CASES = int(os.environ.get("DESK_CASES", "12"))
THURSDAY = MONDAY + timedelta(days=3)
EXACT = Exact(Limits(deterministic_seconds=20.0))


@st.composite
def asks(draw: st.DrawFn) -> tuple[Task, ...]:
    """Draw up to three tasks in half days, with everything that makes a date hard to find."""
    return tuple(_ask(draw, number) for number in range(draw(st.integers(1, 3))))


def _ask(draw: st.DrawFn, number: int) -> Task:
    after = draw(st.sets(st.sampled_from(range(number)))) if number else set()
    return task(
        f"t{number}",
        draw(st.sampled_from(["a", "b"])),
        draw(st.integers(1, 5)) * 4,
        after=tuple(f"t{one}" for one in sorted(after)),
        earliest=draw(st.none() | st.just(MONDAY + timedelta(days=4))),
        least_a_week=draw(st.sampled_from([4, 8, 12])) * HOUR,
        most_a_week=draw(st.sampled_from([None, 8 * HOUR])),
        most_people=draw(st.integers(1, 2)),
        deliverable=draw(st.sampled_from([None, "site", "brand"])),
    )


@settings(max_examples=CASES, deadline=None)
@given(crews(most=3, weeks=2), asks())
def test_the_promised_date_is_the_earliest_there_is(crew: tuple[PersonCalendar, ...], tasks: tuple[Task, ...]) -> None:
    calendar = Calendar(crew, THURSDAY, 3)
    answer = promise(calendar, tasks, solver=EXACT).as_scoped
    last = THURSDAY + timedelta(days=17)
    assert answer.finish == Brute(crew, tasks).earliest_finish(THURSDAY, (last - THURSDAY).days + 1)
    assert answer.finish is None or answer.proven


@settings(max_examples=CASES, deadline=None)
@given(crews(most=2, weeks=2), asks())
def test_every_offer_replays_without_overload_and_cannot_be_bettered(
    crew: tuple[PersonCalendar, ...], tasks: tuple[Task, ...]
) -> None:
    helper = person("zoe", "a", "b")
    for offer in promise(Calendar(crew, THURSDAY, 3, outside=(helper,)), tasks, solver=EXACT).offers:
        hired = (helper,) if offer.kind is OfferKind.OUTSIDE_HELP else ()
        kept = [one for one in tasks if offer.dropped is None or one.deliverable != offer.dropped]
        assert overloads([*crew, *hired], offer.allocations) == ()
        assert all(one.minutes > 0 for one in offer.allocations)
        if offer.finish is not None:
            assert sum(one.minutes for one in offer.allocations) == sum(one.minutes for one in kept)
            assert offer.proven
            assert sum(one.minutes for one in offer.allocations if one.person == "zoe") == offer.outside


def test_a_team_that_has_more_than_is_left_gives_no_more_than_is_left() -> None:
    crew = (person("ana", "a", hours=4), person("ben", "a", hours=4))
    first = task("first", "a", 8, earliest=MONDAY + timedelta(days=4), least_a_week=8 * HOUR)
    then = task("then", "a", 20, after=("first",), least_a_week=12 * HOUR, most_people=2)
    answer = promise(Calendar(crew, THURSDAY, 3), (first, then), solver=EXACT).as_scoped
    assert (answer.finish, answer.proven) == (date(2027, 1, 19), True)


def test_two_weeks_of_two_people_are_shared_to_the_day() -> None:
    crew = (person("ana", "a"), person("ben", "a", "b"))
    tasks = (task("design", "a", 60, most_people=2), task("build", "b", 8, after=("design",)))
    assert promise(Calendar(crew, MONDAY, 6), tasks, solver=EXACT).as_scoped.finish == date(2027, 1, 8)


def test_outside_help_is_no_more_than_the_wanted_date_needs() -> None:
    crew, hired = (person("ana", "a"),), (person("zoe", "a"),)
    asked = (task("design", "a", 60, most_people=2),)
    answer = promise(Calendar(crew, MONDAY, 6, outside=hired), asked, date(2027, 1, 8), EXACT)
    assert answer.in_time is False
    helped = answer.offers[1]
    assert (helped.finish, helped.outside, helped.outside_proven) == (date(2027, 1, 8), 20 * HOUR, True)
