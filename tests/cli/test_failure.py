"""A failure is one sentence on stderr and an exit code; nobody's mistake shows a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.cli.failure import globals_first, guarded
from tests.cli.desk import desk, desk_process, inside, made_home


def test_a_command_that_does_not_exist_is_a_usage_error_with_a_hint() -> None:
    said = desk("projcts")
    assert said.code == 2
    assert "Did you mean 'projects'" in said.err


WRONG_CALLS = [(), ("--nonsense",), ("project",), ("inbox", "show", "twelve"), ("db",), ("read",)]


@pytest.mark.parametrize("arguments", WRONG_CALLS)
def test_a_wrong_call_ends_with_two(arguments: tuple[str, ...]) -> None:
    said = desk(*arguments)
    assert said.code == 2
    assert "Usage: desk" in said.out + said.err


def test_a_home_without_settings_is_one_sentence(tmp_path: Path) -> None:
    said = desk("projects", "--home", tmp_path)
    assert (said.code, said.out) == (1, "")
    assert said.err == f"There is no agency.toml in {tmp_path}; write one with: desk init {tmp_path}\n"


def test_a_mistake_in_the_settings_is_told_with_its_line_by_every_command_before_it_starts(tmp_path: Path) -> None:
    home = made_home(tmp_path)
    settings = home / "agency.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("port = 993", 'port = "993"'), encoding="utf-8")
    line = settings.read_text(encoding="utf-8").splitlines().index('port = "993"') + 1
    for command in ("run", "projects", "inbox", "outbox", "backup"):
        said = desk("--home", home, command)
        assert said.code == 1
        assert said.err.startswith(f'{settings}, line {line}: `port` in [mailbox] is "993"; it must be a whole number')
        assert said.err.count("\n") == 1


def test_the_home_may_stand_before_or_behind_the_command() -> None:
    assert globals_first(["inbox", "list", "--home", "x", "--json"]) == ["--home", "x", "inbox", "list", "--json"]
    assert globals_first(["run", "--home=x", "--debug"]) == ["--home=x", "--debug", "run"]
    assert globals_first(["read", "--", "--home"]) == ["read", "--", "--home"]


def test_the_home_is_found_in_the_environment_and_in_the_current_folder(tmp_path: Path) -> None:
    assert str(tmp_path) in desk("projects", DESK_HOME=str(tmp_path)).err
    with inside(tmp_path):
        assert f"agency.toml in {tmp_path}" in desk("projects").err


def test_nothing_of_a_mistake_looks_like_a_program_in_trouble(tmp_path: Path) -> None:
    said = desk_process("inbox", "list", "--home", tmp_path / "nowhere")
    assert said.code == 1
    assert "Traceback" not in said.out + said.err
    assert "\x1b" not in said.out + said.err


def _divide(arguments: list[str]) -> None:
    raise ZeroDivisionError(len(arguments))


def _stop(arguments: list[str]) -> None:
    raise KeyboardInterrupt


def test_an_error_nobody_foresaw_is_one_sentence_and_its_details_are_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = made_home(tmp_path)
    capsys.readouterr()
    assert guarded(["projects", "--home", str(home)], _divide) == 1
    log = home / "desk-errors.log"
    said = capsys.readouterr().err
    assert said == f"desk met an error it does not know (ZeroDivisionError); the details are in {log}.\n"
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o777 == 0o600


def test_debug_shows_the_details_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(["projects", "--debug"], _divide) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_server_whose_client_is_not_installed_is_named_with_the_way_to_install_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def connect(arguments: list[str]) -> None:
        raise ModuleNotFoundError(name="psycopg")

    assert guarded(["projects"], connect) == 1
    assert "agency.toml asks for postgres" in capsys.readouterr().err


def test_an_interrupt_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(["run"], _stop) == 130
    assert capsys.readouterr().err == ""
