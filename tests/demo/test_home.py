"""The demo's home is made anew each time, and never over anything else."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from agent.demo.home import rebuilt
from agent.errors import UsageError


def test_a_folder_that_holds_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "agency.toml").write_text("[agency]\n")
    with pytest.raises(UsageError, match="holds something else"), rebuilt(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["agency.toml"]


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("mine")
    with pytest.raises(UsageError, match="holds something else"), rebuilt(tmp_path / "home"):
        pass


def test_an_earlier_demo_is_cleared_but_own_templates_and_files_stay(tmp_path: Path) -> None:
    with rebuilt(tmp_path) as home:
        (home.path / "letters").mkdir()
        home.database.write_bytes(b"old")
        (home.templates / "mine.docx").write_bytes(b"own")
        (home.path / "notes.txt").write_text("own")
    with rebuilt(tmp_path) as home:
        assert not home.database.exists()
        assert not (home.path / "letters").exists()
        assert (home.templates / "mine.docx").exists()
        assert (home.path / "notes.txt").exists()


def test_a_home_that_a_desk_works_on_is_refused(tmp_path: Path) -> None:
    with rebuilt(tmp_path) as home:
        pass
    with home.lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(UsageError, match="A running desk works on"), rebuilt(tmp_path):
            pass


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be made"), rebuilt(tmp_path / "file" / "home"):
        pass
