"""Leading: of several processes that could do one thing, the one that holds its lease does it; the rest stand by."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
import structlog

from agent.store import leases
from agent.store.acts import Cause
from agent.store.unit_of_work import Store
from agent.worker.loops import Loop

LEASE_SECONDS = 60
MOST_FAILURES = 3  # in a row; then somebody else may try
_RENEW_SECONDS = 15.0

log = structlog.get_logger()


@dataclass(frozen=True)
class Lead:
    """A thing only one process may do at a time: its loop begins when the lease is won and ends when it is lost.

    A loop that fails again and again gives the lease away, so that a process on a sounder machine can have it.
    """

    store: Store
    name: str
    owner: str
    make: Callable[[], Loop]
    renew_seconds: float = _RENEW_SECONDS

    def until(self, stop: threading.Event) -> None:
        """Hold the lease, or wait for it, until `stop`; then end what was begun and give the lease back."""
        while not stop.is_set():
            if self._take(leading=False):
                log.info("lease.taken", name=self.name)
                self._lead(stop)
            stop.wait(self.renew_seconds)

    def _lead(self, stop: threading.Event) -> None:
        """Run the loop while the lease is ours; whatever happens, the lease is free for others afterwards."""
        try:
            self._keep(self.make(), stop)
        finally:
            self._give_back()

    def _keep(self, loop: Loop, stop: threading.Event) -> None:
        loop.start()
        try:
            while not stop.wait(self.renew_seconds) and self._take(leading=True):
                if loop.failures >= MOST_FAILURES:
                    log.error("lease.given_up", name=self.name, failures=loop.failures)
                    return
            if not stop.is_set():
                log.warning("lease.lost", name=self.name)
        finally:
            loop.end()

    def _take(self, leading: bool) -> bool:
        try:
            with self.store.begin("lease", self._cause) as work:
                return leases.take(work.connection, self.name, self.owner, LEASE_SECONDS)
        except sa.exc.OperationalError as error:
            log.warning("lease.unknown", name=self.name, error=str(error.orig))
            return leading  # a database that is away for a moment takes the lease from nobody

    def _give_back(self) -> None:
        try:
            with self.store.begin("lease", self._cause) as work:
                leases.give_back(work.connection, self.name, self.owner)
        except sa.exc.SQLAlchemyError:
            log.warning("lease.kept", name=self.name)  # it runs out by itself

    @property
    def _cause(self) -> Cause:
        return Cause("routine", self.name, "desk", "lease")
