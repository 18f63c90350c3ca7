"""A loop in a thread of its own that outlives its failures: begun again after each, a longer pause before each time."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

import structlog

from agent.clock import monotonic
from agent.inbox.watching import pause_after

_WELL_SECONDS = 60.0  # a loop that went on for so long has recovered

log = structlog.get_logger()

Body = Callable[[threading.Event], None]
Pause = Callable[[int], float]


def _some_pause(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row."""
    return pause_after(failures, random.random())  # noqa: S311 - it spreads out who comes back


class Loop:
    """Runs `body` until `end`. The body goes on until the event it is given is set, or until `cut` makes it return.

    `failures` counts how often in a row the body ended by an error, so that somebody else may take over.
    """

    def __init__(
        self, name: str, body: Body, cut: Callable[[], None] = lambda: None, pause: Pause = _some_pause
    ) -> None:
        self.failures = 0
        self._body, self._cut, self._pause = body, cut, pause
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name)

    def start(self) -> None:
        """Start the thread; a loop is started once."""
        self._thread.start()

    def end(self) -> None:
        """Have the body end after the step in hand, and wait for it."""
        self._over.set()
        self._cut()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            began = monotonic()
            try:
                self._body(self._over)
            except Exception:  # noqa: BLE001 - a thread that ended in silence would keep its lease and do nothing
                self._fell(monotonic() - began)
            else:
                return

    def _fell(self, seconds: float) -> None:
        self.failures = 1 if seconds >= _WELL_SECONDS else self.failures + 1
        log.exception("loop.failed", name=self._thread.name, failures=self.failures)
        self._over.wait(self._pause(self.failures))
