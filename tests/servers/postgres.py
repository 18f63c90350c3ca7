"""A real PostgreSQL on loopback, as user postgres when the tests run as root."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.process import absent, await_ready, end, free_port


@dataclass(slots=True)
class Postgres:
    """A running cluster without data worth keeping."""

    port: int
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, database: str = "postgres") -> str:
        """Return the SQLAlchemy URL of `database`."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def database(self) -> str:
        """Make an empty database and return its SQLAlchemy URL."""
        import psycopg

        name = f"desk{next(self._numbers)}"
        with psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)


@contextlib.contextmanager
def postgres() -> Iterator[Postgres]:
    """Run a fresh cluster until the block ends."""
    programs = _programs()
    directory = Path(tempfile.mkdtemp(prefix="desk-postgres-"))
    owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.getuid())
    os.chown(directory, owner.pw_uid, owner.pw_gid)
    who: str | None = "postgres" if os.geteuid() == 0 else None
    running, data, log = Postgres(free_port()), directory / "data", directory / "log"
    try:
        subprocess.run(
            [programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8", "--locale=C"],
            check=True,
            capture_output=True,
            user=who,
            group=who,
            cwd=directory,
        )
        options = f"-p {running.port} -k {directory} -c listen_addresses=127.0.0.1 -c fsync=off".split()
        with log.open("wb") as output:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, *options], stderr=output, user=who, group=who, cwd=directory
            )
        try:
            await_ready(process, lambda: _accepts(running.port), log, 30)
            yield running
        finally:
            end(process, signal.SIGINT)  # a fast shutdown, not waiting for clients
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [
        Path(path) for path in (shutil.which("initdb"),) if path
    ]
    if not found:
        absent("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent


def _accepts(port: int) -> bool:
    """Ask as a client would (an SSLRequest): the port listens a moment before the server answers queries."""
    import psycopg

    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        try:
            psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True
    return False
