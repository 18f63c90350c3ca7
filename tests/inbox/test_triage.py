"""The kind of a mail, decided before anything is read out of it."""

from __future__ import annotations

from agent.inbox.identity import identify
from agent.inbox.message import read_mail
from agent.inbox.triage import Kind, Triage, triage
from tests.samples import mails

OURS = "<t0ken.mac@agency.example>"
PDF = ("SOW.pdf", "application/pdf", b"%PDF")


def kind_of(raw: bytes) -> Triage:
    """Return the triage of a raw mail at the sample agency, whose letters bear the Message-ID `OURS`."""
    mail = read_mail(raw)
    return triage(mail, identify(mail, mails.settings()), lambda message_id: message_id == OURS)


def test_machines_are_named_before_anything_else() -> None:
    assert kind_of(mails.auto_reply()).kind is Kind.AUTO_REPLY
    assert kind_of(mails.bounce()).kind is Kind.BOUNCE
    assert kind_of(mails.list_mail()).kind is Kind.LIST
    assert kind_of(mails.calendar_reply()).kind is Kind.CALENDAR
    assert all(kind_of(raw).kind.from_machine for raw in (mails.auto_reply(), mails.bounce(), mails.list_mail()))


def test_our_own_letter_that_comes_back_is_known_by_its_message_id() -> None:
    found = kind_of(mails.mail(message_id=OURS, headers=[("Auto-Submitted", "auto-generated")]))
    assert found.kind is Kind.OWN_LETTER


def test_a_bounce_names_the_letter_that_came_back() -> None:
    found = kind_of(mails.bounce(OURS))
    assert found.letters == (OURS,)
    assert [(b.recipient, b.permanent, b.status) for b in found.bounces] == [("ghost@client.example", True, "5.1.1")]


def test_a_mail_with_a_sow_is_a_document_forwarded_or_not() -> None:
    assert kind_of(mails.mail(attachments=[PDF])).kind is Kind.DOCUMENT
    assert kind_of(mails.outlook_forward([PDF])).kind is Kind.DOCUMENT
    assert kind_of(mails.attached_forward(mails.mail(attachments=[PDF]))).kind is Kind.DOCUMENT


def test_a_document_sent_in_reply_keeps_the_letter_it_answers() -> None:
    found = kind_of(mails.mail(attachments=[PDF], in_reply_to=OURS))
    assert (found.kind, found.letters) == (Kind.DOCUMENT, (OURS,))


def test_a_reply_is_known_by_its_thread() -> None:
    assert kind_of(mails.mail(in_reply_to=OURS, text="ok")).kind is Kind.REPLY
    assert kind_of(mails.mail(in_reply_to="<other@agency.example>", text="ok")).kind is Kind.OTHER


def test_a_reply_is_known_by_a_token_in_the_address_or_the_subject() -> None:
    assert kind_of(mails.mail(to="desk+t0ken.mac@agency.example", text="ok")).letters == (OURS,)
    assert kind_of(mails.mail(subject="Re: Receipt", text="ok")).kind is Kind.OTHER


def test_a_logo_in_the_signature_is_no_document_and_a_photographed_page_is() -> None:
    assert kind_of(mails.mail(text="ok", attachments=[("logo.png", "image/png", b"x" * 5_000)])).kind is Kind.OTHER
    assert (
        kind_of(mails.mail(text="ok", attachments=[("page.jpg", "image/jpeg", b"x" * 300_000)])).kind is Kind.DOCUMENT
    )


def test_a_mislabelled_sow_is_still_a_document() -> None:
    assert kind_of(mails.mail(attachments=[("SOW.pdf", "text/x-odd", b"%PDF")])).kind is Kind.DOCUMENT
    assert kind_of(mails.mail(attachments=[("scan", "application/octet-stream", b"%PDF")])).kind is Kind.DOCUMENT


def test_a_question_is_one_by_its_new_text_only() -> None:
    assert kind_of(mails.mail(subject="ACME", text="Who is free next week?")).kind is Kind.QUESTION
    assert kind_of(mails.mail(subject="ACME", text="Thanks.\n> Who is free?")).kind is Kind.OTHER
