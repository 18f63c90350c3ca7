"""`desk run` and its parts start from a home alone and end cleanly when asked to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.desk import desk, made_home
from tests.samples import mails

ROOT = str(Path(__file__).parents[2])


def _start(command: str, home: Path) -> subprocess.Popen[str]:
    environ = {**os.environ, "PYTHONPATH": ROOT}
    line = [sys.executable, "-m", "agent.cli", "--home", str(home), command]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ)


def _until_started(process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if "desk.started" in line:
            return
    raise AssertionError("it ended before it started")


@pytest.mark.parametrize("command", ["run", "watch", "work", "schedule"])
def test_a_process_starts_and_ends_with_zero_at_sigterm(tmp_path: Path, command: str) -> None:
    process = _start(command, made_home(tmp_path))
    _until_started(process)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, ""), err
    assert "Traceback" not in err


def test_a_second_run_on_one_home_is_refused_in_one_sentence(tmp_path: Path) -> None:
    first = _start("run", made_home(tmp_path))
    _until_started(first)
    second = desk("run", "--home", tmp_path)
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=30)
    assert second.code == 1
    assert second.err.startswith("another `desk run` works on ")
    assert first.returncode == 0


def test_a_running_desk_takes_mail_in_and_the_inbox_shows_it(tmp_path: Path) -> None:
    home = made_home(tmp_path)
    process = _start("run", home)
    _until_started(process)
    new = home / "mail" / "new"
    give_up = time.monotonic() + 30
    while not new.is_dir() and time.monotonic() < give_up:
        time.sleep(0.1)
    time.sleep(1)  # the first look at an empty folder is its baseline
    (home / "mail" / "tmp" / "1.desk").write_bytes(mails.mail(subject="Hello desk"))
    (home / "mail" / "tmp" / "1.desk").rename(new / "1.desk")
    while "Hello desk" not in desk("inbox", "--json", "--home", home).out and time.monotonic() < give_up:
        time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert '"subject": "Hello desk"' in desk("inbox", "--json", "--home", home).out
