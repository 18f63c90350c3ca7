"""A signed SOW without a client waits for the name; the answer opens the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.services.planning.client_named import named_client
from tests.conversation import Conversation, Written, sow_mail
from tests.samples.sow import clientless_sow

SAM = "Sam Sales <sam@agency.example>"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        conversation.ask(sow_mail(("SOW.docx", clientless_sow())))
        yield conversation


def _asked(desk: Conversation) -> Written:
    (letter,) = desk.letters("client_asked")
    return letter


def test_no_contact_of_the_sow_is_taken_for_the_client(desk: Conversation) -> None:
    assert [w.row.kind for w in desk.letters()] == ["client_asked"]
    assert "1. Who is the client?" in _asked(desk).text


@pytest.mark.parametrize(
    "words", ["client: Acme Corp", "1: Acme Corp", "Acme Corp", "Hi,\nthe client is Acme Corp.\nSam"]
)
def test_the_answer_opens_the_project_and_the_receipt_echoes_it(desk: Conversation, words: str) -> None:
    letters = desk.ask(desk.reply(_asked(desk), words, SAM))
    assert {w.row.kind for w in letters} == {"receipt", "kickoff", "kickoff_client"}
    view = desk.desk.project("ACME-01")
    assert view is not None
    assert view.row.client == "Acme Corp"
    (receipt,) = [w for w in letters if w.row.kind == "receipt"]
    assert "It is now project ACME-01, Booking website relaunch, for Acme Corp." in receipt.text


def test_a_second_answer_opens_nothing_twice(desk: Conversation) -> None:
    desk.ask(desk.reply(_asked(desk), "client: Acme Corp", SAM))
    (note,) = desk.ask(desk.reply(_asked(desk), "client: Acme Corp", SAM))
    assert note.row.kind == "copy_noted"


def test_the_same_file_again_is_asked_about_again_and_either_letter_can_be_answered(desk: Conversation) -> None:
    (again,) = desk.ask(sow_mail(("SOW.docx", clientless_sow()), message_id="<m2@mail.agency.example>"))
    assert again.row.kind == "client_asked"
    desk.ask(desk.reply(again, "client: Acme Corp", SAM))
    assert desk.desk.project("ACME-01") is not None


@pytest.mark.parametrize("words", ["who knows?", "I will ask them", "thanks for the letter, more tomorrow"])
def test_words_that_name_nobody_open_nothing(words: str) -> None:
    assert named_client(words) is None
