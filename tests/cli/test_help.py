"""The help tells a newcomer every command and option, fast, and in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from agent.cli.app import build
from agent.cli.inbox import State
from agent.cli.outbox import Phase
from agent.store.mailroom import State as StoredState
from outbox.tables import Phase as StoredPhase
from tests.cli.desk import desk, desk_process


def _spelled(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else ""


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, (*path, name))


COMMANDS = list(_commands(typer.main.get_command(build())))
LEAVES = [(path, command) for path, command in COMMANDS if not hasattr(command, "commands")]


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=_spelled)
def test_the_help_of_every_command_names_its_options_and_arguments(path: tuple[str, ...], command: Any) -> None:
    said = desk(*path, "--help")
    assert said.code == 0
    for parameter in command.params:
        for name in (*parameter.opts, parameter.metavar or ""):
            assert not name.startswith("-") or name in said.out
        assert getattr(parameter, "help", None), f"{path}: {parameter.name} has no help"


@pytest.mark.parametrize(("path", "command"), LEAVES, ids=_spelled)
def test_the_help_of_every_command_gives_an_example_that_calls_it(path: tuple[str, ...], command: Any) -> None:
    example = re.search(r"Example: (desk .*)", desk(*path, "--help").out)
    assert example is not None
    assert " ".join(path) in example[1]


def test_the_commands_the_issue_names_are_there() -> None:
    names = {" ".join(path) for path, _ in COMMANDS}
    assert names >= {"init", "demo", "doctor", "run", "watch", "work", "schedule"}
    assert names >= {"read", "projects", "project", "backup"}
    assert names >= {"inbox list", "inbox show", "inbox replay", "templates check", "db upgrade"}
    assert names >= {"outbox list", "outbox show", "outbox retry", "outbox release"}


def test_the_first_page_groups_the_commands_and_tells_the_exit_codes() -> None:
    said = desk("--help")
    for panel in ("Start here:", "Run the desk:", "Look and act:", "Upkeep:"):
        assert f"\n{panel}\n" in said.out
    assert "Exit codes: 0 done; 1 not" in said.out
    assert max(map(len, said.out.splitlines())) <= 80


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"desk \d+\.\d+\.\d+\n", desk("--version").out)


def test_the_help_loads_nothing_heavy() -> None:
    heavy = {"rich", "pydantic", "sqlalchemy", "dramatiq", "jinja2", "pdfplumber", "docx", "docxtpl", "imapclient"}
    said = desk_process("--help", PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in said.err.splitlines() if "|" in line}
    assert "typer" in loaded
    assert not heavy & loaded


def test_the_words_for_states_are_those_of_the_store() -> None:
    assert [state.value for state in State] == [state.value for state in StoredState]
    assert [phase.value for phase in Phase] == [phase.value for phase in StoredPhase]
