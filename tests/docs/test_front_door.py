"""The commands on the first page exist, and CI runs what it promises."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import ROOT, Page

README = Page(ROOT / "README.md")
CONTRIBUTING = Page(ROOT / "CONTRIBUTING.md")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
FIRST_SCREEN = 30  # lines


def _targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z]+):", MAKEFILE))


@pytest.mark.parametrize("page", [README, CONTRIBUTING], ids=lambda page: str(page.name))
def test_every_make_target_a_page_names_exists(page: Page) -> None:
    named = set(re.findall(r"(?m)(?:`|^|&& )make ([a-z]+)", page.text))
    assert named
    assert named <= _targets()


def test_demo_and_test_stand_on_the_first_screen() -> None:
    first = README.text.split("\n")[:FIRST_SCREEN]
    assert {"demo", "test"} <= {line.split()[1] for line in first if line.startswith("make ")}


def test_ci_runs_the_test_command_of_the_first_page_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec make test"]


def test_every_benchmark_is_listed() -> None:
    folder = ROOT / "benchmarks"
    files = {path.stem for path in folder.glob("[a-z]*.py")} | {
        path.parent.name for path in folder.glob("*/__main__.py")
    }
    assert set(re.findall(r"-m benchmarks\.(\w+)", README.section("Figures"))) == files


def test_every_check_of_make_test_is_explained_to_those_who_work_on_it() -> None:
    needs = re.search(r"(?m)^test: ([a-z ]+) ##", MAKEFILE)
    assert needs is not None
    assert [target for target in needs[1].split() if f"make {target}" not in CONTRIBUTING.text] == []
