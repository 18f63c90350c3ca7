"""Bad input over the whole path: kept, one clear sentence to the sender, and nothing else in that mail is lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.store import blobs
from agent.store.mailroom import State
from tests.conversation import AGENCY, Conversation, sow_mail
from tests.files import bad
from tests.files.pdf import pdf
from tests.samples import mails
from tests.samples.sow import Sow, signed_sow

SOW = signed_sow()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        yield conversation


def _locked_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("SOW.pdf", b"%PDF-1.7")
    data = bytearray(stream.getvalue())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.index(mark) + (6 if mark[2:] == b"\x03\x04" else 8)
        data[at] |= 1  # general purpose flag, bit 0: encrypted
    return bytes(data)


# What was sent, under which name, and words the answer must hold.
FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "encrypted pdf": ("SOW.pdf", lambda: pdf(password="secret"), "password"),
    "encrypted docx": ("SOW.docx", lambda: bad.ole("EncryptedPackage"), "password"),
    "corrupt": ("SOW.docx", lambda: SOW[:2000], "damaged"),
    "empty": ("SOW.pdf", lambda: b" ", "empty"),
    "too large": ("SOW.pdf", lambda: b"%PDF-1.7\n" + b"0" * 40_000_000, "40 MB"),
    "zip bomb": ("SOW.docx", bad.lying_size, "SOW.docx"),
    "many parts": ("SOW.docx", lambda: bad.many_entries(3000), "SOW.docx"),
    "old Word": ("SOW.doc", lambda: bad.ole("WordDocument"), "Word"),
    "scan": ("SOW.pdf", bad.scanned_pdf, "text"),
    "entity": ("SOW.docx", bad.doctype, "SOW.docx"),
    "locked zip": ("SOW.zip", _locked_zip, "zip"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_gets_one_sentence_and_the_good_one_its_project(
    desk: Conversation, name: str
) -> None:
    file, make, words = FILES[name]
    letters = desk.ask(sow_mail((file, make()), ("Good.docx", SOW)))
    (failure,) = [w for w in letters if w.row.kind == "unreadable"]
    assert failure.row.recipient == "sam@agency.example"
    assert words in failure.text
    assert "Traceback" not in failure.text
    assert desk.desk.project("NORTHWIND-01") is not None
    assert desk.mails()[0].state == State.HANDLED


@pytest.mark.parametrize("name", ["corrupt", "encrypted docx", "scan"])
def test_a_bad_file_alone_is_kept_and_answered(desk: Conversation, name: str) -> None:
    file, make, _ = FILES[name]
    raw = sow_mail((file, make()))
    (failure,) = desk.ask(raw)
    assert failure.row.kind == "unreadable"
    (mail,) = desk.mails()
    with desk.desk.store.look() as connection:
        assert blobs.load(connection, mail.raw_sha256) == raw


def test_a_wrong_name_does_not_matter(desk: Conversation) -> None:
    desk.ask(sow_mail(("SOW.pdf", SOW)))
    assert desk.desk.project("NORTHWIND-01") is not None


def test_a_mail_with_broken_mime_is_kept_and_answered(desk: Conversation) -> None:
    letters = desk.ask(mails.broken_mime())
    assert {w.row.recipient for w in letters} <= {"sam@agency.example", "ada@agency.example"}
    assert letters
    assert desk.mails()[0].state in (State.HANDLED, State.PERSON)


def test_a_lying_charset_loses_no_words(desk: Conversation) -> None:
    letters = desk.ask(mails.lying_charset())
    assert "not_understood" in {w.row.kind for w in letters}
    assert desk.mails()[0].state == State.PERSON


def test_a_mail_above_the_limit_is_answered_and_left_in_the_mailbox(tmp_path: Path) -> None:
    agency = AGENCY.replace('first_start = "all"', 'first_start = "all"\nmail_bytes = 20000')
    with Conversation(tmp_path, agency) as desk:
        letters = desk.ask(sow_mail(("SOW.docx", SOW)))
        (failure,) = [w for w in letters if w.row.kind == "unreadable"]
        assert "Send a smaller file" in failure.text
        assert desk.mails()[0].state == State.PERSON


def test_a_sow_inside_an_attached_mail_is_taken_in(desk: Conversation) -> None:
    inner = mails.mail(mails.CLIENT, attachments=[("SOW.docx", "application/octet-stream", SOW)], stamped=None)
    letters = desk.ask(mails.attached_forward(inner))
    assert desk.desk.project("NORTHWIND-01") is not None
    assert "sam@agency.example" in {w.row.recipient for w in letters}
    assert "carla@client.example" not in {w.row.recipient for w in letters}


def test_a_sow_forwarded_from_outlook_is_taken_in(desk: Conversation) -> None:
    desk.ask(mails.outlook_forward([("SOW.docx", "application/octet-stream", SOW)]))
    assert desk.desk.project("NORTHWIND-01") is not None


def test_a_logo_in_the_signature_is_no_document(desk: Conversation) -> None:
    logo = ("logo.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"0" * 2000)
    raw = mails.mail(attachments=[("SOW.docx", "application/octet-stream", SOW), logo])
    assert "unreadable" not in {w.row.kind for w in desk.ask(raw)}


def test_markup_in_a_sow_stays_text(desk: Conversation) -> None:
    letters = desk.ask(sow_mail(("SOW.docx", signed_sow(Sow(project="A < B relaunch & more")))))
    (receipt,) = [w for w in letters if w.row.kind == "receipt"]
    assert "A < B relaunch & more" in receipt.text
    html = receipt.message.get_body(("html",))
    assert html is not None
    assert "A &lt; B relaunch &amp; more" in html.get_content()


def test_a_subject_cannot_break_a_header(desk: Conversation) -> None:
    raw = sow_mail(("SOW.docx", SOW), subject="=?utf-8?q?SOW=0D=0ABcc:_evil@x.example?=")
    for letter in desk.ask(raw):
        assert letter.message["Bcc"] is None
        assert "\n" not in str(letter.message["Subject"])


def test_a_broken_override_of_a_document_loses_nothing_and_is_told_once(desk: Conversation) -> None:
    override = desk.home.templates / "word"
    override.mkdir(parents=True)
    (override / "kickoff.docx").write_bytes(b"not a Word file")
    letters = desk.ask(sow_mail(("SOW.docx", SOW)))
    assert {"receipt", "kickoff", "kickoff_client", "template_fault"} == {w.row.kind for w in letters}


def test_a_loop_without_marks_stops_at_the_cap_and_the_rest_is_held(desk: Conversation) -> None:
    for number in range(20):
        desk.ask(mails.mail(subject="hello", text=f"no idea {number}\n", message_id=f"<{number}@agency.example>"))
    to_sam = desk.letters(to="sam@agency.example")
    sent = [w for w in to_sam if w.row.phase == "sent"]
    held = [w for w in to_sam if w.row.phase == "held"]
    assert len(sent) == desk.desk.settings.letters.per_address_per_hour
    assert held
    assert "is the cap" in held[0].row.reason


def test_no_secret_stands_in_the_store_or_a_letter(tmp_path: Path) -> None:
    with Conversation(tmp_path) as desk:
        key = desk.home.key_file.read_bytes().strip()
        desk.ask(sow_mail(("SOW.docx", SOW)), mails.forged())
        for file in desk.home.path.rglob("*"):
            if file.is_file() and file != desk.home.key_file:
                assert key not in file.read_bytes(), file
