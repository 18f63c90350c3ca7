"""A signed SOW arrives: a project, three documents and the right letters, once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from agent.store.mailroom import State
from tests.conversation import Conversation, sow_mail
from tests.samples import mails
from tests.samples.sow import Sow, part_signed_sow, signed_sow, template_sow, unsigned_sow

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        yield conversation


def test_a_signed_sow_becomes_a_project_with_its_facts(desk: Conversation) -> None:
    desk.ask(sow_mail(("SOW.docx", signed_sow())))
    view = desk.desk.project("NORTHWIND-01")
    assert view is not None
    assert (view.row.title, view.row.currency, int(view.row.fee_total or 0)) == (
        "Booking website relaunch",
        "EUR",
        42300,
    )
    assert len(view.plan.deliverables) == len(view.plan.milestones) == len(view.plan.effort) == 4
    assert {term.kind for term in view.plan.terms} == {"assumption", "out_of_scope", "client_duty", "warranty"}
    assert view.acts[0].cause_ref == "1"
    assert view.acts[0].actor == "sam@agency.example"


def test_letters_go_to_sales_and_lead_and_the_clients_waits_at_the_gate(desk: Conversation) -> None:
    letters = desk.ask(sow_mail(("SOW.docx", signed_sow())))
    assert {(w.row.kind, w.row.recipient, w.row.phase.value) for w in letters} == {
        ("receipt", "sam@agency.example", "sent"),
        ("kickoff", "lena@agency.example", "sent"),
        ("kickoff_client", "dana.whitfield@northwind.example", "held"),
    }


def test_every_letter_is_threaded_marked_and_says_why(desk: Conversation) -> None:
    for letter in desk.ask(sow_mail(("SOW.docx", signed_sow()))):
        assert letter.message["Auto-Submitted"] == "auto-generated"
        assert "You get this because" in letter.text
        assert letter.message.get_body(("html",)) is not None
    (receipt,) = desk.letters("receipt")
    assert receipt.message["In-Reply-To"] == "<m1@mail.agency.example>"


def test_the_documents_open_and_hold_no_unfilled_tag(desk: Conversation) -> None:
    (kickoff,) = [w for w in desk.ask(sow_mail(("SOW.docx", signed_sow()))) if w.row.kind == "kickoff"]
    for part in kickoff.message.iter_attachments():
        document = docx.Document(io.BytesIO(part.get_payload(decode=True)))  # type: ignore[arg-type]
        text = "\n".join(t.text or "" for t in document.element.body.iter() if t.tag.endswith("}t"))
        assert "Booking website relaunch" in text
        assert "{{" not in text
        assert "{%" not in text


def test_the_clients_edition_holds_no_rate_and_no_effort(desk: Conversation) -> None:
    letters = desk.ask(sow_mail(("SOW.docx", signed_sow())))
    (held,) = [w for w in letters if w.row.kind == "kickoff_client"]
    (part,) = held.message.iter_attachments()
    document = docx.Document(io.BytesIO(part.get_payload(decode=True)))  # type: ignore[arg-type]
    text = "\n".join(t.text or "" for t in document.element.body.iter() if t.tag.endswith("}t"))
    assert "UX Designer" in text
    assert not any(internal in text for internal in ("110", "42,300", "SOW.docx", "Sam Sales"))


@pytest.mark.parametrize(
    ("content", "state"),
    [(part_signed_sow(), "part-signed"), (unsigned_sow(), "unsigned"), (template_sow(), "template")],
)
def test_what_is_not_fully_signed_makes_no_project_but_an_answer(
    desk: Conversation, content: bytes, state: str
) -> None:
    letters = desk.ask(sow_mail(("SOW.docx", content)))
    told = {(letter.row.kind, letter.row.recipient) for letter in letters}
    assert told == {("sow_not_signed", "sam@agency.example")}
    assert state in desk.mails()[0].reason
    assert desk.desk.project("NORTHWIND-01") is None


def test_a_second_project_of_a_client_gets_the_next_code(desk: Conversation) -> None:
    desk.ask(sow_mail(("SOW.docx", signed_sow())))
    other = Sow(project="Loyalty app", reference="SOW-2027-015")
    desk.ask(sow_mail(("SOW2.docx", signed_sow(other)), message_id="<m2@mail.agency.example>"))
    assert desk.desk.project("NORTHWIND-02") is not None


def test_two_sows_in_one_mail_are_two_projects(desk: Conversation) -> None:
    other = Sow(client="Harbor Foods Inc.", project="Loyalty app", reference="SOW-2027-015")
    letters = desk.ask(sow_mail(("A.docx", signed_sow()), ("B.docx", signed_sow(other))))
    assert desk.desk.project("NORTHWIND-01") is not None
    assert desk.desk.project("HARBOR-01") is not None
    assert sum(w.row.kind == "receipt" for w in letters) == 2


def test_the_same_sow_in_another_mail_makes_nothing_twice(desk: Conversation) -> None:
    desk.ask(sow_mail(("SOW.docx", signed_sow())))
    (note,) = desk.ask(sow_mail(("Copy.docx", signed_sow()), message_id="<m2@mail.agency.example>"))
    assert note.row.kind == "copy_noted"
    assert "NORTHWIND-01" in note.text
    assert desk.desk.project("NORTHWIND-02") is None


def test_the_same_mail_by_another_route_is_a_copy_and_is_not_answered(desk: Conversation) -> None:
    raw = sow_mail(("SOW.docx", signed_sow()))
    desk.ask(raw)
    assert desk.ask(b"X-Forwarded-By: list\r\n" + raw) == []
    assert desk.mails()[1].reason == "a copy of mail 1"


def test_a_known_message_id_with_another_content_is_no_copy(desk: Conversation) -> None:
    desk.ask(mails.mail(subject="first", text="nothing here\n"))
    letters = desk.ask(sow_mail(("SOW.docx", signed_sow())))
    assert "receipt" in {w.row.kind for w in letters}


def test_a_good_file_beside_a_bad_one_still_opens_its_project(desk: Conversation) -> None:
    letters = desk.ask(sow_mail(("Broken.pdf", b"%PDF-1.7 cut off"), ("SOW.docx", signed_sow())))
    assert desk.desk.project("NORTHWIND-01") is not None
    (failure,) = [w for w in letters if w.row.kind == "unreadable"]
    assert "Broken" in failure.text


def test_a_forged_sender_gets_silence_and_the_admin_sees_it(desk: Conversation) -> None:
    raw = mails.mail(attachments=[("SOW.docx", "application/octet-stream", signed_sow())], stamped="fail")
    (digest,) = desk.ask(raw)
    assert (digest.row.kind, digest.row.recipient) == ("needs_person", "ada@agency.example")
    assert desk.mails()[0].state == State.PERSON
    assert desk.desk.project("NORTHWIND-01") is None


def test_a_stranger_who_is_proven_gets_silence_too(desk: Conversation) -> None:
    raw = mails.mail(mails.CLIENT, attachments=[("SOW.docx", "application/octet-stream", signed_sow())])
    assert [w.row.recipient for w in desk.ask(raw)] == ["ada@agency.example"]


def test_a_member_may_not_open_projects(desk: Conversation) -> None:
    raw = mails.mail(
        "Mo Member <mo@agency.example>", attachments=[("S.docx", "application/octet-stream", signed_sow())]
    )
    letters = {w.row.kind: w for w in desk.ask(raw)}
    assert set(letters) == {"not_yours", "handed_on", "needs_person"}
    assert desk.desk.project("NORTHWIND-01") is None
    assert "Sam Sales has the file now and can send it on." in letters["not_yours"].text
    assert (letters["handed_on"].row.recipient, letters["handed_on"].files) == ("sam@agency.example", ["S.docx"])


def test_a_members_sow_opens_its_project_when_sales_forward_what_was_handed_on(desk: Conversation) -> None:
    desk.ask(
        mails.mail("Mo Member <mo@agency.example>", attachments=[("S.docx", "application/octet-stream", signed_sow())])
    )
    (note,) = desk.letters("handed_on")
    (part,) = note.message.iter_attachments()
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    desk.ask(
        sow_mail(("S.docx", content), subject=f"Fwd: {note.message['Subject']}", message_id="<m2@mail.agency.example>")
    )
    assert desk.desk.project("NORTHWIND-01") is not None


@pytest.mark.parametrize("raw", [mails.auto_reply(), mails.bounce(), mails.list_mail(), mails.calendar_reply()])
def test_machines_are_never_answered(desk: Conversation, raw: bytes) -> None:
    assert desk.ask(raw) == []


def test_strangers_are_told_to_the_admin_in_one_digest_a_beat(desk: Conversation) -> None:
    strangers = [mails.mail(mails.CLIENT, message_id=f"<s{n}@client.example>", subject=f"Offer {n}") for n in range(5)]
    assert len(desk.ask(strangers[0])) == 1
    assert desk.ask(*strangers[1:]) == []
    desk.clock.forward(minutes=16)
    (digest,) = desk.ask()
    assert all(f"Offer {n}" in digest.text for n in range(1, 5))


def test_a_note_above_the_sow_is_shown_as_the_senders_and_asked_about_where_it_differs(desk: Conversation) -> None:
    raw = mails.outlook_forward([("SOW.docx", WORD_TYPE, signed_sow())])
    (receipt,) = [letter for letter in desk.ask(raw) if letter.row.kind == "receipt"]
    assert "WHAT YOUR NOTE SAYS" in receipt.text
    assert "“Start is now 12 Jan, pls use Sam.”" in receipt.text
    first = receipt.text.split("FOR YOU", 1)[1].strip().split("\n")[0]
    assert first.startswith("1. Start: your note says 12 January")
    assert "the SOW says" in receipt.text
