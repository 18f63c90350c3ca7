"""A sample agency whose inbox lies on a real Dovecot, and the real `desk run` on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from config.home import Home
from tests.conversation import AGENCY
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.process import end

DESK = Path(sys.executable).with_name("desk")

_MAILBOX = """\
[mailbox]
kind = "imap"
host = "127.0.0.1"
port = {port}
security = "none"
user = "{user}"
first_start = "{first_start}"
file_mail = {file_mail}

[smtp]
kind = "folder"
path = "letters"
per_minute = 100000

[letters]
per_hour = 100000

"""


def home_on(folder: Path, server: Dovecot, user: str, first_start: str = "all", file_mail: bool = False) -> Home:
    """Return a home in `folder` whose inbox is `user`'s on `server` and whose letters go to a folder."""
    home = Home(folder)
    home.make()
    start, end_at = AGENCY.index("[mailbox]"), AGENCY.index("[trust]")
    mailbox = _MAILBOX.format(port=server.port, user=user, first_start=first_start, file_mail=str(file_mail).lower())
    home.settings_file.write_text(AGENCY[:start] + mailbox + AGENCY[end_at:], encoding="utf-8")
    return home


@contextmanager
def running(home: Home) -> Iterator[subprocess.Popen[bytes]]:
    """Run `desk run` on `home`, its log beside the settings; end that process and no other."""
    environ = {"PATH": os.environ["PATH"], "DESK_IMAP_PASSWORD": PASSWORD}
    with log_of(home).open("ab") as log:
        process = subprocess.Popen([DESK, "--home", str(home.path), "run"], env=environ, stdout=log, stderr=log)
    try:
        yield process
    finally:
        end(process, signal.SIGTERM, 30)


def log_of(home: Home) -> Path:
    """Return the file with the log of the process `running` starts."""
    return home.path / "run.log"


def until(what: Callable[[], bool], home: Home, seconds: float = 120, every: float = 0.005) -> float:
    """Wait until `what()` holds and return the moment (`time.perf_counter`); give up with the end of the log."""
    ends = time.perf_counter() + seconds
    while not what():
        if time.perf_counter() > ends:
            raise TimeoutError(f"not within {seconds:.0f} s; the log ends:\n{log_of(home).read_text()[-2000:]}")
        time.sleep(every)
    return time.perf_counter()


def is_watching(home: Home) -> bool:
    """Return whether the process has opened its mailbox."""
    return b"mailbox.opened" in log_of(home).read_bytes()
