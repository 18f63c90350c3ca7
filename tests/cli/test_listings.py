"""The listings show what the store holds, as a table or one JSON object a line, and the commands change it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk import Said, desk, desk_process, made_home
from tests.cli.worked import worked_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One worked home for the tests that only look."""
    return worked_home(tmp_path_factory.mktemp("worked") / "home")


def _objects(said: Said) -> list[dict[str, Any]]:
    assert said.code == 0, said.err
    return [json.loads(line) for line in said.out.splitlines()]


def test_projects_are_listed_by_code(home: Path) -> None:
    (project,) = _objects(desk("projects", "--json", "--home", home))
    assert project["stage"] == "signed"
    said = desk("projects", "--home", home)
    assert said.out.splitlines()[0].split() == ["code", "health", "client", "title", "lead", "stage", "starts", "ends"]
    assert project["code"] in said.out


def test_a_project_is_shown_with_what_was_agreed_and_where_it_was_read(home: Path) -> None:
    (listed,) = _objects(desk("projects", "--json", "--home", home))
    said = desk("project", listed["code"].lower(), "--home", home)
    for part in ("deliverables", "milestones", "effort", "payments", "documents", "letters", "acts"):
        assert f"\n{part}\n" in said.out, said.out
    assert "SOW.docx" in said.out
    (shown,) = _objects(desk("project", listed["code"], "--json", "--home", home))
    assert shown["row"]["code"] == listed["code"]
    assert shown["plan"]["deliverables"]


def test_the_inbox_is_listed_with_what_became_of_each_mail_and_why(home: Path) -> None:
    stranger, sow = _objects(desk("inbox", "--json", "--home", home))
    assert (sow["state"], stranger["state"]) == ("handled", "person")
    assert stranger["reason"] == "the sender is nobody in agency.toml"
    (waiting,) = _objects(desk("inbox", "list", "--state", "person", "--json", "--home", home))
    assert waiting["id"] == stranger["id"]


def test_one_mail_is_shown_with_sender_documents_and_letters(home: Path) -> None:
    said = desk("inbox", "show", "1", "--home", home)
    assert said.code == 0
    assert "verified" in said.out
    assert "SOW.docx" in said.out
    assert "\nletters\n" in said.out


def test_the_outbox_is_listed_by_phase(home: Path) -> None:
    letters = _objects(desk("outbox", "--json", "--home", home))
    held = _objects(desk("outbox", "list", "--phase", "held", "--json", "--home", home))
    assert {"queued", "held"} <= {letter["phase"] for letter in letters}
    assert [letter["phase"] for letter in held] == ["held"]
    assert held[0]["recipient"] not in {"sam@agency.example", "ana@agency.example"}


def test_one_letter_is_shown_with_its_text(home: Path) -> None:
    newest = _objects(desk("outbox", "--json", "--home", home))[0]
    said = desk("outbox", "show", str(newest["id"]), "--home", home)
    assert said.code == 0
    assert newest["recipient"] in said.out
    (shown,) = _objects(desk("outbox", "show", str(newest["id"]), "--json", "--home", home))
    assert len(shown["text"]) > 100


@pytest.mark.parametrize("command", [("projects",), ("inbox",), ("outbox",), ("inbox", "show", "2")])
def test_piped_tables_have_no_colours_and_fit_eighty_columns(home: Path, command: tuple[str, ...]) -> None:
    said = desk_process(*command, "--home", home, TERM="xterm-256color")
    assert said.code == 0, said.err
    assert "\x1b" not in said.out
    assert max(map(len, said.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("project", "NOPE-01"), "There is no project NOPE-01; `desk projects` lists them.\n"),
        (("inbox", "show", "99"), "There is no mail 99; `desk inbox list` lists them.\n"),
        (("outbox", "show", "99"), "There is no letter 99; `desk outbox list` lists them.\n"),
    ],
)
def test_what_is_not_there_is_one_sentence(home: Path, command: tuple[str, ...], said: str) -> None:
    answer = desk(*command, "--home", home)
    assert (answer.code, answer.out, answer.err) == (1, "", said)


@pytest.mark.parametrize("command", [("inbox", "replay"), ("outbox", "retry"), ("outbox", "release")])
def test_acting_on_what_is_not_there_is_one_sentence(home: Path, command: tuple[str, ...]) -> None:
    answer = desk(*command, "99", "--home", home)
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert "99" in answer.err


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    home = made_home(tmp_path)
    assert desk("projects", "--home", home).out.startswith("No projects yet")
    assert desk("inbox", "--home", home).out == "No mail yet.\n"
    assert desk("outbox", "--home", home, "--json").out == ""


def test_a_held_letter_is_let_go_once(tmp_path: Path) -> None:
    home = worked_home(tmp_path / "home")
    (held,) = _objects(desk("outbox", "list", "--phase", "held", "--json", "--home", home))
    first = desk("outbox", "release", str(held["id"]), "--home", home)
    second = desk("outbox", "release", str(held["id"]), "--home", home)
    assert (first.code, second.code) == (0, 1)
    assert held["recipient"] in first.out
    assert "queued" in second.err
    assert _objects(desk("outbox", "show", str(held["id"]), "--json", "--home", home))[0]["released_by"]


def test_a_waiting_mail_is_run_again_or_dropped_with_a_reason(tmp_path: Path) -> None:
    home = worked_home(tmp_path / "home")
    assert desk("inbox", "drop", "2", "--why", "advertising", "--home", home).code == 0
    assert _objects(desk("inbox", "show", "2", "--json", "--home", home))[0]["row"]["reason"].startswith(
        "dropped: advertising"
    )
    assert desk("inbox", "replay", "2", "--home", home).code == 0
    assert _objects(desk("inbox", "show", "2", "--json", "--home", home))[0]["row"]["state"] == "kept"


def test_a_backup_holds_everything_and_is_never_written_over(tmp_path: Path) -> None:
    home = worked_home(tmp_path / "home")
    target = tmp_path / "copy" / "desk.db"
    assert desk("backup", target, "--home", home).code == 0
    again = desk("backup", target, "--home", home)
    assert (again.code, again.err.count("\n")) == (1, 1)
    (home / "desk.db").write_bytes(target.read_bytes())
    for rest in ("desk.db-wal", "desk.db-shm"):
        (home / rest).unlink(missing_ok=True)
    assert len(_objects(desk("projects", "--json", "--home", home))) == 1
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_backup_to_where_nothing_can_be_written_is_one_sentence(tmp_path: Path) -> None:
    home = made_home(tmp_path)
    said = desk("backup", home / "agency.toml" / "desk.db", "--home", home)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "cannot be written" in said.err


def test_a_backup_without_a_name_goes_to_the_exports(tmp_path: Path) -> None:
    home = made_home(tmp_path)
    assert f"backed up to {home / 'exports' / 'desk-'}" in desk("backup", "--home", home).out


def test_the_store_is_brought_to_its_shape_once(tmp_path: Path) -> None:
    home = made_home(tmp_path)
    assert "The store went from empty to " in desk("db", "upgrade", "--home", home).out
    assert "already." in desk("db", "upgrade", "--home", home).out
