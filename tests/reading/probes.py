"""What runs in the confined child in place of reading: attempts to do what a hostile file would."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
from collections.abc import Callable


def warm() -> None:
    """Load nothing more."""


def run(name: str, content: bytes) -> bytes:
    """Do what `name` says and tell what came of it."""
    return _PROBES[name](content)


def _memory(content: bytes) -> bytes:
    return b"%d" % len(b" " * (1_600 * 1024 * 1024))


def _endless(content: bytes) -> bytes:
    while True:
        pass


def _asleep(content: bytes) -> bytes:
    signal.pause()
    return b""


def _crash(content: bytes) -> bytes:
    ctypes.string_at(0)
    return b""


def _connect(content: bytes) -> bytes:
    return _tried(lambda: socket.create_connection(("127.0.0.1", int(content)), 2).close())


def _interfaces(content: bytes) -> bytes:
    return ",".join(sorted(name for _, name in socket.if_nameindex())).encode()


def _written(content: bytes) -> bytes:
    return _tried(lambda: open(content, "w").close())


def _read(content: bytes) -> bytes:
    return _tried(lambda: open(content).close())


def _forked(content: bytes) -> bytes:
    return _tried(lambda: os.execv("/bin/true", ["/bin/true"]) if os.fork() == 0 else None)


def _environment(content: bytes) -> bytes:
    return repr(dict(os.environ)).encode()


def _descriptors(content: bytes) -> bytes:
    return b"%d" % sum(1 for number in range(256) if _is_open(number))


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _tried(attempt: object) -> bytes:
    try:
        attempt()  # type: ignore[operator]
    except OSError as error:
        return f"refused {error.errno}".encode()
    return b"done"


_PROBES: dict[str, Callable[[bytes], bytes]] = {
    "echo": lambda content: content,
    "memory": _memory,
    "endless": _endless,
    "asleep": _asleep,
    "crash": _crash,
    "connect": _connect,
    "interfaces": _interfaces,
    "write": _written,
    "read": _read,
    "fork": _forked,
    "environment": _environment,
    "descriptors": _descriptors,
    "error": lambda content: b"%d" % (1 // 0),
    "exit": lambda content: os._exit(3),
}
