"""The ladder: what happens when nobody answers, step by step in working time, as copied onto the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from agent.domain.control.working_time import WorkingHours, after


class Rung(StrEnum):
    """Who hears of a silence at a step."""

    REMIND = "remind"  # the person who was asked, naming only what they must do
    LEAD = "lead"  # their lead, and nobody else
    FOUNDER = "founder"  # a line in the founder's next batch
    DEFAULT = "default"  # nobody is asked any more: what was declared happens


@dataclass(frozen=True, slots=True)
class Step:
    """One rung, `wait` of working time (whole hours) after the step before it, or after the asking."""

    rung: Rung
    wait: timedelta


Ladder = tuple[Step, ...]


def spelled(ladder: Ladder) -> str:
    """Return a ladder as it is copied onto a case: "remind 8h, lead 16h"."""
    return ", ".join(f"{step.rung} {step.wait // timedelta(hours=1)}h" for step in ladder)


def read_ladder(text: str) -> Ladder:
    """Return the ladder that stands on a case or in the settings, which have checked it."""
    return tuple(_step(part.split()) for part in text.split(",") if part.strip())


def _step(words: list[str]) -> Step:
    rung, wait = words
    return Step(Rung(rung), timedelta(hours=int(wait.removesuffix("h"))))


def step_due(ladder: Ladder, taken: int, since: datetime, hours: WorkingHours) -> datetime | None:
    """Return when the step after the `taken` ones is due, counted from the last one; None at the top.

    Each step waits from when the one before it was really taken, so that weeks of standing still (or a clock that
    jumps) never bring two steps at once.
    """
    return after(hours, since, ladder[taken].wait) if taken < len(ladder) else None
