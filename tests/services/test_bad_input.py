"""Bad input over the whole path: kept, one clear sentence to its sender, the admin told, and nothing else lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.services.commands import replay
from agent.store import blobs
from agent.store.mailroom import State
from tests.conversation import AGENCY, Conversation, Written, sow_mail
from tests.files import bad
from tests.files.agreement import signed_pdf
from tests.files.pdf import Page, pdf
from tests.samples import mails
from tests.samples.sow import signed_sow

SOW = signed_sow()

# What was sent, under which name, and the one sentence its sender gets.
FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "encrypted pdf": (
        "Annex.pdf",
        lambda: pdf(Page().text(50, 700, "Statement of Work"), password="secret"),
        "Annex.pdf is protected by a password; send a copy without one.",
    ),
    "encrypted docx": (
        "Annex.docx",
        lambda: bad.ole("EncryptedPackage"),
        "Annex.docx is protected by a password; remove the password and send it again.",
    ),
    "corrupt docx": ("Annex.docx", lambda: SOW[:9000], "Annex.docx is damaged and cannot be opened; send it again."),
    "corrupt pdf": ("Annex.pdf", lambda: b"%PDF-1.7 cut", "Annex.pdf is damaged and cannot be opened; send it again."),
    "empty": ("Annex.docx", lambda: b"", "Annex.docx is empty; send the file again."),
    "40 MB": (
        "Annex.pdf",
        lambda: b"%PDF-1.7\n" + b"0" * 40_000_000,
        "Annex.pdf is 40 MB, and 30 MB is the most; send a smaller file.",
    ),
    "zip bomb": (
        "Annex.docx",
        bad.empty_paragraphs,
        "Annex.docx unpacks to far more than a document holds; send the agreement alone.",
    ),
    "lying sizes": ("Annex.docx", bad.lying_size, "Annex.docx is damaged and cannot be opened; send it again."),
    "docm": (
        "Annex.docm",
        bad.macros,
        "Annex.docm holds macros, which are never run or read; save it as docx without macros and send that.",
    ),
    "doc": (
        "Annex.doc",
        lambda: bad.ole("WordDocument"),
        "Annex.doc is in the old Word format; open it and save it as docx or pdf, then send that.",
    ),
    "scan": (
        "Annex.pdf",
        bad.scanned_pdf,
        "Annex.pdf is a scan, and scans are not read yet; send the original docx or a pdf with text.",
    ),
    "locked zip": (
        "Annex.zip",
        lambda: bad.locked_zip({"SOW.docx": SOW}),
        "Annex.zip is a zip archive; unpack it and send the documents inside one by one.",
    ),
    "winmail.dat": (
        "winmail.dat",
        lambda: b"\x78\x9f\x3e\x22" + bytes(range(256)),
        "winmail.dat is Outlook's wrapping of a rich-text mail; send the file again as plain text or html.",
    ),
    "nameless": ("", lambda: b"%PDF-1.7 cut", "attachment 1 is damaged and cannot be opened; send it again."),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        yield conversation


def _kept(desk: Conversation, number: int = 1) -> bytes | None:
    view = desk.desk.mail(number)
    assert view is not None
    with desk.desk.store.look() as connection:
        return blobs.load(connection, view.row.raw_sha256)


def _words(letter: Written) -> str:
    """Return a letter's text without what keeps mail programs from making links of file names."""
    return letter.text.replace("\u200b", "")


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_gets_one_sentence_and_the_good_one_beside_it_its_project(desk: Conversation, name: str) -> None:
    file, make, sentence = FILES[name]
    raw = sow_mail((file, make()), ("SOW.docx", SOW))
    letters = {letter.row.kind: letter for letter in desk.ask(raw)}
    assert list(letters) == ["kickoff_client", "kickoff", "receipt", "unreadable", "needs_person"]
    assert letters["unreadable"].row.recipient == "sam@agency.example"
    assert _words(letters["unreadable"]).count(sentence) == 1
    assert "SOW.docx: Read as a signed SOW: project NORTHWIND-01." in letters["unreadable"].text
    assert sentence in _words(letters["needs_person"])
    assert _kept(desk) == raw


@pytest.mark.parametrize("name", ["corrupt docx", "empty", "scan", "winmail.dat"])
def test_a_bad_file_alone_waits_for_a_person_and_a_replay_says_nothing_twice(desk: Conversation, name: str) -> None:
    file, make, sentence = FILES[name]
    letters = desk.ask(sow_mail((file, make())))
    assert [letter.row.kind for letter in letters] == ["unreadable", "needs_person"]
    replay(desk.desk.store, 1, "root")
    desk.clock.forward(minutes=20)
    assert [letter.row.kind for letter in desk.ask()] == ["needs_person"]
    (mail,) = desk.mails()
    assert (mail.state, mail.reason) == (State.PERSON, sentence)


def test_once_the_cause_is_mended_a_replay_takes_the_mail_in(tmp_path: Path) -> None:
    with Conversation(tmp_path, AGENCY + "\n[limits]\nfile_bytes = 10000\n") as desk:
        (failure, _) = desk.ask(sow_mail(("SOW.docx", SOW)))
        assert "SOW.docx is 0 MB, and 0.01 MB is the most; send a smaller file." in failure.text
    with Conversation(tmp_path) as desk:
        replay(desk.desk.store, 1, "root")
        desk.work()
        assert desk.desk.project("NORTHWIND-01") is not None
        assert desk.mails()[0].state == State.HANDLED


