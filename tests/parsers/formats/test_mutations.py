"""Mutated files end in a reading or in one clear sentence; `make fuzz` does the same with many more."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.exercise import exercise, exercise_mail
from tests.fuzz.run import drawn
from tests.fuzz.samples import Kind, kinds, pictures
from tests.parsers.formats.eyes import eye

_FEW = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
_FEWER = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
SEEDS = st.integers(min_value=0, max_value=10**9)


@cache
def held() -> tuple[Kind, ...]:
    return kinds()


@_FEW
@given(SEEDS)
def test_a_mutated_file_is_read_or_refused_in_a_sentence(seed: int) -> None:
    assert exercise(drawn(held(), seed)[1]) in ("read", "refused")


@_FEW
@given(SEEDS)
def test_any_bytes_can_be_read_as_a_mail(seed: int) -> None:
    assert exercise_mail(drawn(held(), seed)[1]) == "read"


@_FEWER
@given(SEEDS)
def test_a_mutated_picture_is_read_or_refused_in_a_sentence(seed: int) -> None:
    assert exercise(drawn(pictures(), seed)[1], eye()) in ("read", "refused")


@_FEW
@given(st.binary(max_size=2_000))
def test_any_bytes_at_all_are_read_or_refused(content: bytes) -> None:
    assert exercise(content) in ("read", "refused")
