"""`desk init` makes a home that the other commands take, and touches nothing that is there."""

from __future__ import annotations

from pathlib import Path

from config.load import load
from tests.cli.desk import desk, desk_process, inside


def test_a_new_home_loads_and_its_next_steps_are_told(tmp_path: Path) -> None:
    said = desk("init", tmp_path / "agency")
    assert said.code == 0
    assert f"made {tmp_path / 'agency' / 'agency.toml'}" in said.out
    assert f"desk --home {tmp_path / 'agency'} doctor" in said.out
    assert load(tmp_path / "agency").agency.name == "Your Agency"


def test_a_second_time_changes_nothing_and_says_so(tmp_path: Path) -> None:
    desk("init", tmp_path)
    (tmp_path / "agency.toml").write_text("mine", encoding="utf-8")
    said = desk("init", tmp_path)
    assert (said.code, (tmp_path / "agency.toml").read_text(encoding="utf-8")) == (0, "mine")
    assert "was there already and stays as it is" in said.out


def test_without_a_folder_the_home_is_the_one_of_the_option_or_the_current_one(tmp_path: Path) -> None:
    desk("init", "--home", tmp_path / "a")
    assert (tmp_path / "a" / "agency.toml").exists()
    (tmp_path / "b").mkdir()
    with inside(tmp_path / "b"):
        desk("init")
    assert (tmp_path / "b" / "agency.toml").exists()


def test_a_place_where_nothing_can_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = desk_process("init", tmp_path / "file" / "home")
    assert said.code == 1
    assert said.err == f"{tmp_path / 'file' / 'home'} cannot be made: Not a directory.\n"
