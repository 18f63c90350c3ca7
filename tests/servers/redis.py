"""A real Redis on loopback that keeps nothing on disk."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.servers.process import answers, await_ready, end, free_port, need


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """Run a Redis and yield its URL."""
    program = need("redis-server", "redis-server")
    directory, port = Path(tempfile.mkdtemp(prefix="desk-redis-")), free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with (directory / "log").open("wb") as log:
        process = subprocess.Popen([*command, "--dir", str(directory)], stdout=log, stderr=log)
    try:
        await_ready(process, lambda: answers(port), directory / "log", 10)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        end(process)
        shutil.rmtree(directory, ignore_errors=True)
