"""Calls the command line as the shell does, in this process or as one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from agent.cli import main


@dataclass(frozen=True, slots=True)
class Said:
    """How a call ended and what it printed."""

    code: int
    out: str
    err: str


def desk(*arguments: str | Path, **environ: str) -> Said:
    """Run `desk` in this process; `environ` is added to the environment for the call."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with _environment(environ), redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


def desk_process(*arguments: str | Path, cwd: Path | None = None, **environ: str) -> Said:
    """Run `desk` as a process of its own, its output piped."""
    command = [sys.executable, "-m", "agent.cli", *map(str, arguments)]
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=60,
        check=False,
        env={**_plain_environment(), "PYTHONPATH": root, **environ},
    )
    return Said(done.returncode, done.stdout, done.stderr)


def made_home(folder: Path) -> Path:
    """Make a home as `desk init` does, its letters going into a folder and its mail coming from one."""
    assert desk("init", folder).code == 0
    settings = folder / "agency.toml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace('kind = "imap"  ', 'kind = "maildir"\npath = "mail"  ')
    settings.write_text(text.replace('kind = "smtp"  ', 'kind = "folder"\npath = "letters"  '), encoding="utf-8")
    return folder


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Stand in `folder` for a while."""
    with chdir(folder):
        yield


@contextmanager
def _environment(extra: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update({**_plain_environment(before), **extra})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _plain_environment(environ: dict[str, str] | None = None) -> dict[str, str]:
    given = dict(os.environ) if environ is None else environ
    return {name: value for name, value in given.items() if not name.startswith(("DESK_", "COLUMNS", "FORCE_COLOR"))}
