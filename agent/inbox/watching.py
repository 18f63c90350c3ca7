"""The loop around the watcher: it goes on after every failure, waits longer each time, and says so to a person."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from agent.errors import DeskError, MailboxError, MailboxRefusedError

ALARM_AFTER = 5  # failures in a row
MOST_SECONDS = 30.0  # between two connections to a mailbox that fails
REFUSED_SECONDS = 1_260.0  # between two logins a server refuses: three an hour, which locks nobody out

_log = structlog.get_logger()


class Turning(Protocol):
    """What is repeated: the watcher, or a test's own."""

    def turn(self) -> int:
        """Do one step and wait for news."""
        ...

    def close(self) -> None:
        """End the session; the next turn opens another."""
        ...


def pause_after(failures: int, chance: float) -> float:
    """Return the seconds to wait after so many failures in a row; `chance` (0 to 1) spreads out who comes back."""
    return min(MOST_SECONDS, 2.0 ** min(failures - 1, 10)) * (0.5 + chance / 2)


@dataclass(slots=True)
class Watching:
    """A watcher repeated until `end`. `interrupt` is the event its mailbox waits on, `alarm` takes a sentence.

    `pulse` is called after each turn that went well; `pause` waits seconds and returns early once `end` was called.
    """

    watcher: Turning
    interrupt: threading.Event
    alarm: Callable[[str], None]
    pulse: Callable[[], None] = lambda: None
    chance: Callable[[], float] = random.random
    pause: Callable[[float], object] | None = None
    failures: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _told: bool = False

    def run(self) -> None:
        """Repeat turns until `end`; the batch in hand is finished first."""
        pause = self.pause or self._stop.wait
        while True:
            self.interrupt.clear()
            if self._stop.is_set():
                break
            seconds = self.run_once()
            if seconds:
                pause(seconds)
        self.watcher.close()

    def run_once(self) -> float:
        """Do one turn and return the seconds to pause after it: 0 when it went well."""
        try:
            self.watcher.turn()
            self.pulse()
        except MailboxRefusedError as error:
            return self._failed(f"{error} No mail is taken in until this is put right.", 1, REFUSED_SECONDS)
        except MailboxError as error:
            text = f"{error} The mailbox failed {self.failures + 1} times in a row; it is tried again and again."
            return self._failed(text, ALARM_AFTER)
        except DeskError as error:
            return self._failed(f"{error} New mail waits in the mailbox until this is put right.", 1)
        except Exception as error:  # noqa: BLE001 - the loop must outlive what nobody foresaw; a person is told
            _log.exception("watcher.stumbled")
            return self._failed(f"Watching the mailbox failed in a way nobody foresaw ({type(error).__name__}).", 1)
        if self.failures:
            _log.info("mailbox.recovered", after=self.failures)
        self.failures, self._told = 0, False
        return 0.0

    def end(self) -> None:
        """Let the loop end after the batch in hand; call it from any thread."""
        self._stop.set()
        self.interrupt.set()

    def nudge(self) -> None:
        """Cut the wait in hand short, for there is mail to file."""
        self.interrupt.set()

    def _failed(self, sentence: str, alarm_after: int, least_seconds: float = 0.0) -> float:
        self.failures += 1
        _log.warning("mailbox.failed", failures=self.failures, why=sentence)
        self.watcher.close()
        if self.failures >= alarm_after and not self._told:
            self._told = self._tell(sentence)
        return least_seconds or pause_after(self.failures, self.chance())

    def _tell(self, sentence: str) -> bool:
        try:
            self.alarm(sentence)
        except Exception:  # noqa: BLE001 - a broken alarm is tried again at the next failure, and mail is still watched
            _log.exception("watcher.alarm_failed")
            return False
        return True
