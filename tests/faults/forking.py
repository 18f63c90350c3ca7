"""A process that has everything imported and forks one agent for each order, so that a life costs no start-up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from agent.reading import Reader
from config.settings import Limits
from tests.faults.agent_once import Order, live

KILLED = -9


class Agents:
    """Gives birth to agents, one after another, in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def live(self, order: Order) -> int:
        """Let one agent live and return its exit code: -9 when it was killed, 0 when it ended by itself."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def finish(self, order: Order) -> None:
        """Let one agent live to its end; fail with what it said when it does not."""
        code = self.live(replace(order, point=""))
        assert code == 0, f"the agent ended with {code}:\n{said(Path(order.folder))}"


def said(folder: Path) -> str:
    """Return the last words of the agents of a folder."""
    log = folder / "agent.log"
    return log.read_text(errors="replace")[-3000:] if log.exists() else ""


@contextmanager
def agents() -> Iterator[Agents]:
    """Start the process that forks."""
    command = [sys.executable, "-W", "error", "-m", __name__]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as process:
        yield Agents(process)
        assert process.stdin is not None
        process.stdin.close()


def _serve() -> None:
    with Reader(Limits()) as reader:
        reader.read("warm.txt", b"warm")
        for line in sys.stdin:
            given = json.loads(line)
            order = Order(**{**given, "words": tuple(given["words"]), "minutes": tuple(given["minutes"])})
            child = os.fork()
            if child == 0:
                _be_born(order, reader)
            sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
            sys.stdout.flush()


def _be_born(order: Order, reader: Reader) -> None:
    """Live in the child and never return."""
    (Path(order.folder) / "agent.pid").write_text(str(os.getpid()))
    log = os.open(Path(order.folder) / "agent.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (0, 1, 2):
        os.dup2(os.open(os.devnull, os.O_RDONLY) if stream == 0 else log, stream)
    code = 1
    try:
        live(order, reader)
        code = 0
    except BaseException:  # noqa: BLE001 - a child must not go on as its parent would
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
