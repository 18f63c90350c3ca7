"""Keeps the leases of one sender alive while it waits for a slow server."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from outbox import ledger


@contextmanager
def beating(engine: sa.Engine, owner: str, lease_seconds: float) -> Iterator[None]:
    """Renew the leases of `owner` three times in their length, from a thread of its own, until the block ends."""
    done = threading.Event()
    thread = threading.Thread(target=_beat, args=(engine, owner, lease_seconds, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _beat(engine: sa.Engine, owner: str, lease_seconds: float, done: threading.Event) -> None:
    while not done.wait(lease_seconds / 3):
        # A missed beat harms nothing: the lease is checked again right before the dot.
        with contextlib.suppress(sa.exc.OperationalError), engine.begin() as conn:
            ledger.renew(conn, owner, lease_seconds)
