"""How fast letters leave and when they are tried again: numbers only."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from outbox.pacing import Load, allowance, breaker, pause, retry_wait

MINUTE = timedelta(minutes=1)


def test_waits_double_from_a_minute_to_four_hours() -> None:
    waits = [retry_wait(tries, 0.5) for tries in range(1, 12)]
    assert waits[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert waits[-1] == timedelta(hours=4)


def test_after_two_days_nothing_is_tried_again() -> None:
    tries, waited = 1, timedelta()
    while (wait := retry_wait(tries, 0.5)) is not None:
        tries, waited = tries + 1, waited + wait
    assert timedelta(days=2) <= waited <= timedelta(days=2, hours=4)


@given(st.integers(1, 15), st.floats(0, 1))
def test_jitter_spreads_a_wait_by_a_quarter_at_most(tries: int, jitter: float) -> None:
    wait, middle = retry_wait(tries, jitter), retry_wait(tries, 0.5)
    assert wait is not None
    assert middle is not None
    assert middle * 0.74 <= wait <= middle * 1.26


def test_a_server_that_fails_is_left_alone_longer_each_time_up_to_a_quarter_of_an_hour() -> None:
    assert [pause(n, 0.5) // MINUTE for n in (1, 2, 3, 4, 5, 50)] == [1, 2, 4, 8, 15, 15]


def test_what_left_in_the_last_minute_counts_against_the_next() -> None:
    assert (allowance(25, 0), allowance(25, 24), allowance(25, 40)) == (25, 1, 0)


def test_the_breaker_trips_on_a_runaway_hour() -> None:
    assert breaker(Load(150, 150), 150) == ""
    assert "151 letters in an hour" in breaker(Load(151, 151), 150)


def test_the_breaker_trips_on_three_times_the_norm_of_that_weekday() -> None:
    assert breaker(Load(10, 90, (30, 30, 0, 30)), 150) == ""
    assert "91 letters in a day" in breaker(Load(10, 91, (30, 30, 0, 30)), 150)
    assert breaker(Load(10, 60, (2, 2)), 150) == ""
    assert breaker(Load(10, 500, ()), 150) == ""
