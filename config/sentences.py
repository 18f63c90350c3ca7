"""A mistake in agency.toml as one plain sentence: the key, what stands there, what may stand there."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from config.allowed import all_settings, allowed, keys_at, schema_at
from config.lines import KeyPath

Raw = Mapping[str, Any]  # agency.toml as tomllib read it: anything may stand anywhere

_MANY = ("people", "clients")


def sentence(error: ErrorDetails, raw: Raw) -> str:
    """Say what is wrong at `error["loc"]` of `raw`."""
    path: KeyPath = error["loc"]
    if error["type"] == "missing":
        return _missing(path, raw)
    if error["type"] == "extra_forbidden":
        return _unknown(path, raw)
    if path and path[-1] in _MANY:
        return f"write {path[-1]} as [[{path[-1]}]] with double brackets, once for each of them."
    reason = error.get("ctx", {}).get("error")
    if isinstance(reason, ValueError):
        return f"{_name(path, raw)} is wrong: {reason}."
    return f"{_name(path, raw)} is {shown(value_at(path, raw))}; it must be {allowed(path)}."


def value_at(path: KeyPath, raw: Raw) -> Any:
    """Return what stands at `path`."""
    value: Any = raw
    for key in path:
        value = value[key]
    return value


def shown(value: Any) -> str:
    """Show a value as it stands in a TOML file, cut to one short line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{_cut(value)}"' if value else "empty"
        case dict():
            return "a section"
        case list():
            return _cut("[" + ", ".join(map(shown, value)) + "]")
        case _:
            return _cut(str(value))


def section_name(path: KeyPath, raw: Raw) -> str:
    """Name a section as a person finds it: [mailbox], or [[people]] number 2 ("Ana")."""
    if len(path) < 2 or not isinstance(path[1], int):
        return f"[{'.'.join(map(str, path))}]"
    value = value_at(path[:2], raw)
    name = value.get("name") if isinstance(value, dict) else None
    return f"[[{path[0]}]] number {path[1] + 1}" + (f' ("{_cut(name)}")' if isinstance(name, str) and name else "")


def _depth(path: KeyPath) -> int:
    return 2 if path and path[0] in _MANY else 1


def _name(path: KeyPath, raw: Raw) -> str:
    depth = _depth(path)
    if len(path) <= depth:
        return section_name(path, raw)
    key = ".".join(str(part) for part in path[depth:] if isinstance(part, str))
    item = f"item {path[-1] + 1} of " if isinstance(path[-1], int) else ""
    return f"{item}`{key}` in {section_name(path[:depth], raw)}"


def _missing(path: KeyPath, raw: Raw) -> str:
    if len(path) == 1:
        brackets = f"[[{path[0]}]]" if path[0] in _MANY else f"[{path[0]}]"
        return f"the section {brackets} is missing; it needs {_list(_needed(path))}."
    return f"`{path[-1]}` is missing in {section_name(path[:-1], raw)}; it must be {allowed(path)}."


def _needed(path: KeyPath) -> tuple[str, ...]:
    schema = schema_at((*path, 0)) or schema_at(path) or {}
    return tuple(schema.get("required", ())) or tuple(schema.get("properties", ()))


def _unknown(path: KeyPath, raw: Raw) -> str:
    key = str(path[-1])
    if len(path) == 1:
        is_section = isinstance(raw[key], (dict, list))
        what = f"there is no section [{key}]" if is_section else f"`{key}` stands before any section"
        return f"{what}; {_hint(key, keys_at(()), 'the sections are')}"
    what = f"there is no setting `{key}` in {section_name(path[:-1], raw)}"
    return f"{what}; {_hint(key, keys_at(path[:-1]), 'it may hold')}"


def _hint(key: str, known: tuple[str, ...], listing: str) -> str:
    near = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    homes = [f"[{section}]" for section, setting in all_settings() if setting == key]
    return f"`{key}` belongs in {_list(homes, 'or')}." if homes else f"{listing} {_list(known)}."


def _list(words: tuple[str, ...] | list[str], last: str = "and") -> str:
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."
