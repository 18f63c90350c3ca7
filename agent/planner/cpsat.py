"""How a CP-SAT model is solved: by deterministic limits and one seed, so that the same model gives the same answer.

Eight workers are interleaved: on two processors too they find far better plans than one or two, and interleaving
makes what each tells the others independent of the clock. OR-tools must not meet highspy in one process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

WORKERS = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """What one solve may cost: deterministic seconds, which are about seconds of one processor, and a seed."""

    deterministic_seconds: float = 4.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Solved:
    """What came of a solve: whether there is a plan, its cost, a cost no plan goes below, and its values."""

    found: bool
    impossible: bool
    cost: int
    bound: int
    value: Callable[[IntVar], int]

    @property
    def optimal(self) -> bool:
        """Whether the plan found is proven to be the best."""
        return self.found and self.cost == self.bound


def solve(model: CpModel, limits: Limits) -> Solved:
    """Solve a model that minimises; what it costs is bounded by `limits` alone, not by the clock."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    _set(solver, limits)
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    cost = round(solver.objective_value) if found and model.has_objective() else 0
    bound = -int(-solver.best_objective_bound // 1) if model.has_objective() else 0
    bound = cost if status == cp_model.OPTIMAL else min(bound, cost) if found else bound
    return Solved(found, status == cp_model.INFEASIBLE, cost, bound, solver.value)


def _set(solver: CpSolver, limits: Limits) -> None:
    solver.parameters.num_workers = WORKERS
    solver.parameters.interleave_search = True
    solver.parameters.random_seed = limits.seed
    solver.parameters.max_deterministic_time = limits.deterministic_seconds
