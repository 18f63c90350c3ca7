"""What a reading process may do: think for a while in a little memory, and answer; nothing else.

The network is taken away twice: by a namespace of its own where the kernel allows it, and everywhere by a limit of
no new file descriptors, without which there is no socket, no file and no pipe to open.
"""

from __future__ import annotations

import ctypes
import os
import resource
from dataclasses import dataclass

_NEW_USER, _NEW_NET, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_NO_NEW_PRIVILEGES, _DUMPABLE = 38, 4


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one run may cost: megabytes of address space, seconds of CPU, seconds by the clock, threads or none.

    Reading a stranger's file needs none, and so may make none.
    """

    memory_mb: int
    cpu_seconds: int
    wall_seconds: int
    threads: bool = False


def leave_network() -> bool:
    """Move this process into a network of its own without any interface; say whether the kernel allowed it."""
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_USER | _NEW_NET | _NEW_IPC) == 0:
        _keep_identity(user, group)
        return True
    return bool(libc.unshare(_NEW_NET | _NEW_IPC) == 0)


def _keep_identity(user: int, group: int) -> None:
    for path, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        try:
            with open(f"/proc/self/{path}", "w", encoding="ascii") as file:
                file.write(line)
        except OSError:  # the process is then nobody in its own namespace, which is less still
            return


def confine(bounds: Bounds) -> None:
    """Set this process's limits for good; it can only lower them."""
    memory = bounds.memory_mb * 1024 * 1024
    _limit(resource.RLIMIT_AS, memory)
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.cpu_seconds, bounds.cpu_seconds + 1))
    for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NOFILE):
        _limit(kind, 0)
    if not bounds.threads:
        _limit(resource.RLIMIT_NPROC, 0)
    libc = ctypes.CDLL(None)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.prctl(_DUMPABLE, 0, 0, 0, 0)


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    least = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (least, least))
