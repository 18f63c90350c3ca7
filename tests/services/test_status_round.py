"""The status round: who is asked what and when, and what silence leads to, over the whole path of mail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation import AGENCY, Conversation, sow_mail
from tests.samples.sow import signed_sow

LENA = "lena@agency.example"
LEAVE = 'name = "Lena Lead"\nleave = [{ from = 2027-01-18, to = 2027-01-21 }]'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with _desk(tmp_path, AGENCY) as conversation:
        yield conversation


def _desk(folder: Path, agency: str) -> Conversation:
    """Return a desk with one running project, on the Wednesday before its first milestone is due."""
    conversation = Conversation(folder, agency)
    conversation.ask(sow_mail(("SOW.docx", signed_sow())))
    conversation.clock.at(2027, 1, 20, 10)
    return conversation


def test_a_person_is_asked_once_with_questions_from_the_plan(desk: Conversation) -> None:
    (letter,) = desk.beat("status.round")
    assert (letter.row.kind, letter.row.recipient) == ("status_request", LENA)
    assert "1. NORTHWIND-01, Discovery report accepted" in letter.text
    assert "It is due on 25 January 2027. Are you on track?" in letter.text
    desk.clock.forward(hours=1)
    assert desk.beat("status.round") == []


def test_nobody_is_asked_before_the_hour_on_another_day_or_after_work(desk: Conversation) -> None:
    for moment in ((2027, 1, 20, 9, 45), (2027, 1, 19, 10), (2027, 1, 20, 17, 30)):
        desk.clock.at(*moment)
        assert desk.beat("status.round") == []


def test_nobody_on_leave_is_asked_and_a_day_off_moves_the_round(tmp_path: Path) -> None:
    with _desk(tmp_path, AGENCY.replace('name = "Lena Lead"', LEAVE)) as desk:
        assert desk.beat("status.round") == []
        desk.clock.at(2027, 1, 22, 10)
        assert [letter.row.recipient for letter in desk.beat("status.round")] == [LENA]


def test_silence_is_reminded_then_left_to_the_founders_batch_and_each_step_comes_once(desk: Conversation) -> None:
    desk.beat("status.round")
    desk.clock.at(2027, 1, 21, 9, 59)
    assert desk.beat("case.steps") == []
    desk.clock.at(2027, 1, 21, 10)
    (reminder,) = desk.beat("case.steps")
    assert "Discovery report accepted" in reminder.text
    assert desk.beat("case.steps") == []
    desk.clock.at(2027, 1, 22, 10)
    assert desk.beat("case.steps") == []  # Lena leads the project herself: nobody is told of her own silence


def test_steps_missed_while_the_desk_was_down_come_one_at_a_time(desk: Conversation) -> None:
    desk.beat("status.round")
    desk.clock.at(2027, 2, 15, 10)
    assert [letter.row.kind for letter in desk.beat("case.steps", "case.steps", "case.steps")] == ["status_reminder"]


def test_a_step_waits_for_working_hours(desk: Conversation) -> None:
    desk.beat("status.round")
    desk.clock.at(2027, 1, 23, 12)  # a Saturday
    assert desk.beat("case.steps") == []
    desk.clock.at(2027, 1, 25, 9)
    assert [letter.row.kind for letter in desk.beat("case.steps")] == ["status_reminder"]


def test_the_next_round_replaces_the_one_that_was_never_answered(desk: Conversation) -> None:
    desk.beat("status.round")
    desk.clock.at(2027, 1, 27, 10)
    (letter,) = desk.beat("status.round")
    assert "It was due on 25 January 2027, 2 days ago. Is it done, with the client, or still with you?" in letter.text
    with desk.desk.store.look() as connection:
        from agent.store import cases

        assert len(cases.open_of(connection, "status", LENA)) == 1
