"""Capacity of people, roles and skills, and the rule that nobody is overbooked in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from agent.domain.planning.booking import Overload, Override, admit, overloads
from agent.domain.planning.calendar import IsoWeek, weeks_from
from agent.domain.planning.capacity import Absence, PersonCalendar, Skill, by_role, by_skill, capacities, week_capacity
from agent.domain.planning.demand import Allocation

WEEK = IsoWeek(2026, 52)  # 21 to 27 December
HOUR = 60
MARIA = PersonCalendar(
    "maria",
    roles=frozenset({"designer"}),
    skills=(Skill("ux", 4), Skill("figma", 5)),
    holidays=frozenset({date(2026, 12, 25), date(2026, 12, 26)}),
    leave=(Absence(date(2026, 12, 23), date(2026, 12, 24)), Absence(date(2026, 12, 22), date(2026, 12, 22), 4 * HOUR)),
    non_delivery=Fraction(1, 5),
)
JON = PersonCalendar("jon", pattern=(480, 480, 480, 480, 0, 0, 0), skills=(Skill("ux", 2),))


def booked(person: str, hours: int, *, tentative: bool = False, week: IsoWeek = WEEK) -> Allocation:
    return Allocation(person, "ACME-01", week, hours * HOUR, tentative)


def test_a_week_goes_from_contract_to_what_is_free() -> None:
    week = week_capacity(MARIA, WEEK, [booked("maria", 6), booked("maria", 3, tentative=True), booked("jon", 8)])
    assert (week.gross, week.holidays, week.leave) == (40 * HOUR, 8 * HOUR, 20 * HOUR)
    assert (week.non_delivery, week.delivery) == (144, 576)  # a fifth of the 12 hours left
    assert (week.planned, week.tentative, week.free, week.free_beside_tentative) == (360, 180, 216, 36)
    assert week.utilisation == Fraction(360, 576)


def test_leave_on_a_holiday_and_overlapping_leave_cost_a_day_once() -> None:
    away = (Absence(date(2026, 12, 21), date(2026, 12, 27)), Absence(date(2026, 12, 21), date(2026, 12, 22), HOUR))
    week = week_capacity(replace(MARIA, leave=away), WEEK)
    assert (week.holidays, week.leave, week.delivery) == (8 * HOUR, 32 * HOUR, 0)
    assert week.utilisation is None


def test_nobody_has_capacity_before_the_first_day_or_after_the_last() -> None:
    part = replace(JON, first=date(2026, 12, 22), last=date(2026, 12, 23))
    assert [week.gross for week in capacities([part], weeks_from(WEEK + -1, 3))] == [0, 16 * HOUR, 0]


def test_the_non_delivery_share_is_rounded_against_projects_and_sums_stay_exact() -> None:
    week = week_capacity(replace(JON, non_delivery=Fraction(1, 7)), WEEK)
    assert week.non_delivery == 275  # 1,920 / 7 = 274.3
    assert week.gross == week.holidays + week.leave + week.non_delivery + week.delivery


def test_groups_are_summed_by_role_and_by_skill() -> None:
    weeks = capacities([MARIA, JON], [WEEK], [booked("jon", 10)])
    assert [(one.group, one.people) for one in by_skill([MARIA, JON], weeks)] == [("figma", 1), ("ux", 2)]
    assert by_skill([MARIA, JON], weeks)[1].free == 576 + 32 * HOUR - 10 * HOUR
    assert [one.group for one in by_role([MARIA, JON], weeks)] == ["designer"]


def test_overbooking_is_refused_whole_unless_somebody_overrides_it_by_name() -> None:
    asked = [booked("jon", 20), booked("maria", 1)]
    refused = admit([MARIA, JON], [booked("jon", 20)], asked)
    assert refused.refused
    assert refused.overloads == (Overload("jon", WEEK, 8 * HOUR, ("ACME-01",)),)
    assert refused.taken == ()
    forced = admit([MARIA, JON], [booked("jon", 20)], asked, Override("lena", "launch week"))
    assert forced.taken == tuple(asked)
    assert forced.override == Override("lena", "launch week")


def test_tentative_work_bars_tentative_work_but_not_certain_work() -> None:
    held = [booked("jon", 30, tentative=True)]
    assert not admit([JON], held, [booked("jon", 30)]).refused
    assert admit([JON], held, [booked("jon", 30, tentative=True)]).refused


def test_an_overload_elsewhere_does_not_bar_a_booking() -> None:
    over = [booked("jon", 50, week=WEEK + 1)]
    assert not admit([JON], over, [booked("jon", 8)]).refused
    assert admit([JON], over, [booked("jon", 1, week=WEEK + 1)]).refused


def test_a_person_who_is_gone_is_over_with_every_minute() -> None:
    assert overloads([JON], [booked("gone", 5)]) == (Overload("gone", WEEK, 5 * HOUR, ("ACME-01",)),)
