"""What every test may ask for: real servers on loopback; and what none may do: leave this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import guard
from tests.servers.certificates import Certificates, make
from tests.servers.dovecot import WEAK, Dovecot, dovecot
from tests.servers.postgres import Postgres, postgres
from tests.servers.rabbitmq import rabbitmq
from tests.servers.redis import redis
from tests.servers.sink import Sink, sink

guard.install()


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Make a certificate authority of this run, with a certificate for localhost."""
    return make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session", name="dovecot")
def _dovecot(certificates: Certificates) -> Iterator[Dovecot]:
    """Run a real Dovecot with everything on offer: IDLE, MOVE, UIDPLUS, STARTTLS and IMAPS."""
    with dovecot(certificates=certificates) as running:
        yield running


@pytest.fixture(scope="session")
def weak_dovecot() -> Iterator[Dovecot]:
    """Run a real Dovecot that offers only IMAP4rev1, with folders under INBOX."""
    with dovecot(separator=".", prefix="INBOX.", capability=WEAK) as running:
        yield running


@pytest.fixture
def smtp() -> Iterator[Sink]:
    """Run a real SMTP server without AUTH or TLS, with a journal of its own for each test."""
    with sink() as running:
        yield running


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """Run a real PostgreSQL cluster; each test makes itself a database."""
    with postgres() as running:
        yield running


@pytest.fixture(name="postgres")
def _postgres(postgres_server: Postgres) -> str:
    """Return the SQLAlchemy URL of an empty database on a real PostgreSQL."""
    return postgres_server.database()


@pytest.fixture(scope="session", name="rabbitmq")
def _rabbitmq() -> Iterator[str]:
    """Run a real RabbitMQ and give its URL."""
    with rabbitmq() as url:
        yield url


@pytest.fixture(scope="session", name="redis")
def _redis() -> Iterator[str]:
    """Run a real Redis and give its URL."""
    with redis() as url:
        yield url


@pytest.fixture
def corpus() -> Path:
    """Return the folder of real sample documents, where it lies beside the checkout."""
    folder = Path(os.environ.get("DESK_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip("no corpus of sample documents here; name its folder in DESK_CORPUS")
    return folder
