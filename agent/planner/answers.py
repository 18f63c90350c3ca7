"""The door to planning: asks the child process, and answers by the quick rules where that gives no answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from agent.domain.planning.plan import Plan
from agent.domain.planning.promise import Promise, promise
from agent.domain.planning.repair import repair
from agent.domain.planning.repairing.moves import Repair
from agent.domain.planning.staffing import staff
from agent.planner.questions import Breakage, Feasibility, Question, Staffing
from agent.planner.wire import answer_from, packed
from agent.reading.confinement import Bounds
from agent.reading.sandbox import Ended, Sandbox, SandboxError

BOUNDS = Bounds(memory_mb=3_000, cpu_seconds=600, wall_seconds=300, threads=True)
"""A guard against a child that runs wild: what a plan is, is decided by deterministic limits well within these."""

_JOB = "agent.planner.job:run"
_T = TypeVar("_T", Plan, Promise, Repair)


@dataclass(frozen=True, slots=True)
class Answered(Generic[_T]):
    """An answer; `fault` says in one sentence why it is only the quick one, None when the solver gave it."""

    value: _T
    fault: str | None = None


class Planner:
    """Answers questions in a child process with a memory limit; safe among threads."""

    def __init__(self, bounds: Bounds = BOUNDS) -> None:
        self._bounds = bounds
        self._sandbox = Sandbox(_JOB)

    def staff(self, asked: Staffing) -> Answered[Plan]:
        """Return who does the tasks; by the search alone when the child gives no answer."""
        value, fault = self._ask(asked, Plan)
        if value is None:
            value = staff(asked.people, asked.tasks, asked.start, asked.weeks, asked.booked, asked.told, asked.effort)
        return Answered(value, fault)

    def promise(self, asked: Feasibility) -> Answered[Promise]:
        """Return what can be promised; without proof beyond single tasks when the child gives no answer."""
        value, fault = self._ask(asked, Promise)
        return Answered(value or promise(asked.calendar, asked.tasks, asked.wanted), fault)

    def repair(self, asked: Breakage) -> Answered[Repair]:
        """Return the moves that repair a plan; perhaps not the fewest when the child gives no answer."""
        value, fault = self._ask(asked, Repair)
        if value is None:
            value = repair(asked.people, asked.tasks, asked.allocations, asked.start, asked.weeks)
        return Answered(value, fault)

    def close(self) -> None:
        """End the child process."""
        self._sandbox.close()

    def _ask(self, asked: Question, kind: type[_T]) -> tuple[_T | None, str | None]:
        try:
            outcome = self._sandbox.run(asked.kind, packed(asked), self._bounds)
        except SandboxError as error:
            return None, f"The solver could not be started: {error}"
        if outcome.ended is not Ended.WELL:
            return None, f"The solver gave no answer: {_WHY[outcome.ended]} ({outcome.detail})."
        return answer_from(outcome.output, kind), None


_WHY = {
    Ended.MEMORY: "it needed more memory than it may have",
    Ended.TIME: "it took too long",
    Ended.FAILED: "it failed",
    Ended.CRASHED: "it crashed",
}
