"""`desk templates check` names the file and the phrase that is wrong."""

from __future__ import annotations

from pathlib import Path

from tests.cli.desk import desk, made_home


def test_built_in_templates_are_in_order(tmp_path: Path) -> None:
    said = desk("templates", "check", "--home", made_home(tmp_path))
    assert (said.code, said.out) == (0, "All letters and Word files are in order.\n")


def test_a_wrong_phrase_is_named_with_its_file(tmp_path: Path) -> None:
    letter = made_home(tmp_path) / "templates" / "email" / "kickoff" / "body.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text("Hello\n{{ nobody_knows }}\n", encoding="utf-8")
    said = desk("templates", "check", "--home", tmp_path)
    assert said.code == 1
    assert said.out.startswith("email/kickoff/body.txt, line ")
    assert "nobody_knows" in said.out
