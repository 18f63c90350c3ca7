"""The second alarm path against a real HTTP server: a ping while all is well, webhook and file when it is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent.services.control.fallen import tell_fallen
from agent.services.control.second_path import beat_outside, look
from agent.store import pulses
from agent.store.acts import Cause
from agent.store.tables import slot
from tests.conversation import AGENCY, Conversation
from tests.servers.web import Web, serving

CAUSE = Cause("routine", "test", "desk", "test")


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, web: Web) -> Iterator[Conversation]:
    alarm = f'\n[alarm]\nping_url = "{web.url}/ping/7"\nwebhook_url = "{web.url}/hook"\nfile = "alarm.txt"\n'
    with Conversation(tmp_path, AGENCY + alarm) as conversation:
        yield conversation


def _watched(desk: Conversation) -> None:
    with desk.desk.store.begin("test", CAUSE) as work:
        pulses.beat(work.connection, "mailbox watched", work.now)


def _file(desk: Conversation) -> Path:
    return desk.home.path / "alarm.txt"


def test_a_healthy_beat_pings_and_leaves_no_file(desk: Conversation, web: Web) -> None:
    _watched(desk)
    assert beat_outside(desk.desk.office).troubles == ()
    assert web.take() == [("GET", "/ping/7", None)]
    assert not _file(desk).exists()


def test_a_mailbox_nobody_looks_into_stops_the_ping_and_is_posted_once(desk: Conversation, web: Web) -> None:
    _watched(desk)
    desk.clock.forward(minutes=20)
    beat_outside(desk.desk.office)
    beat_outside(desk.desk.office)
    ((method, path, body),) = web.take()
    assert (method, path, body["state"], body["inbox"]) == ("POST", "/hook", "alarm", "desk@agency.example")
    assert body["troubles"] == ["the mailbox was last looked into 20 minutes ago, 15 minutes is the limit"]
    assert "20 minutes ago" in _file(desk).read_text("utf-8")


def test_when_it_is_well_again_the_file_goes_and_the_ping_comes_back(desk: Conversation, web: Web) -> None:
    _watched(desk)
    desk.clock.forward(minutes=20)
    beat_outside(desk.desk.office)
    _watched(desk)
    beat_outside(desk.desk.office)
    assert [method for method, _, _ in web.take()] == ["POST", "GET"]
    assert not _file(desk).exists()


def test_a_hook_that_fails_is_asked_again(desk: Conversation, web: Web) -> None:
    _watched(desk)
    desk.clock.forward(minutes=20)
    web.code = 503
    beat_outside(desk.desk.office)
    web.code = 200
    beat_outside(desk.desk.office)
    beat_outside(desk.desk.office)
    assert len(web.take()) == 2


def _slot(desk: Conversation, state: str, reason: str = "") -> None:
    with desk.desk.store.begin("test", CAUSE) as work:
        at = work.now - timedelta(hours=3)
        work.connection.execute(slot.insert().values(routine="store.care", slot_at=at, state=state, reason=reason))


def test_a_run_that_fell_out_is_told_once_and_on_the_second_path(desk: Conversation, web: Web) -> None:
    _watched(desk)
    _slot(desk, "missed")
    assert tell_fallen(desk.desk.office) == 1
    assert tell_fallen(desk.desk.office) == 0
    (letter,) = desk.letters("alarm")
    assert "care of Tuesday 10 November, 06:00 was not run" in letter.text
    beat_outside(desk.desk.office)
    assert web.take()[0][2]["troubles"] == ["A run of the schedule fell out"]


def test_a_run_that_failed_says_why(desk: Conversation) -> None:
    _slot(desk, "failed", "tried three times")
    tell_fallen(desk.desk.office)
    (letter,) = desk.letters("alarm")
    assert "failed: tried three times." in letter.text


def test_what_never_happened_is_trouble_only_from_outside(desk: Conversation) -> None:
    assert look(desk.desk.office).troubles == ()
    assert look(desk.desk.office, never_too=True).troubles == (
        "the mailbox was last looked into: never",
        "the schedule last ticked: never",
    )
