"""Promises by the quick solver: the date, what binds it, the offers, and two asks for one slot."""

from __future__ import annotations

from datetime import date

from agent.domain.planning.booking import overloads
from agent.domain.planning.demand import Allocation
from agent.domain.planning.plan import Obstacle
from agent.domain.planning.promise import Calendar, OfferKind, promise
from agent.domain.planning.rivals import rivals
from agent.domain.planning.scope import without
from tests.domain.planning.agencies import HOUR, MONDAY, WEEK, person, task

ANA, BEN = person("ana", "design"), person("ben", "dev")
SITE = (task("ux", "design", 24, deliverable="UX"), task("build", "dev", 40, after=("ux",), deliverable="Site"))


def test_the_earliest_date_is_promised_and_proven() -> None:
    answer = promise(Calendar((ANA, BEN), MONDAY, 8), SITE, date(2027, 1, 12))
    assert (answer.as_scoped.finish, answer.as_scoped.proven) == (date(2027, 1, 13), True)
    assert answer.in_time is False


def test_bookings_and_tentative_holds_push_the_date_back() -> None:
    held = (Allocation("ben", "X", WEEK + 1, 40 * HOUR), Allocation("ben", "Y", WEEK + 2, 40 * HOUR, tentative=True))
    answer = promise(Calendar((ANA, BEN), MONDAY, 8, held), SITE)
    assert answer.as_scoped.finish == date(2027, 1, 27)
    assert overloads((ANA, BEN), (*held, *answer.as_scoped.allocations), with_tentative=True) == ()


def test_the_weeks_and_skills_that_bind_are_named() -> None:
    held = tuple(Allocation("ben", "X", WEEK + week, 40 * HOUR) for week in (0, 1))
    answer = promise(Calendar((ANA, BEN), MONDAY, 8, held), SITE)
    assert {(one.need, one.week) for one in answer.binding} == {("dev", WEEK), ("dev", WEEK + 1), ("dev", WEEK + 2)}


def test_the_third_offer_leaves_out_what_costs_most_and_joins_the_chain() -> None:
    chain = (*SITE, task("launch", "design", 8, after=("build",), deliverable="Launch"))
    offers = promise(Calendar((ANA, BEN), MONDAY, 8), chain).offers
    assert [(one.kind, one.dropped) for one in offers][-1] == (OfferKind.WITHOUT_COSTLIEST, "Site")
    assert offers[-1].finish == date(2027, 1, 7)
    assert without(chain, "Site")[-1].after == ("ux",)


def test_outside_help_gives_an_earlier_date() -> None:
    shared = (task("build", "dev", 60, most_people=2),)
    calendar = Calendar((ANA, BEN), MONDAY, 8, outside=(person("zoe", "dev"),))
    offers = {one.kind: one for one in promise(calendar, shared).offers}
    assert offers[OfferKind.AS_SCOPED].finish == date(2027, 1, 13)
    assert offers[OfferKind.OUTSIDE_HELP].finish == date(2027, 1, 7)
    assert offers[OfferKind.OUTSIDE_HELP].outside == 28 * HOUR


def test_a_scope_no_calendar_holds_has_no_date_and_a_skill_nobody_has_says_so() -> None:
    calendar = Calendar((ANA, BEN), MONDAY, 4)
    assert promise(calendar, (task("t", "dev", 400),)).as_scoped.finish is None
    missing = promise(calendar, (*SITE, task("t", "legal", 4)), date(2027, 2, 1))
    assert missing.in_time is False
    assert [one.obstacle for one in missing.as_scoped.unplaced] == [Obstacle.NOBODY_HAS_THE_SKILL]


def test_two_asks_for_one_slot_are_both_told_what_the_other_costs_them() -> None:
    calendar = Calendar((ANA, BEN), MONDAY, 8)
    found = rivals(calendar, ("NOVA", (task("n", "dev", 40),)), ("ORBIT", (task("o", "dev", 40),)))
    assert found is not None
    assert [(one.name, one.first, one.second) for one in found] == [
        ("NOVA", date(2027, 1, 8), date(2027, 1, 15)),
        ("ORBIT", date(2027, 1, 8), date(2027, 1, 15)),
    ]
    assert rivals(calendar, ("NOVA", (task("n", "dev", 40),)), ("ORBIT", (task("o", "design", 40),))) is None
