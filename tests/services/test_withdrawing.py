"""`undo` to the receipt takes a project back, as long as nothing stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation import Conversation, Written, sow_mail
from tests.samples.sow import signed_sow

LENA = "Lena Lead <lena@agency.example>"
SAM = "Sam Sales <sam@agency.example>"
SOW = signed_sow()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        conversation.ask(sow_mail(("SOW.docx", SOW)))
        yield conversation


def _one(desk: Conversation, kind: str) -> Written:
    (letter,) = desk.letters(kind)
    return letter


def _undo(desk: Conversation) -> list[Written]:
    return desk.ask(desk.reply(_one(desk, "receipt"), "undo", SAM))


def test_undo_takes_the_project_back_and_tells_sender_and_lead(desk: Conversation) -> None:
    letters = _undo(desk)
    assert {(w.row.kind, w.row.recipient) for w in letters} == {
        ("project_withdrawn", "sam@agency.example"),
        ("project_withdrawn", "lena@agency.example"),
    }
    view = desk.desk.project("NORTHWIND-01")
    assert view is not None
    assert view.row.stage == "lost"
    assert {case.state for case in view.cases} == {"withdrawn"}
    assert _one(desk, "kickoff_client").row.phase == "dropped"
    assert view.acts[-1].undoes == view.acts[0].id


def test_an_ok_after_it_changes_nothing_and_says_so(desk: Conversation) -> None:
    _undo(desk)
    (answer,) = desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA))
    assert "NORTHWIND-01 was taken back on 10 November 2026" in answer.text
    assert _one(desk, "kickoff_client").row.phase == "dropped"


def test_a_project_whose_client_edition_left_stays(desk: Conversation) -> None:
    desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA))
    (answer,) = _undo(desk)
    assert "Lena Lead let the client edition go." in answer.text
    view = desk.desk.project("NORTHWIND-01")
    assert view is not None
    assert view.row.stage == "signed"


def test_a_second_undo_says_that_it_is_done(desk: Conversation) -> None:
    _undo(desk)
    (answer,) = _undo(desk)
    assert "It is taken back already." in answer.text


def test_undo_of_somebody_else_takes_nothing_back(desk: Conversation) -> None:
    desk.ask(desk.reply(_one(desk, "receipt"), "undo", LENA))
    view = desk.desk.project("NORTHWIND-01")
    assert view is not None
    assert view.row.stage == "signed"


def test_the_same_sow_opens_anew_after_it_with_a_receipt_of_its_own(desk: Conversation) -> None:
    _undo(desk)
    letters = desk.ask(sow_mail(("SOW.docx", SOW), message_id="<m2@mail.agency.example>"))
    assert {w.row.kind for w in letters} == {"receipt", "kickoff", "kickoff_client"}
    assert desk.desk.project("NORTHWIND-02") is not None
