"""CP-SAT on an RCPSP project: plain, or told a schedule to beat; gives starts, and a proven lower bound."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.stage.budget import Budget
from benchmarks.stage.rcpsp import Project, tails


@dataclass(frozen=True, slots=True)
class Found:
    """A makespan (None: none found) and a proven lower bound."""

    makespan: int | None
    bound: int


def solve(project: Project, budget: Budget, known: list[int] | None = None) -> Found:
    """Minimise the makespan within the budget, from a known schedule's starts where there is one."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    most = project.horizon if known is None else known[-1]
    behind = tails(project)
    begin = [model.new_int_var(0, max(0, most - behind[number]), "") for number in range(len(project.durations))]
    spans = [
        model.new_fixed_size_interval_var(start, duration, "")
        for start, duration in zip(begin, project.durations, strict=True)
    ]
    for number, followers in enumerate(project.before):
        for follower in followers:
            model.add(begin[follower] >= begin[number] + project.durations[number])
    for kind, capacity in enumerate(project.capacities):
        busy = [n for n in range(len(begin)) if project.demands[n][kind] and project.durations[n]]
        model.add_cumulative([spans[n] for n in busy], [project.demands[n][kind] for n in busy], capacity)
    for variable, start in zip(begin, known or (), strict=False):
        model.add_hint(variable, start)
    model.minimize(begin[-1])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 8
    ended = budget.stop_after(solver.stop_search)
    status = solver.solve(model)
    ended.set()
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    bound = max(0, -int(-solver.best_objective_bound // 1))
    return Found(round(solver.objective_value) if found else None, bound)
