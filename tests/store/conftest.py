"""Stores for tests: SQLite in a file, and a real PostgreSQL where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.store import schema
from agent.store.engine import make_engine, sqlite_url
from agent.store.unit_of_work import Nudge, Store
from tests.conversation import FakeClock


def _store(url: str) -> Iterator[Store]:
    engine = make_engine(url)
    woken: list[Nudge] = []
    try:
        schema.ready(engine)
        yield Store(engine, FakeClock(), lambda actor, row_id: woken.append((actor, row_id)))
    finally:
        engine.dispose()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store in a SQLite file."""
    yield from _store(sqlite_url(tmp_path / "desk.db"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.live)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return an empty store, once on SQLite and once on PostgreSQL."""
    url = sqlite_url(tmp_path / "desk.db") if request.param == "sqlite" else request.getfixturevalue("postgres")
    yield from _store(url)
