"""Start, await and end the processes that tests bring up on loopback; end none but one's own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest


def need(program: str, package: str) -> str:
    """Return the path of `program`; absent, skip with how to install it, but fail under CI=true."""
    path = shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/bin:/sbin:/usr/local/sbin")
    if path is None:
        absent(f"{program} is not installed: apt-get install {package}")
    assert path is not None
    return path


def absent(reason: str) -> None:
    """Skip the test for `reason` on a laptop; under CI=true fail it."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def free_port() -> int:
    """Return a loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Return whether somebody accepts connections on the loopback `port`."""
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


def await_ready(process: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path, seconds: float) -> None:
    """Wait until `ready()`; when the process ends or the time is over, end it and raise with its log."""
    end_at = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None or time.monotonic() > end_at:
            end(process)
            raise RuntimeError(f"{process.args!r} did not come up: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.02)


def end(process: subprocess.Popen[bytes], sign: signal.Signals = signal.SIGTERM, seconds: float = 10) -> None:
    """End one process we started, by force when it does not go on `sign`."""
    if process.poll() is None:
        process.send_signal(sign)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(seconds)
