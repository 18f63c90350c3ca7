"""Becomes another program that may see nothing but itself and one folder: no network, no other files, in limits.

Run as a program of its own: `serve` replaces the process it is called in.
"""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass
from pathlib import Path

from agent.reading.confinement import leave_network
from agent.reading.landlock import shut_in

_READABLE = (
    "/usr",
    "/bin",
    "/lib",
    "/lib64",
    "/etc",
    "/opt",
    "/proc",
    "/sys",
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
    "/var/cache",
)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_MOST_FILES = 1024


@dataclass(frozen=True, slots=True)
class Cell:
    """What the program may use: its folder, megabytes of memory, seconds of CPU, bytes of a file it writes."""

    folder: str
    memory_mb: int
    cpu_seconds: int
    file_bytes: int


def become(command: list[str], cell: Cell) -> None:
    """Replace this process by `command`, confined; never returns."""
    leave_network()
    _limit(resource.RLIMIT_AS, cell.memory_mb * 1024 * 1024)
    _limit(resource.RLIMIT_CPU, cell.cpu_seconds)
    _limit(resource.RLIMIT_FSIZE, cell.file_bytes)
    _limit(resource.RLIMIT_NOFILE, _MOST_FILES)
    _limit(resource.RLIMIT_CORE, 0)
    own = str(Path(command[0]).resolve().parent.parent)
    shut_in((*_READABLE, own), (cell.folder, *_DEVICES), sockets=("/tmp",))  # noqa: S108 - LibreOffice has it fixed
    environment = {"HOME": cell.folder, "TMPDIR": cell.folder, "LANG": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
    os.chdir(cell.folder)
    os.execve(command[0], command, environment)  # noqa: S606 - a fixed program, found by us


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    least = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (least, least))
