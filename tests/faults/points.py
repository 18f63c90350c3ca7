"""Finds every named point in the code, so that none can be added without being exercised."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import agent
import config
import outbox

PACKAGES = tuple(Path(str(package.__file__)).parent for package in (agent, outbox, config))


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Yield every module of the agent and the outbox with its syntax tree."""
    for package in PACKAGES:
        for file in sorted(package.rglob("*.py")):
            yield file, ast.parse(file.read_text(encoding="utf-8"))


def name_of(call: ast.Call) -> str:
    """Return the last part of what is called: `reach` for `failpoint.reach(...)`."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def words_of(node: ast.AST) -> Iterator[str]:
    """Yield the plain strings inside an expression: both of `"a" if found else "b"`."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def discovered() -> frozenset[str]:
    """Return the names of all points: said at once, by a unit of work, or by a commit of the outbox's books."""
    return frozenset(point for _, tree in sources() for node in ast.walk(tree) for point in _points(node))


def _points(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call) or not node.args:
        return
    name, first = name_of(node), node.args[0]
    if name == "reach" and isinstance(first, ast.Constant):
        yield str(first.value)
    elif name == "begin" and isinstance(first, ast.Constant):
        yield from (f"{first.value!s}.{moment}_commit" for moment in ("before", "after"))
    elif name == "commit":
        yield from (f"outbox.{moment}_{word}_commit" for word in words_of(first) for moment in ("before", "after"))
