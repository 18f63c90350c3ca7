"""The sample agency's home: made anew by each demo, and never over a folder that holds something else."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.errors import UsageError
from config.home import Home

INBOX, SENT, LETTERS = "inbox", "sent", "letters"

_AGENCY = Path(__file__).with_name("agency.toml")
_FOLDERS = (INBOX, SENT, LETTERS, "exports")
_FILES = ("agency.toml", "desk.db", "desk.db-wal", "desk.db-shm", "desk.key", "desk-errors.log")


@contextmanager
def rebuilt(path: Path) -> Iterator[Home]:
    """Make the sample agency's home at `path` and hold it for this process.

    What an earlier demo made there is made anew; the reader's own `templates` and anything else stay. `UsageError`
    where the folder holds something that is no demo, cannot be written, or is worked on by a running desk.
    """
    home = Home(path)
    _refuse_another(home)
    try:
        path.mkdir(parents=True, exist_ok=True)
        with home.lock.open("w") as lock:
            _take(lock.fileno(), path)
            _clear(path)
            home.settings_file.write_bytes(_AGENCY.read_bytes())
            home.make()
            yield home
    except OSError as error:
        raise UsageError(f"The demo cannot be made in {path}: {error.strerror or error}.") from error


def _refuse_another(home: Home) -> None:
    """Raise unless the folder is absent, empty, or the home of an earlier demo."""
    if not home.path.exists() or (home.path.is_dir() and not any(home.path.iterdir())):
        return
    first_line = _AGENCY.read_bytes().split(b"\n")[0]
    if not (home.settings_file.is_file() and home.settings_file.read_bytes().startswith(first_line)):
        raise UsageError(f"{home.path} holds something else; name another folder: desk demo --folder DIR")


def _take(lock: int, path: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UsageError(f"A running desk works on {path}; stop it first, or name another folder.") from None


def _clear(path: Path) -> None:
    for name in _FOLDERS:
        if (path / name).exists():
            shutil.rmtree(path / name)
    for name in _FILES:
        (path / name).unlink(missing_ok=True)