@pytest.mark.parametrize(("name", "content"), [("SOW.pdf", SOW), ("SOW.docx", signed_pdf()), ("SOW.txt", SOW)])
def test_a_wrong_ending_does_not_matter(desk: Conversation, name: str, content: bytes) -> None:
    letters = desk.ask(sow_mail((name, content)))
    assert "unreadable" not in {letter.row.kind for letter in letters}
    assert desk.desk.project("NORTHWIND-01") is not None


def test_a_mail_above_the_limit_is_answered_and_left_in_the_mailbox(tmp_path: Path) -> None:
    agency = AGENCY.replace('first_start = "all"', 'first_start = "all"\nmail_bytes = 20000')
    with Conversation(tmp_path, agency) as desk:
        failure, digest = desk.ask(sow_mail(("SOW.docx", SOW + b"\0" * 1_000_000)))
        assert "Your mail: This mail is 1 MB; 0 MB is the most." in failure.text
        assert "It still lies in the mailbox." in digest.text
        assert desk.mails()[0].state == State.PERSON
        assert len(list((desk.inbox / ".Desk.Needs a person" / "cur").iterdir())) == 1


def test_a_mail_with_broken_mime_is_kept_and_answered(desk: Conversation) -> None:
    failure, digest = desk.ask(mails.broken_mime())
    assert "SOW.pdf is damaged and cannot be opened; send it again." in failure.text
    assert (failure.row.recipient, digest.row.recipient) == ("sam@agency.example", "ada@agency.example")
    assert _kept(desk) == mails.broken_mime()


def test_a_lying_charset_loses_no_words(desk: Conversation) -> None:
    asked, _ = desk.ask(mails.lying_charset())
    assert "You wrote: “Müller zahlt 5.000 €”" in asked.text
    assert desk.mails()[0].state == State.PERSON


def test_a_lying_charset_does_not_stop_the_sow_beside_it(desk: Conversation) -> None:
    raw = sow_mail(("SOW.docx", SOW), subject="Vertrag").replace(b'charset="utf-8"', b'charset="utf-16"', 1)
    assert b"utf-16" in raw
    desk.ask(raw)
    assert desk.desk.project("NORTHWIND-01") is not None


def test_a_page_that_is_no_agreement_is_not_called_an_unsigned_one(desk: Conversation) -> None:
    brochure = pdf(Page().lines(50, 700, "Brand guidelines", "Our colours are blue and white."))
    answer, _ = desk.ask(sow_mail(("Brand.pdf", brochure)))
    assert "We found no statement of work in what you sent, so nothing was set up." in answer.text
    assert desk.mails()[0].state == State.PERSON


def test_a_page_that_is_no_agreement_beside_the_sow_is_kept_without_a_word(desk: Conversation) -> None:
    brochure = pdf(Page().lines(50, 700, "Brand guidelines", "Our colours are blue and white."))
    letters = desk.ask(sow_mail(("Brand.pdf", brochure), ("SOW.docx", SOW)))
    assert {letter.row.kind for letter in letters} == {"kickoff_client", "kickoff", "receipt"}
    view = desk.desk.mail(1)
    assert view is not None
    assert [document.name for document in view.documents] == ["Brand.pdf", "SOW.docx"]


def test_a_colleague_who_may_not_open_projects_hears_so(desk: Conversation) -> None:
    raw = mails.mail("Mo Member <mo@agency.example>", attachments=[("SOW.docx", "application/octet-stream", SOW)])
    answer, digest = desk.ask(raw)
    assert answer.row.recipient == "mo@agency.example"
    assert "Your role does not set up projects by mail, so nothing was set up." in answer.text
    assert "Mo Member may not open projects by mail" in digest.text
    assert desk.desk.project("NORTHWIND-01") is None


@pytest.mark.parametrize("size", [2_000, 200_000])
def test_a_picture_in_the_text_is_not_answered(desk: Conversation, size: int) -> None:
    letters = desk.ask(with_picture(size, ("SOW.docx", "application/octet-stream", SOW)))
    assert {letter.row.kind for letter in letters} == {"kickoff_client", "kickoff", "receipt"}


def test_a_picture_in_the_signature_does_not_swallow_an_ok(desk: Conversation) -> None:
    desk.ask(sow_mail(("SOW.docx", SOW)))
    (kickoff,) = desk.letters("kickoff")
    raw = with_picture(200_000, sender="Lena Lead <lena@agency.example>", text="ok\n", to=kickoff)
    assert [letter.row.kind for letter in desk.ask(raw)] == ["client_released"]


def with_picture(
    size: int,
    *files: mails.Attachment,
    sender: str = mails.SALES,
    text: str = "See below.\n",
    to: Written | None = None,
) -> bytes:
    """Return a mail whose text shows a picture of this size, as mail programs send signatures."""
    picture = ("photo.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"\x01" * size)
    answered = str(to.message["Message-ID"]) if to else ""
    raw = mails.mail(
        sender, text=text, attachments=[picture, *files], in_reply_to=answered, message_id="<pic@x.example>"
    )
    shown = b'Content-ID: <photo@x.example>\r\nContent-Disposition: inline; filename="photo.png"'
    return raw.replace(b'Content-Disposition: attachment; filename="photo.png"', shown)
