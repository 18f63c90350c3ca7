"""An empty inbox and a dead loop look alike; the canary tells them apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent.services.control.canary import SEEN, check_silence, send_canary
from agent.services.office import Office
from agent.store import pulses
from agent.store.acts import Cause
from tests.conversation import AGENCY, Conversation

_LOOP = AGENCY.replace('kind = "maildir"\npath = "inbox"', 'kind = "imap"\nhost = "h.example"\nuser = "u"').replace(
    'kind = "folder"\npath = "letters"', 'kind = "smtp"\nhost = "h.example"\nauth = "none"'
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path, _LOOP) as conversation:
        yield conversation


def _seen(office: Office) -> None:
    with office.store.begin("test", Cause("command", "test", "tester", "test")) as work:
        pulses.beat(work.connection, SEEN, work.now)


def test_a_quiet_desk_writes_to_itself_once_an_hour(desk: Conversation) -> None:
    assert send_canary(desk.desk.office)
    (letter,) = desk.letters("canary")
    assert letter.row.recipient == "desk@agency.example"


def test_a_desk_whose_letters_came_home_lately_writes_none(desk: Conversation) -> None:
    _seen(desk.desk.office)
    assert not send_canary(desk.desk.office)


def test_a_canary_that_stays_away_is_an_alarm_once_a_day(desk: Conversation) -> None:
    send_canary(desk.desk.office)
    assert not check_silence(desk.desk.office)
    desk.clock.forward(minutes=16)
    assert check_silence(desk.desk.office)
    assert check_silence(desk.desk.office)
    (alarm,) = desk.letters("alarm")
    assert "has not come back" in alarm.text


def test_a_canary_that_came_home_is_none(desk: Conversation) -> None:
    send_canary(desk.desk.office)
    desk.clock.forward(minutes=2)
    _seen(desk.desk.office)
    desk.clock.forward(minutes=20)
    assert not check_silence(desk.desk.office)


def test_a_desk_without_a_loop_tests_none(tmp_path: Path) -> None:
    with Conversation(tmp_path) as folder_desk:
        folder_desk.clock.forward(hours=timedelta(days=1) / timedelta(hours=1))
        assert not send_canary(folder_desk.desk.office)
