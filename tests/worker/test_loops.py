"""A loop that fails begins again; one that cannot go on gives its lease to somebody else; none ends in silence."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from agent.bootstrap import Desk, build
from agent.store import leases
from agent.store.acts import Cause
from agent.store.unit_of_work import Store
from agent.worker import process
from agent.worker.leading import MOST_FAILURES, Lead
from agent.worker.loops import Loop
from config.home import Home
from tests.cli.desk import made_home
from tests.store.conftest import sqlite_store

__all__ = ["sqlite_store"]


def _until(what: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def _failing(times: int, done: list[str]) -> Callable[[threading.Event], None]:
    def body(over: threading.Event) -> None:
        done.append("begun")
        if len(done) <= times:
            raise RuntimeError("nobody foresaw this")
        over.wait()

    return body


def _owner(store: Store) -> str:
    with store.look() as connection:
        row = connection.execute(sa.text("SELECT owner, until FROM lease WHERE name = 'thing'")).one_or_none()
    return "" if row is None or row.until == 0 else str(row.owner)


def test_a_loop_that_fails_begins_again_after_a_longer_pause_each_time() -> None:
    done: list[str] = []
    asked: list[int] = []

    def pause(failures: int) -> float:
        asked.append(failures)
        return 0.0

    loop = Loop("thing", _failing(3, done), pause=pause)
    loop.start()
    _until(lambda: len(done) == 4)
    loop.end()
    assert asked == [1, 2, 3]


def test_a_loop_ends_while_it_pauses() -> None:
    loop = Loop("thing", _failing(99, []), pause=lambda _: 3600.0)
    loop.start()
    _until(lambda: loop.failures == 1)
    loop.end()


def test_a_loop_whose_body_returns_is_over() -> None:
    loop = Loop("thing", lambda _: None)
    loop.start()
    loop.end()
    assert loop.failures == 0


def test_a_loop_that_goes_on_failing_gives_its_lease_to_another(sqlite_store: Store) -> None:
    stop, done = threading.Event(), list[str]()
    bad = Lead(sqlite_store, "thing", "bad", lambda: Loop("bad", _failing(999, []), pause=lambda _: 0.01), 0.05)
    good = Lead(sqlite_store, "thing", "good", lambda: Loop("good", _failing(0, done)), 0.01)
    first = Loop("bad lease", lambda _: bad.until(stop))
    first.start()
    _until(lambda: _owner(sqlite_store) == "bad")
    second = Loop("good lease", lambda _: good.until(stop))
    second.start()
    _until(lambda: done == ["begun"])
    assert _owner(sqlite_store) == "good"
    stop.set()
    first.end()
    second.end()
    assert _owner(sqlite_store) == ""


def test_a_lead_that_cannot_begin_gives_its_lease_back(sqlite_store: Store) -> None:
    def cannot() -> Loop:
        raise RuntimeError("no such mailbox")

    def body(_: threading.Event) -> None:
        Lead(sqlite_store, "thing", "one", cannot, 0.01).until(stop)

    stop = threading.Event()
    loop = Loop("lease", body, pause=lambda _: 0.01)
    loop.start()
    _until(lambda: loop.failures >= MOST_FAILURES)
    stop.set()
    loop.end()
    with sqlite_store.begin("test", Cause("routine", "test", "desk", "test")) as work:
        assert leases.take(work.connection, "thing", "two", 60)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk that takes mail from a folder and writes letters into one."""
    return build(Home(made_home(tmp_path)))


def test_a_schedule_that_cannot_be_written_is_tried_again_and_then_kept(desk: Desk) -> None:
    with desk:
        desk.store  # noqa: B018 - made now, so that its table can be taken away
        _sql(desk, "ALTER TABLE routine RENAME TO gone")
        running = threading.Thread(target=_run, args=(desk,))
        running.start()
        time.sleep(1.5)  # it has failed by now, and pauses
        _sql(desk, "ALTER TABLE gone RENAME TO routine")
        _until(lambda: _sql(desk, "SELECT count(*) FROM routine") != [(0,)])
        _stop(running)


_RUNNING: list[process.Process] = []


def _run(desk: Desk) -> None:
    worker = process.Process(desk, process.WORK)
    _RUNNING.append(worker)
    process.go(worker, [process.schedule_lead(worker)])


def _stop(thread: threading.Thread) -> None:
    _RUNNING.pop().stop.set()
    thread.join(30)


def _sql(desk: Desk, statement: str) -> list[object]:
    with sqlite3.connect(desk.home.database) as store:
        rows = store.execute(statement).fetchall()
    store.close()
    return rows
