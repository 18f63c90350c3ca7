"""A SOW inside an attached mail: taken in on the word of who forwards it; the inner sender is a claim (A4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.store.mailroom import State
from tests.conversation import Conversation, sow_mail
from tests.samples import mails
from tests.samples.sow import signed_sow

SOW = ("SOW.docx", "application/octet-stream", signed_sow())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        yield conversation


def _inner(*files: mails.Attachment, depth: int = 1) -> bytes:
    """Return the client's mail with these files, wrapped in `depth - 1` further forwards."""
    raw = mails.mail(mails.CLIENT, attachments=files, stamped="fail", message_id="<in@client.example>")
    for level in range(1, depth):
        wrapped = mails.attached_forward(b"@@", stamped=None).replace(b"=_fwd", b"=_fwd%d" % level)
        raw = wrapped.replace(b"@@", raw)
    return raw


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_the_sow_in_a_forwarded_mail_opens_its_project(desk: Conversation, depth: int) -> None:
    letters = desk.ask(mails.attached_forward(_inner(SOW, depth=depth)))
    assert [w.row.recipient for w in letters if w.row.phase == "sent"] == ["lena@agency.example", "sam@agency.example"]
    assert desk.desk.project("NORTHWIND-01") is not None


def test_a_mail_nested_deeper_is_told_and_kept(desk: Conversation) -> None:
    failure, _ = desk.ask(mails.attached_forward(_inner(SOW, depth=4)))
    assert "SOW.eml is a saved mail; forward the mail itself, or send its attachment alone." in failure.text
    assert desk.mails()[0].state == State.PERSON


def test_an_attached_mail_without_a_file_is_told(desk: Conversation) -> None:
    failure, _ = desk.ask(mails.attached_forward(_inner()))
    assert failure.text.count("SOW.eml is a saved mail") == 1


def test_a_saved_mail_under_another_type_is_opened_too(desk: Conversation) -> None:
    desk.ask(sow_mail(("Signed.eml", _inner(SOW))))
    assert desk.desk.project("NORTHWIND-01") is not None


def test_all_files_of_all_attached_mails_count(desk: Conversation) -> None:
    broken = ("Annex.pdf", "application/pdf", b"%PDF-1.7 cut")
    letters = desk.ask(sow_mail(("One.eml", _inner(SOW)), ("Two.eml", _inner(broken))))
    assert {"receipt", "unreadable"} <= {letter.row.kind for letter in letters}


def test_an_unproven_forwarder_opens_nothing_whoever_wrote_the_mail_inside(desk: Conversation) -> None:
    inner = mails.mail(attachments=[SOW])  # stamped as Sam's own, by anybody
    letters = desk.ask(mails.attached_forward(inner, stamped="fail"))
    assert [letter.row.recipient for letter in letters] == ["ada@agency.example"]
    assert desk.desk.project("NORTHWIND-01") is None


def test_a_thousand_attached_mails_are_no_more_than_a_hundred_files(desk: Conversation) -> None:
    many = [(f"{n}.eml", b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nhello") for n in range(300)]
    (failure, _) = desk.ask(sow_mail(*many))
    assert failure.text.count("is a saved mail") == 100
