"""How fast letters leave, when one is tried again, and when sending stops altogether: rules of numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=4)
_PATIENCE = timedelta(days=2)
_LONGEST_PAUSE = timedelta(minutes=15)
_TIMES_THE_NORM = 3
_QUIET_DAY = 60  # so many letters a day are never a runaway, however quiet that weekday is


@dataclass(frozen=True, slots=True)
class Load:
    """How many letters were posted: in the last hour, the last day, and that day of each of the weeks before."""

    last_hour: int
    last_day: int
    same_day_before: tuple[int, ...] = ()


def retry_wait(tries: int, jitter: float) -> timedelta | None:
    """Return the wait after the `tries`-th try, 1 min doubling to 4 h; None when two days have been waited.

    `jitter` in 0..1 spreads it by a quarter either way, so that many letters do not come back at one moment.
    """
    waited = sum((_doubled(n) for n in range(1, tries)), timedelta())
    if waited >= _PATIENCE:
        return None
    return _doubled(tries) * (0.75 + jitter / 2)


def pause(failures: int, jitter: float) -> timedelta:
    """Return how long the whole queue rests after so many failed connections in a row, at most 15 minutes or so."""
    return min(_FIRST_WAIT * (1 << min(failures - 1, 10)), _LONGEST_PAUSE) * (0.75 + jitter / 2)


def allowance(per_minute: int, in_last_minute: int) -> int:
    """Return how many letters may leave now."""
    return max(0, per_minute - in_last_minute)


def breaker(load: Load, per_hour: int) -> str:
    """Return why all sending must stop, or "" (a bug or a jumping clock posts more than any agency would)."""
    if load.last_hour > per_hour:
        return f"{load.last_hour} letters in an hour, where {per_hour} are allowed"
    norm = _norm(load.same_day_before)
    if load.last_day > max(_QUIET_DAY, _TIMES_THE_NORM * norm) and norm:
        return f"{load.last_day} letters in a day, where {norm:.0f} are usual on this weekday"
    return ""


def _norm(days: Sequence[int]) -> float:
    busy = [day for day in days if day]
    return sum(busy) / len(busy) if busy else 0


def _doubled(tries: int) -> timedelta:
    return min(_FIRST_WAIT * (1 << min(max(tries, 1) - 1, 20)), _LONGEST_WAIT)
