"""Shutting a process out of the file system by Landlock (Linux 5.13 and later), without any privilege.

https://docs.kernel.org/userspace-api/landlock.html; numbers as in linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # system calls, the same on every architecture
_VERSION, _PATH_BENEATH = 1, 1
_NO_NEW_PRIVILEGES = 38
_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_SOCKET = 1 << 9
_FIRST, _REFER, _TRUNCATE = (1 << 13) - 1, 1 << 13, 1 << 14
_BIND_CONNECT = 0b11  # TCP, from the fourth version on
_ON_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """Return the version of Landlock that the kernel offers, 0 where there is none."""
    return max(0, int(_call(_CREATE, None, 0, _VERSION)))


def shut_in(readable: Iterable[str], writable: Iterable[str], sockets: Iterable[str] = ()) -> bool:
    """Allow this process and all it starts no file but those beneath these paths, and no TCP; say whether it holds.

    Beneath `sockets` it may make a Unix socket and nothing else.
    """
    offered = version()
    if not offered:
        return False
    everything = _FIRST | (_REFER if offered >= 2 else 0) | (_TRUNCATE if offered >= 3 else 0)
    wanted = _Ruleset(everything, _BIND_CONNECT if offered >= 4 else 0)
    ruleset = _call(_CREATE, ctypes.byref(wanted), 16 if offered >= 4 else 8, 0)
    if ruleset < 0:
        return False
    try:
        for path in readable:
            _allow(ruleset, path, _EXECUTE | _READ | _LIST)
        for path in writable:
            _allow(ruleset, path, everything)
        for path in sockets:
            _allow(ruleset, path, _MAKE_SOCKET)
        ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return bool(_call(_RESTRICT, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no permission
    try:
        allowed = rights if os.path.isdir(path) else rights & _ON_FILES
        _call(_ADD, ruleset, _PATH_BENEATH, ctypes.byref(_Beneath(allowed, parent)), 0)
    finally:
        os.close(parent)


def _call(number: int, *arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(number, *arguments))
