"""The agent's side of the reading process: bytes go in, checked bytes come out, and a death is an answer too."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from agent.clock import monotonic
from agent.reading.confinement import Bounds
from agent.reading.zygote import FAILED, OUT_OF_MEMORY, WALL

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[3])
from agent.reading.zygote import serve
serve(sys.argv[1], int(sys.argv[2]))
"""
_READY_SECONDS = 60
_GRACE_SECONDS = 10  # beyond the child's own time, before the whole reading process is given up
_MOST_ANSWER = 64_000_000


class Ended(StrEnum):
    """How a run in the child ended."""

    WELL = "well"
    MEMORY = "memory"
    TIME = "time"
    FAILED = "failed"  # an error nobody foresaw; the output names it
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave back; `output` is empty unless it ended well or failed with words."""

    ended: Ended
    output: bytes = b""
    detail: str = ""


class SandboxError(Exception):
    """The reading process cannot be started; a retry helps once the machine has memory and processes to spare."""


class Sandbox:
    """Runs "module:function" on bytes, each time in a fresh, confined child of one warm process; safe among threads."""

    def __init__(self, job: str, environment: Mapping[str, str] | None = None) -> None:
        self._job = job
        self._environment = {"LANG": "C.UTF-8", "TZ": "UTC", **(environment or {})}
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self.apart = False

    def run(self, name: str, content: bytes, bounds: Bounds) -> Outcome:
        """Return what the job made of `content`; raises `SandboxError` only when no child can be started."""
        source_end, source = os.pipe()
        answer, answer_end = os.pipe()
        verdict, verdict_end = os.pipe()
        try:
            self._ask(name, bounds, (source_end, answer_end, verdict_end))
        except BaseException:
            _close(source, answer, verdict)
            raise
        finally:
            _close(source_end, answer_end, verdict_end)
        try:
            return _exchange(content, source, answer, verdict, bounds.wall_seconds + _GRACE_SECONDS)
        finally:
            _close(answer, verdict)

    @property
    def process_id(self) -> int | None:
        """The warm process's number, None while there is none."""
        return self._process.pid if self._process is not None else None

    def close(self) -> None:
        """End the reading process; runs in other threads end as crashed."""
        with self._lock:
            self._stop()

    def _ask(self, name: str, bounds: Bounds, pipes: tuple[int, int, int]) -> None:
        request = {
            "name": name[:1000],
            "memory_mb": bounds.memory_mb,
            "cpu_seconds": bounds.cpu_seconds,
            "wall_seconds": bounds.wall_seconds,
        }
        data = json.dumps(request).encode()
        with self._lock:
            for attempt in (1, 2):
                control = self._control if self._control is not None else self._start()
                try:
                    socket.send_fds(control, [data], list(pipes))
                    return
                except OSError:  # the warm process is gone: start another, once
                    self._stop()
                    if attempt == 2:
                        raise SandboxError("the reading process ends as soon as it is started") from None

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        number = theirs.fileno()
        command = [sys.executable, "-I", "-c", _START, self._job, str(number), json.dumps(sys.path)]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with a fixed program
                command,
                env=self._environment,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(number,),
            )
        ours.settimeout(_READY_SECONDS)
        self._control = ours
        try:
            hello = json.loads(ours.recv(1000))
        except (OSError, ValueError):
            self._stop()
            raise SandboxError("the reading process did not start; is there memory and room for processes?") from None
        self.apart = bool(hello["apart"])
        return ours

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            try:
                self._process.wait(2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


def _exchange(content: bytes, source: int, answer: int, verdict: int, seconds: float) -> Outcome:
    """Feed the child and take its answer side by side, so that neither waits for the other."""
    until = monotonic() + seconds
    for pipe in (source, answer, verdict):
        os.set_blocking(pipe, False)
    feeding, left = True, memoryview(content)
    output, ending = bytearray(), b""
    waiting = {answer, verdict}
    while waiting:
        rest = until - monotonic()
        if rest <= 0 or len(output) > _MOST_ANSWER:
            break
        readable, writable, _ = _ready(waiting, source if feeding else None, rest)
        if writable:
            left, feeding = _feed(source, left)
        for pipe in readable:
            chunk = os.read(pipe, 1 << 20)
            if not chunk:
                waiting.discard(pipe)
            elif pipe == answer:
                output += chunk
            else:
                ending += chunk
    if feeding:
        os.close(source)
    return _outcome(ending, bytes(output))


def _ready(reading: set[int], writing: int | None, seconds: float) -> tuple[list[int], bool, None]:
    """Wait until something can be read or written; `poll`, for descriptors above 1,023 too."""
    poll = select.poll()
    for pipe in reading:
        poll.register(pipe, select.POLLIN)
    if writing is not None:
        poll.register(writing, select.POLLOUT)
    events = poll.poll(seconds * 1000)
    return [pipe for pipe, _ in events if pipe in reading], any(pipe == writing for pipe, _ in events), None


def _feed(source: int, left: memoryview) -> tuple[memoryview, bool]:
    """Write what fits; close the pipe when all is written or nobody reads any more."""
    try:
        left = left[os.write(source, left[: 1 << 20]) :] if left else left
    except BlockingIOError:
        return left, True
    except BrokenPipeError:
        left = left[:0]
    if left:
        return left, True
    os.close(source)
    return left, False


def _outcome(ending: bytes, output: bytes) -> Outcome:
    if ending == b"0":
        return Outcome(Ended.WELL, output)
    if ending == WALL or ending == str(-signal.SIGXCPU).encode():
        return Outcome(Ended.TIME, detail=f"ended by {ending.decode()}")
    if ending == str(OUT_OF_MEMORY).encode():
        return Outcome(Ended.MEMORY, detail="MemoryError")
    if ending == str(FAILED).encode():
        return Outcome(Ended.FAILED, detail=output.decode("utf-8", "replace")[:500])
    return Outcome(Ended.CRASHED, detail=f"status {ending.decode() or 'unknown'}")


def _close(*pipes: int) -> None:
    for pipe in pipes:
        os.close(pipe)
