"""Questions and answers as JSON; what comes back is checked against its type, to the last field."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter

from agent.domain.planning.plan import Plan
from agent.domain.planning.promise import Promise
from agent.domain.planning.repairing.moves import Repair
from agent.planner.questions import Answer, Breakage, Feasibility, Question, Staffing

_T = TypeVar("_T")


def packed(value: Question | Answer) -> bytes:
    """Return a value as JSON."""
    adapter: TypeAdapter[Question | Answer] = _adapters()[type(value)]
    return adapter.dump_json(value)


def question_from(content: bytes) -> Question:
    """Return the question that `content` holds; raises `ValueError` when it holds none."""
    return _questions().validate_json(content)


def answer_from(content: bytes, kind: type[_T]) -> _T:
    """Return the answer of this kind that `content` holds; raises `ValueError` when it holds none."""
    found = _adapters()[kind].validate_json(content)
    assert isinstance(found, kind)  # noqa: S101 - the adapter of a type makes only that type
    return found


def prepare() -> None:
    """Make all adapters now: pydantic reads files of its own when it first does."""
    _adapters()
    _questions()


@cache
def _adapters() -> dict[type, TypeAdapter[Any]]:
    kinds: tuple[type, ...] = (Staffing, Feasibility, Breakage, Plan, Promise, Repair)
    return {kind: TypeAdapter(kind) for kind in kinds}


@cache
def _questions() -> TypeAdapter[Question]:
    return TypeAdapter(Annotated[Question, Field(discriminator="kind")])
