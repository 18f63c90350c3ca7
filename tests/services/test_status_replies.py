"""What people answer in plain words: it becomes changes with their words, is echoed, undone, and never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from agent.store import blockers, cases, work_items
from agent.store.work_items import WorkItemRow
from tests.conversation import Conversation, Written, sow_mail
from tests.samples.sow import signed_sow

LENA = "Lena Lead <lena@agency.example>"
REPORT = "Discovery report accepted"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        conversation.ask(sow_mail(("SOW.docx", signed_sow())))
        conversation.clock.at(2027, 1, 20, 10)
        conversation.beat("status.round")
        yield conversation


def _asked(desk: Conversation) -> Written:
    return desk.letters("status_request")[-1]


def _say(desk: Conversation, words: str, to: Written | None = None) -> list[Written]:
    return desk.ask(desk.reply(to or _asked(desk), words, LENA))


def _item(desk: Conversation, title: str = REPORT) -> WorkItemRow:
    with desk.desk.store.look() as connection:
        (row,) = [row for row in work_items.running(connection) if row.title == title]
        return row


def test_a_bare_done_answers_the_one_question(desk: Conversation) -> None:
    (echo,) = _say(desk, "done")
    assert f"NORTHWIND-01, {REPORT}: done" in echo.text
    assert _item(desk).done_on is not None


def test_one_reply_can_say_many_things_each_with_its_words(desk: Conversation) -> None:
    (echo,) = _say(desk, "1: need two more days, about 60%")
    assert "now due 27 January 2027 (was 25 January 2027)" in echo.text
    assert "about 60%" in echo.text
    assert (_item(desk).due_on, _item(desk).percent) == (date(2027, 1, 27), 60)


def test_an_answer_ends_the_asking(desk: Conversation) -> None:
    _say(desk, "on track")
    desk.clock.at(2027, 1, 22, 10)
    assert desk.beat("case.steps") == []


def test_undo_takes_all_of_it_back(desk: Conversation) -> None:
    (echo,) = _say(desk, "done")
    (back,) = _say(desk, "undo", echo)
    assert "taken back" in back.text
    assert _item(desk).done_on is None


def test_a_correction_of_the_echo_replaces(desk: Conversation) -> None:
    (echo,) = _say(desk, "about 60%")
    (again,) = _say(desk, "no, 80%", echo)
    assert "about 80%" in again.text
    assert _item(desk).percent == 80


def test_thanks_for_the_echo_is_no_new_status(desk: Conversation) -> None:
    (echo,) = _say(desk, "done")
    assert _say(desk, "Thanks!", echo) == []


def test_words_that_cannot_be_placed_become_one_question(desk: Conversation) -> None:
    (echo,) = _say(desk, "if the client sends the copy we will be done on Friday")
    assert "is meant" in echo.text
    assert _item(desk).done_on is None


def test_a_blocker_in_a_reply_reaches_who_can_free_it_and_ends_on_their_word(desk: Conversation) -> None:
    letters = _say(desk, "blocked by Mo, no access to staging")
    (put,) = [letter for letter in letters if letter.row.kind == "blocker"]
    assert put.row.recipient == "mo@agency.example"
    told = desk.ask(desk.reply(put, "freed, access is set up", "Mo Member <mo@agency.example>"))
    assert sorted((letter.row.kind, letter.row.recipient) for letter in told) == [
        ("blocker_freed", "lena@agency.example"),
        ("status_echo", "mo@agency.example"),
    ]
    with desk.desk.store.look() as connection:
        assert blockers.still_open(connection) == []
        assert cases.open_of(connection, "blocker", "mo@agency.example") == []


def test_who_cannot_free_it_names_who_can(desk: Conversation) -> None:
    letters = _say(desk, "blocked by Mo, no access to staging")
    (put,) = [letter for letter in letters if letter.row.kind == "blocker"]
    told = desk.ask(desk.reply(put, "Ask Ada", "Mo Member <mo@agency.example>"))
    assert ("blocker", "ada@agency.example") in [(letter.row.kind, letter.row.recipient) for letter in told]


def test_a_promised_day_is_waited_for(desk: Conversation) -> None:
    letters = _say(desk, "blocked by Mo, no access to staging")
    (put,) = [letter for letter in letters if letter.row.kind == "blocker"]
    desk.ask(desk.reply(put, "will be free by Monday", "Mo Member <mo@agency.example>"))
    desk.clock.at(2027, 1, 22, 10)
    assert desk.beat("case.steps") == []
    desk.clock.at(2027, 1, 25, 12)
    assert [letter.row.recipient for letter in desk.beat("case.steps")] == ["mo@agency.example"]
