"""What runs in the planner's child process: a question as JSON to its answer as JSON."""

from __future__ import annotations

import importlib
import os

from agent.domain.planning.promise import promise
from agent.domain.planning.repair import repair
from agent.planner.moves import ExactMoves
from agent.planner.polish import staff_and_polish
from agent.planner.questions import Answer, Breakage, Feasibility, Question, Staffing
from agent.planner.soonest import Exact
from agent.planner.wire import packed, prepare, question_from


def warm() -> None:
    """Load all that solving needs: once confined, the process can open no file, and so import nothing."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # no threads before the fork
    importlib.import_module("ortools.sat.python.cp_model")
    prepare()


def run(_name: str, content: bytes) -> bytes:
    """Return the answer to a packed question."""
    return packed(answer(question_from(content)))


def answer(question: Question) -> Answer:
    """Return the exact answer within the question's limits."""
    if isinstance(question, Staffing):
        return staff_and_polish(question)
    if isinstance(question, Feasibility):
        return promise(question.calendar, question.tasks, question.wanted, Exact(question.limits))
    return _mended(question)


def _mended(asked: Breakage) -> Answer:
    mender = ExactMoves(asked.limits)
    return repair(asked.people, asked.tasks, asked.allocations, asked.start, asked.weeks, mender)
