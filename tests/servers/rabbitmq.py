"""A real RabbitMQ on loopback, with a port mapper of its own that ends with it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.servers.process import absent, answers, await_ready, end, free_port, need

_SCRIPT = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")  # the one in PATH insists on its own user and home


@contextlib.contextmanager
def rabbitmq() -> Iterator[str]:
    """Run a RabbitMQ (up in about 10 s) and yield its URL."""
    if not _SCRIPT.exists():
        absent("RabbitMQ is not installed: apt-get install rabbitmq-server")
    mapper_program = need("epmd", "erlang-base")
    directory, port, mapper_port = Path(tempfile.mkdtemp(prefix="desk-rabbitmq-")), free_port(), free_port()
    environment = _environment(directory, port, mapper_port)
    with (directory / "log").open("wb") as log:
        mapper = subprocess.Popen([mapper_program], env=environment, stdout=log, stderr=log)
        try:
            await_ready(mapper, lambda: answers(mapper_port), directory / "log", 10)
            broker = subprocess.Popen(
                [_SCRIPT], env=environment, stdout=log, stderr=log, cwd=directory, start_new_session=True
            )
            try:
                await_ready(broker, lambda: answers(port), directory / "log", 90)
                yield f"amqp://guest:guest@127.0.0.1:{port}"
            finally:
                _end_group(broker)
        finally:
            end(mapper, signal.SIGKILL)
            shutil.rmtree(directory, ignore_errors=True)


def _environment(directory: Path, port: int, mapper_port: int) -> dict[str, str]:
    (directory / "rabbitmq.conf").write_text(f"listeners.tcp.default = 127.0.0.1:{port}\n")
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(directory),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_EPMD_PORT": str(mapper_port),
        "RABBITMQ_NODENAME": f"desk{port}@localhost",
        "RABBITMQ_DIST_PORT": str(free_port()),
        "RABBITMQ_CONFIG_FILE": str(directory / "rabbitmq.conf"),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        "RABBITMQ_MNESIA_BASE": str(directory / "mnesia"),
        "RABBITMQ_LOG_BASE": str(directory / "logs"),
        "RABBITMQ_PID_FILE": str(directory / "pid"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(directory / "plugins"),
    }


def _end_group(broker: subprocess.Popen[bytes]) -> None:
    """End the process group we made: the script, the Erlang machine and its children."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(broker.pid, signal.SIGKILL)
    broker.wait(10)
