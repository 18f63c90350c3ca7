"""Seconds that a benchmark's runs may take: by the processor on a busy machine, by the wall on a quiet one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

PROCESSORS = 2
"""On how many processors the parallel rivals are meant to run: they get so many processor seconds a second."""


@dataclass(frozen=True, slots=True)
class Budget:
    """So many seconds on two processors; `by_processor` counts what this process used, not what others left it."""

    seconds: float
    by_processor: bool

    def over(self) -> Callable[[], bool]:
        """Return a question whether one thread has used its seconds from now on."""
        clock = time.process_time if self.by_processor else time.perf_counter
        until = clock() + self.seconds
        return lambda: clock() >= until

    def stop_after(self, stop: Callable[[], None]) -> threading.Event:
        """Call `stop` once a parallel solver has used its seconds; set the returned event when it ended before."""
        ended = threading.Event()
        clock = time.process_time if self.by_processor else time.perf_counter
        until = clock() + self.seconds * (PROCESSORS if self.by_processor else 1)

        def watch() -> None:
            while not ended.wait(0.05):
                if clock() >= until:
                    stop()
                    return

        threading.Thread(target=watch, daemon=True).start()
        return ended
