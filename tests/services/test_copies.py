"""The same SOW twice, and two SOWs at once: each project once, each sender answered for each file, no replay heard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.services.commands import replay
from agent.store.mailroom import State
from tests.conversation import Conversation, sow_mail
from tests.files.agreement import signed_pdf
from tests.samples.sow import Sow, signed_sow, unsigned_sow

SOW = signed_sow()
OTHER = signed_sow(Sow(client="Harbor Foods Inc.", project="Loyalty app", reference="SOW-2027-015"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        yield conversation


@pytest.mark.parametrize("second", [("Copy.docx", SOW), ("Scan of it.pdf", signed_pdf())])
def test_the_same_agreement_twice_in_one_mail_opens_one_project(desk: Conversation, second: tuple[str, bytes]) -> None:
    letters = desk.ask(sow_mail(("SOW.docx", SOW), second))
    assert [w.row.kind for w in letters] == ["kickoff_client", "kickoff", "receipt", "copy_noted"]
    assert f"{second[0]} is project NORTHWIND-01" in letters[-1].text
    assert desk.desk.project("NORTHWIND-02") is None


@pytest.mark.parametrize("second", [("Copy.docx", SOW), ("SOW.pdf", signed_pdf())])
def test_the_same_agreement_in_another_mail_gets_one_sentence(desk: Conversation, second: tuple[str, bytes]) -> None:
    desk.ask(sow_mail(("SOW.docx", SOW)))
    (note,) = desk.ask(sow_mail(second, message_id="<m2@mail.agency.example>"))
    assert f"{second[0]} is project NORTHWIND-01, Booking website relaunch" in note.text
    assert desk.mails()[1].state == State.HANDLED


def test_two_known_sows_in_one_mail_get_a_note_each(desk: Conversation) -> None:
    files = (("A.docx", SOW), ("B.docx", OTHER))
    desk.ask(sow_mail(*files))
    notes = desk.ask(sow_mail(*files, message_id="<m2@mail.agency.example>"))
    assert [("NORTHWIND-01" in w.text, "HARBOR-01" in w.text) for w in notes] == [(True, False), (False, True)]


def test_who_sends_an_unsigned_sow_again_is_answered_again(desk: Conversation) -> None:
    desk.ask(sow_mail(("SOW.docx", unsigned_sow())))
    (again,) = desk.ask(sow_mail(("SOW.docx", unsigned_sow()), message_id="<m2@mail.agency.example>"))
    assert (again.row.kind, again.row.recipient) == ("sow_not_signed", "sam@agency.example")


def test_a_replay_of_what_went_well_says_nothing_and_keeps_the_sow_with_its_project(desk: Conversation) -> None:
    desk.ask(sow_mail(("SOW.docx", SOW), ("Draft.docx", unsigned_sow())))
    replay(desk.desk.store, 1, "root")
    assert desk.ask() == []
    assert desk.mails()[0].state == State.HANDLED
    view = desk.desk.project("NORTHWIND-01")
    assert view is not None
    assert "SOW.docx" in {document.name for document in view.documents}
