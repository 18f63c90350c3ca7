"""The line finder names the line of every key, however TOML lets it be written."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from config.lines import KeyPath, key_lines, line_of


def test_keys_of_a_table_stand_where_they_are_written() -> None:
    lines = key_lines('# one\n[mailbox]\nhost = "a"\n\nport = 1 # port\n')
    assert lines == {("mailbox",): 2, ("mailbox", "host"): 3, ("mailbox", "port"): 5}


def test_tables_of_an_array_are_told_apart_by_index() -> None:
    lines = key_lines('[[people]]\nname = "A"\n[[people]]\nname = "B"\n[people.skills]\nux = 3\n')
    assert lines[("people", 0, "name")] == 2
    assert lines[("people", 1, "name")] == 4
    assert lines[("people", 1, "skills", "ux")] == 6
    assert lines[("people",)] == 1


def test_dotted_quoted_and_inline_keys_are_found() -> None:
    lines = key_lines('a.b = 1\n\'c d\'."e\\"f" = {g = 1, h = [\n {i = 2},\n 3]}\n')
    assert lines[("a", "b")] == 1
    assert lines[("c d", 'e"f', "g")] == 2
    assert lines[("c d", 'e"f', "h", 0, "i")] == 3
    assert lines[("c d", 'e"f', "h", 1)] == 4


def test_brackets_and_hashes_inside_strings_are_no_structure() -> None:
    text = 'a = """\n[no]\nx = 1 # "" no\n"""""\nb = \'\'\'\n[[no]]\'\'\'\nc = "# [n\\"o]"\n'
    text += "d = 1979-05-27 07:32:00\ne = 1\n"
    assert tomllib.loads(text)["e"] == 1
    assert key_lines(text) == {("a",): 1, ("b",): 5, ("c",): 7, ("d",): 8, ("e",): 9}


def test_windows_line_ends_count_once() -> None:
    assert key_lines("a = 1\r\n\r\nb = 2\r\n")[("b",)] == 3


def test_an_explicit_table_wins_over_the_line_that_implied_it() -> None:
    assert key_lines("[a.b]\nx = 1\n[a]\ny = 1\n")[("a",)] == 3


def test_what_has_no_line_falls_back_to_its_section() -> None:
    lines = key_lines('\n[mailbox]\nhost = "a"\n')
    assert line_of(lines, ("mailbox", "user")) == 2
    assert line_of(lines, ("smtp", "host")) == 1


_keys = st.text(st.sampled_from("ab-_ .\"'#[]=é\\"), min_size=1, max_size=4)
_texts = st.text(st.sampled_from("ab \n\"'#[]{},=\\"), max_size=8)
_scalars = st.one_of(st.integers(-9, 9), st.booleans(), _texts, st.datetimes(timezones=st.just(UTC)))
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3), max_leaves=6
)
_tables = st.dictionaries(_keys, _values, max_size=4)


def _value(value: object) -> str:
    """Write a value as TOML on one line, or a string with line breaks over several."""
    match value:
        case bool():
            return str(value).lower()
        case str() if "\n" in value and "'''" not in value and not value.endswith("'"):
            return f"'''\n{value}'''"
        case str():
            return json.dumps(value)
        case list():
            return "[\n  " + ", # more ]\n  ".join(map(_value, value)) + "\n]" if value else "[ ]"
        case dict():
            return "{ " + ", ".join(f"{json.dumps(k)} = {_value(v)}" for k, v in value.items()) + " }"
        case datetime():
            return value.isoformat(" ")
        case _:
            return str(value)


def _write(tables: list[dict[str, object]]) -> tuple[str, dict[KeyPath, int]]:
    """Write tables as `[[t]]` and tell the line of each of their keys, counted while writing."""
    text = ""
    expected: dict[KeyPath, int] = {}
    for index, table in enumerate(tables):
        expected[("t", index)] = text.count("\n") + 1
        text += f"[[t]] # {index}\n"
        for key, value in table.items():
            expected[("t", index, key)] = text.count("\n") + 1
            text += f"{json.dumps(key, ensure_ascii=False)} = {_value(value)}\n\n"
    return text, expected


@given(st.lists(_tables, max_size=3))
def test_any_nesting_gives_the_line_each_key_was_written_on(tables: list[dict[str, object]]) -> None:
    text, expected = _write(tables)
    assert tomllib.loads(text).get("t", []) == tables
    lines = key_lines(text)
    assert {path: lines[path] for path in expected} == expected


def _paths(value: object, path: KeyPath) -> list[KeyPath]:
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [(*path, key) for key, _ in items] + [found for key, inner in items for found in _paths(inner, (*path, key))]


@given(st.lists(_tables, max_size=3))
def test_every_key_and_item_that_tomllib_reads_has_a_line(tables: list[dict[str, object]]) -> None:
    text, _ = _write(tables)
    assert set(_paths(tomllib.loads(text), ())) == set(key_lines(text))
