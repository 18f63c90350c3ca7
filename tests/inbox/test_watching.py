"""The loop around the watcher: how long it pauses, when it calls a person, and that it never dies."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from agent.errors import MailboxError, MailboxRefusedError, StoreError
from agent.inbox.watching import ALARM_AFTER, Watching, pause_after


@dataclass
class Script:
    """A watcher that does as it is told, turn by turn, and then ends the loop."""

    turns: Iterator[Exception | None]
    watching: Watching | None = None
    closed: int = 0
    taken: int = 0

    def turn(self) -> int:
        self.taken += 1
        told = next(self.turns, StopIteration())
        if isinstance(told, StopIteration):
            assert self.watching is not None
            self.watching.end()
        elif told is not None:
            raise told
        return 0

    def close(self) -> None:
        self.closed += 1


@dataclass
class Heard:
    """What the loop told, how long it paused, how often it said that all is well."""

    alarms: list[str] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    pulses: int = 0

    def pulse(self) -> None:
        self.pulses += 1


def _run(*turns: Exception | None) -> tuple[Heard, Script]:
    heard, script = Heard(), Script(iter(turns))
    watching = Watching(script, threading.Event(), heard.alarms.append, heard.pulse, lambda: 1.0, heard.pauses.append)
    script.watching = watching
    watching.run()
    return heard, script


def test_good_turns_follow_each_other_without_a_pause() -> None:
    heard, script = _run(None, None)
    assert (heard.pauses, heard.alarms, heard.pulses, script.taken) == ([], [], 3, 3)


def test_each_failure_waits_longer_up_to_half_a_minute() -> None:
    heard, _ = _run(*[MailboxError("down.")] * 8)
    assert heard.pauses == [1, 2, 4, 8, 16, 30, 30, 30]


def test_one_alarm_is_raised_after_some_failures_in_a_row() -> None:
    heard, _ = _run(*[MailboxError("The server is down.")] * (ALARM_AFTER + 3))
    assert len(heard.alarms) == 1
    assert "The server is down." in heard.alarms[0]


def test_a_good_turn_starts_the_count_again() -> None:
    heard, _ = _run(*([MailboxError("x.")] * (ALARM_AFTER - 1) + [None]) * 3)
    assert heard.alarms == []
    assert max(heard.pauses) == 8


def test_a_refused_login_is_told_at_once_and_tried_at_most_three_times_an_hour() -> None:
    heard, _ = _run(*[MailboxRefusedError("refused.")] * 4)
    assert len(heard.alarms) == 1
    assert sum(heard.pauses[:3]) > 3600
    assert min(heard.pauses) > 1200


def test_a_new_outage_is_told_anew() -> None:
    heard, _ = _run(MailboxRefusedError("one."), None, MailboxRefusedError("two."))
    assert [text[:3] for text in heard.alarms] == ["one", "two"]


@pytest.mark.parametrize("error", [StoreError("The disk is full."), ZeroDivisionError("by zero")])
def test_the_loop_outlives_what_is_not_the_mailbox_and_tells_it(error: Exception) -> None:
    heard, script = _run(error, None)
    assert (len(heard.alarms), script.taken) == (1, 3)
    assert script.closed == 2  # after the failure, and at the end


def test_a_broken_alarm_does_not_end_the_loop_and_is_tried_again() -> None:
    heard: list[str] = []

    def alarm(sentence: str) -> None:
        heard.append(sentence)
        if len(heard) == 1:
            raise StoreError("no store.")

    script = Script(iter([StoreError("a."), StoreError("b."), StoreError("c.")]))
    script.watching = Watching(script, threading.Event(), alarm, pause=lambda _: None)
    script.watching.run()
    assert len(heard) == 2


def test_clients_do_not_come_back_as_one() -> None:
    assert pause_after(3, 0.0) == 2
    assert pause_after(3, 1.0) == 4


def test_a_nudge_cuts_the_wait_short_but_goes_on() -> None:
    interrupt = threading.Event()
    script = Script(iter([None]))
    script.watching = Watching(script, interrupt, lambda _: None)
    script.watching.nudge()
    assert interrupt.is_set()
    script.watching.run()
    assert script.taken == 2
