"""The process that reading processes are forked from: it has all imports loaded, so that a file costs milliseconds.

For each file it forks a guard, and the guard forks the reader: the guard's only work is to kill the reader when its
time is up and to say how it ended. The zygote ends when its control socket closes.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType

from agent.reading.confinement import Bounds, confine, leave_network

OUT_OF_MEMORY, FAILED = 70, 71  # exit statuses of a reader that could still say what happened
WALL = b"wall"  # what the guard says of a reader whose time was up
_CHUNK = 1 << 16

Job = Callable[[str, bytes], bytes]


def serve(job_name: str, control_number: int) -> None:
    """Load the job "module:function", say what is ready, and fork a guard for every request until the socket closes."""
    apart = leave_network()
    job = _load(job_name)
    control = socket.socket(fileno=control_number)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # guards are not waited for
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the agent's to handle
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"ready": True, "apart": apart}).encode())
    while _serve_one(control, job):
        pass


def _load(job_name: str) -> Job:
    module_name, _, function = job_name.partition(":")
    module = importlib.import_module(module_name)
    module.warm()
    job: Job = getattr(module, function)
    return job


def _serve_one(control: socket.socket, job: Job) -> bool:
    data, pipes, _, _ = socket.recv_fds(control, _CHUNK, 3)
    if not data:
        return False
    request = json.loads(data)
    if os.fork() == 0:
        control.close()
        _guard(request, pipes, job)
    for pipe in pipes:
        os.close(pipe)
    return True


def _guard(request: dict[str, str | int], pipes: list[int], job: Job) -> None:
    """Fork the reader, wait for it no longer than it may take, and say how it ended; never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    source, answer, verdict = pipes
    bounds = Bounds(
        int(request["memory_mb"]), int(request["cpu_seconds"]), int(request["wall_seconds"]), bool(request["threads"])
    )
    reader = os.fork()
    if reader == 0:
        os.close(verdict)
        _read(str(request["name"]), source, answer, bounds, job)
    os.close(source)
    os.close(answer)
    late: list[bool] = []

    def end(_signal: int, _frame: FrameType | None) -> None:
        late.append(True)
        os.kill(reader, signal.SIGKILL)

    signal.signal(signal.SIGALRM, end)
    signal.alarm(bounds.wall_seconds)
    _, status = os.waitpid(reader, 0)
    os.write(verdict, WALL if late else str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _read(name: str, source: int, answer: int, bounds: Bounds, job: Job) -> None:
    """Do the job on what comes through `source`, confined, and write its answer; never returns."""
    status = FAILED
    try:
        confine(bounds)
        _write(answer, job(name, _whole(source)))
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    except BaseException as error:  # noqa: BLE001 - the edge of a process that reads hostile bytes
        _write(answer, f"{type(error).__name__}: {error}"[:500].encode("utf-8", "replace"))
    finally:
        os._exit(status)


def _whole(pipe: int) -> bytes:
    chunks = []
    while chunk := os.read(pipe, 1 << 20):
        chunks.append(chunk)
    return b"".join(chunks)


def _write(pipe: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
