"""Timeline confidence: certain where nothing is uncertain, the same each time, and falling as time runs short."""

from __future__ import annotations

from datetime import date

from agent.domain.planning.confidence import Assumptions, confidence
from agent.domain.planning.demand import Allocation
from tests.domain.planning.agencies import HOUR, WEEK

WORK = tuple(Allocation("ana", "P", WEEK + week, 20 * HOUR, task="t") for week in range(4))
LAST = (WEEK + 3).friday
SURE = Assumptions(spread=0.0, falls_out=0.0, reserve=0.0)


def test_without_uncertainty_a_plan_that_fits_is_sure_and_one_that_does_not_is_not() -> None:
    assert confidence(WORK, LAST, SURE).in_time == 1.0
    assert confidence(WORK, (WEEK + 2).friday, SURE).in_time == 0.0


def test_nothing_left_to_do_is_in_time() -> None:
    assert confidence((), date(2027, 1, 1)).in_time == 1.0


def test_the_same_futures_are_drawn_each_time() -> None:
    assert confidence(WORK, LAST) == confidence(tuple(reversed(WORK)), LAST)


def test_confidence_rises_with_every_week_of_slack() -> None:
    shares = [confidence(WORK, (WEEK + week).friday).in_time for week in range(2, 7)]
    assert shares == sorted(shares)
    assert 0.5 < shares[1] < 0.8  # an even chance, and a little reserve
    assert shares[-1] > 0.97


def test_the_likely_and_the_safe_week_are_told() -> None:
    found = confidence(WORK, LAST)
    assert found.likely == WEEK + 3
    assert found.safe is not None
    assert found.safe > WEEK + 3


def test_sickness_makes_it_less_likely() -> None:
    assert confidence(WORK, LAST, Assumptions(falls_out=0.3)).in_time < confidence(WORK, LAST).in_time
