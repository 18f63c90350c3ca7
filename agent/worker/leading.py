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

LEASE_SECONDS = 60
_RENEW_SECONDS = 15

log = structlog.get_logger()


@dataclass(frozen=True)
class Lead:
    """A thing only one process may do at a time: begun when the lease is won, ended when it is lost."""

    store: Store
    name: str
    owner: str
    begin: Callable[[], None]
    end: Callable[[], None]

    def until(self, stop: threading.Event) -> None:
        """Hold the lease, or wait for it, until `stop`; then end what was begun and give the lease back."""
        leading = False
        while not stop.is_set():
            won = self._take(leading)
            if won and not leading:
                log.info("lease.taken", name=self.name)
                self.begin()
            elif leading and not won:
                log.warning("lease.lost", name=self.name)
                self.end()
            leading = won
            stop.wait(_RENEW_SECONDS)
        if leading:
            self.end()
            self._give_back()

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
        except sa.exc.OperationalError:
            log.warning("lease.kept", name=self.name)  # it runs out by itself

    @property
    def _cause(self) -> Cause:
        return Cause("routine", self.name, "desk", "lease")
