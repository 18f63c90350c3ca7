"""Which names a template uses that its document does not offer, and which filters do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from templates.word.offers import Offer, One, Rows, Shape, Text
from templates.word.placement import nearest

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

Scope = dict[str, Shape | None]  # None: something we know nothing about
Unknown = tuple[int, str, str]  # the line, the words to look for in it, and the advice

_SAME_ROWS = frozenset({"list", "sort", "reverse", "select", "reject", "selectattr", "rejectattr", "unique"})


def unknown_names(tree: nodes.Template, offer: Offer, environment: Environment) -> Iterator[Unknown]:
    """Yield every name, part and filter the template uses in vain."""
    scope: Scope = {**dict.fromkeys(environment.globals), **offer}
    for node in tree.body:
        yield from _walk(node, scope, environment)


def _walk(node: nodes.Node, scope: Scope, environment: Environment) -> Iterator[Unknown]:
    from jinja2 import nodes

    if isinstance(node, nodes.For):
        yield from _loop(node, scope, environment)
        return
    if isinstance(node, nodes.Macro):
        return  # its names are bound where it is called
    if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
        yield from _walk(node.node, scope, environment)
        scope[node.target.name] = _shape(node.node, scope)
        return
    yield from _wrong(node, scope, environment)
    for child in node.iter_child_nodes():
        yield from _walk(child, scope, environment)


def _loop(node: nodes.For, scope: Scope, environment: Environment) -> Iterator[Unknown]:
    from jinja2 import nodes

    yield from _walk(node.iter, scope, environment)
    rows = _shape(node.iter, scope)
    inner: Scope = {**scope, "loop": None}
    for name in node.target.find_all(nodes.Name):
        inner[name.name] = None
    if isinstance(node.target, nodes.Name):
        inner[node.target.name] = None
        if isinstance(rows, Rows):
            inner[node.target.name] = One(rows.parts)
    for child in (*node.body, *([node.test] if node.test else [])):
        yield from _walk(child, inner, environment)
    for child in node.else_:
        yield from _walk(child, scope, environment)


def _wrong(node: nodes.Node, scope: Scope, environment: Environment) -> Iterator[Unknown]:
    from jinja2 import nodes

    if isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in scope:
        known = sorted(name for name, shape in scope.items() if shape is not None)
        advice = f"this document knows no “{node.name}”{nearest(node.name, known)}"
        yield node.lineno, node.name, advice if nearest(node.name, known) else f"{advice}; it knows {', '.join(known)}"
    elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        yield node.lineno, f".{node.attr}", "names that begin with an underscore are closed to templates"
    elif isinstance(node, nodes.Getattr):
        yield from _wrong_part(node, _shape(node.node, scope))
    elif isinstance(node, nodes.Filter) and node.name not in environment.filters:
        hint = nearest(node.name, sorted(environment.filters))
        yield node.lineno, node.name, f"there is no filter “{node.name}”{hint}"
    elif isinstance(node, nodes.Test) and node.name not in environment.tests:
        yield node.lineno, node.name, f"there is no test “{node.name}”{nearest(node.name, sorted(environment.tests))}"


def _wrong_part(node: nodes.Getattr, shape: Shape | None) -> Iterator[Unknown]:
    if isinstance(shape, One) and node.attr not in shape.parts:
        known = sorted(shape.parts)
        hint = nearest(node.attr, known) or f"; it has {', '.join(known)}"
        yield node.lineno, f".{node.attr}", f"there is no “{node.attr}” in it{hint}"
    elif isinstance(shape, Rows):
        advice = f"this is a list; print “{node.attr}” inside a loop over it: {{%p for row in … %}}"
        yield node.lineno, f".{node.attr}", advice
    elif isinstance(shape, Text) and not hasattr("", node.attr):
        yield node.lineno, f".{node.attr}", "this is a plain text and has no parts; print it alone"


def _shape(node: nodes.Node | None, scope: Scope) -> Shape | None:
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return scope.get(node.name)
    if isinstance(node, nodes.Getattr):
        inner = _shape(node.node, scope)
        return inner.parts.get(node.attr) if isinstance(inner, One) else None
    if isinstance(node, nodes.Filter) and node.name in _SAME_ROWS:
        return _shape(node.node, scope)
    return None
