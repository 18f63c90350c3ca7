"""`make debian` installs what is absent, says what it cannot do, and never stops the tests that need none of it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.docs.pages import ROOT
from tests.servers.process import need

_DPKG = (
    '#!/bin/sh\nfor last; do :; done\ncase " $HAVE " in *" $last "*) echo "install ok installed";; *) exit 1;; esac\n'
)
_SUDO = '#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n'
_APT = '#!/bin/sh\necho "$@" >> "$CALLS"\nexit ${APT_EXIT:-0}\n'


@pytest.fixture
def stubs(tmp_path: Path) -> Path:
    """Return a folder with the few real programs make needs, and stubs of Debian's."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for program in ("make", "bash", "sh", "grep", "id", "echo", "true", "env"):
        (folder / program).symlink_to(need(program, program))
    for name, text in (
        ("dpkg-query", _DPKG),
        ("apt-get", _APT),
        ("sudo", '#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n'),
    ):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    return folder


def _packages() -> list[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    found = re.search(r"(?m)^DEBIAN := (.*)$", text)
    assert found is not None
    return found[1].split()


def _make(stubs: Path, have: list[str], apt_exit: int = 0) -> tuple[str, list[str]]:
    calls = stubs.parent / "calls"
    environ = {"PATH": str(stubs), "HAVE": " ".join(have), "CALLS": str(calls), "APT_EXIT": str(apt_exit)}
    made = subprocess.run(
        [stubs / "make", "-C", str(ROOT), "debian"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return made.stdout, calls.read_text().splitlines() if calls.exists() else []


def test_where_all_is_there_nothing_is_asked_or_said(stubs: Path) -> None:
    said, calls = _make(stubs, _packages())
    assert (re.findall("·", said), calls) == ([], [])


def test_only_what_is_absent_is_installed(stubs: Path) -> None:
    absent = _packages()[:2]
    _, calls = _make(stubs, _packages()[2:])
    assert calls[0].endswith("update")
    assert calls[1].endswith("--no-install-recommends " + " ".join(absent))


def test_a_package_that_cannot_be_had_is_named_and_the_tests_go_on(stubs: Path) -> None:
    said, _ = _make(stubs, _packages()[1:], apt_exit=100)
    assert f"some packages could not be installed; their tests will be skipped: {_packages()[0]}" in said


def test_where_there_is_no_apt_the_line_says_what_to_install(stubs: Path) -> None:
    (stubs / "apt-get").unlink()
    said, calls = _make(stubs, _packages()[1:])
    assert f"To have them: sudo apt-get install {_packages()[0]}" in said
    assert calls == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root needs no sudo")
def test_without_the_right_to_install_the_line_says_what_to_install(stubs: Path) -> None:
    (stubs / "sudo").write_text("#!/bin/sh\nexit 1\n")
    said, calls = _make(stubs, _packages()[1:])
    assert "tests of live services will be skipped" in said
    assert calls == []
