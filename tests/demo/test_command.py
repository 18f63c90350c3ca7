"""`desk demo` as a newcomer calls it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.desk import desk, desk_process
from tests.demo.conftest import Played


def test_a_second_run_in_the_same_folder_tells_the_same(played: Played) -> None:
    said = desk_process("demo", "--folder", played.shown.home)
    assert said.code == 0
    for line in ("What came in, and what the desk did", "opened TARN-01", "opened LARK-01", "held for an ok"):
        assert line in said.out
    assert said.err.count("\n") >= len(played.steps)


def test_the_tables_fit_eighty_columns_and_every_path_is_there(played: Played) -> None:
    out = desk("demo", "--folder", played.shown.home).out
    tables, _, rest = out.partition("Open these")
    assert max(map(len, tables.splitlines())) <= 80
    paths = [Path(line.strip()) for line in rest.splitlines() if line.startswith("  /")]
    assert len(paths) == len(played.shown.papers) + len(played.shown.letters)
    assert all(path.is_file() for path in paths)


def test_the_commands_it_suggests_work(played: Played) -> None:
    home = played.shown.home
    assert "TARN-01" in desk("--home", home, "projects").out
    assert desk("--home", home, "project", "TARN-01").code == 0
    assert "r.adeyemi" in desk("--home", home, "outbox", "list", "--phase", "held", COLUMNS="200").out
    assert "DMARC failed" in desk("--home", home, "inbox", "show", "5", COLUMNS="200").out


def test_a_folder_with_something_else_ends_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    said = desk("demo", "--folder", tmp_path)
    assert said.code == 1
    assert said.err.splitlines()[-1] == f"{tmp_path} holds something else; name another folder: desk demo --folder DIR"
