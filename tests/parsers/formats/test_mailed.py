"""Saved mails as documents, and the files inside mails and archives."""

from __future__ import annotations

import pytest

from parsers.contract import Limits, Source, UnreadableError
from parsers.formats import read
from parsers.formats.enclosed import Member, members_of
from parsers.mail.header import read_head
from parsers.mail.mime import Leaf, leaves
from tests.files.outlook import attachment, enclosed, message, msg, winmail
from tests.files.word import docx, p, packed
from tests.samples import mails

SOW = docx(p("Statement of Work"))


def opened(content: bytes, limits: Limits | None = None) -> tuple[Member, ...]:
    return members_of(Source("wrapped", content), limits or Limits())


def parts(mail: bytes) -> list[Leaf]:
    head = read_head(mail)
    return leaves(head, mail[head.body :], [])


def test_a_saved_mail_is_a_document_by_what_it_says() -> None:
    document = read(Source("mail.eml", mails.mail(text="The fee is EUR 900.\n\nStart: 12 January 2026")))
    assert document.text.endswith("The fee is EUR 900.\nStart: 12 January 2026")
    assert document.media_type == "message/rfc822"


def test_a_mail_that_outlook_saved_says_the_same() -> None:
    document = read(Source("mail.msg", msg(message("SOW for Acme", "The fee is € 900."))))
    assert document.text == "SOW for Acme\nThe fee is € 900."
    assert document.media_type == "application/vnd.ms-outlook"


def test_a_table_in_a_mail_stays_a_table() -> None:
    html = "<p>Fees</p><table><tr><td>Design</td><td>EUR 900</td></tr><tr><td>Build</td><td>EUR 100</td></tr></table>"
    document = read(Source("mail.msg", msg(message("SOW", "Fees Design EUR 900", html=html))))
    assert len(document.tables) == 1


def test_a_mail_of_outlook_opens_to_the_mail_it_is_with_its_files() -> None:
    (mail,) = opened(msg(message("SOW für Acme", "Hello", files=(attachment("SOW ü.docx", SOW),))))
    head = read_head(mail.content)
    text, file = parts(mail.content)
    assert (mail.media_type, head.get("from")) == ("message/rfc822", '"Ana Client" <ana@client.example>')
    assert head.get("to") == '"Desk" <desk@agency.example>'
    assert (text.content, file.name, file.content) == (b"Hello", "SOW ü.docx", SOW)


def test_a_mail_in_a_mail_of_outlook_is_an_attached_mail() -> None:
    inner = message("The old one", "As agreed", files=(attachment("SOW.docx", SOW),))
    (mail,) = opened(msg(message("Fwd", "see below", files=(enclosed(inner),))))
    _, attached = parts(mail.content)
    assert (attached.media_type, attached.name) == ("message/rfc822", "The old one.eml")
    assert [leaf.content for leaf in parts(attached.content)] == [b"As agreed", SOW]


def test_hostile_words_of_outlook_stay_in_their_place() -> None:
    subject = "x\r\nBcc: eve@evil.example\r\n\r\nhello"
    (mail,) = opened(msg(message(subject, "y", files=(attachment('a"\r\nX: y.docx', SOW),))))
    assert [name for name, _ in read_head(mail.content).fields if name in ("Bcc", "X")] == []


def test_a_winmail_dat_gives_its_files_by_their_long_names() -> None:
    found = opened(winmail(("Statement of Work.docx", SOW), ("Preise.xlsx", b"PK")))
    assert [(m.name, m.content) for m in found] == [("Statement of Work.docx", SOW), ("Preise.xlsx", b"PK")]


def test_a_zip_gives_its_files_without_what_file_managers_leave() -> None:
    found = opened(packed({"SOW/a.docx": SOW, "SOW/": "", "__MACOSX/SOW/._a.docx": "x", "Thumbs.db": "x"}))
    assert [(m.name, m.content) for m in found] == [("a.docx", SOW)]


@pytest.mark.parametrize("keep", [6, 40, 300, 700, 2_000])
def test_a_mail_of_outlook_that_is_cut_off_is_damaged(keep: int) -> None:
    whole = msg(message("SOW", "body " * 200, files=(attachment("SOW.docx", SOW),)))
    with pytest.raises(UnreadableError):
        opened(whole[:keep])


def test_a_winmail_dat_cut_off_gives_what_is_whole() -> None:
    whole = winmail(("a.docx", SOW), ("b.docx", SOW))
    assert [m.name for m in opened(whole[:-40])] in (["a.docx"], ["a.docx", "SHORT~1.DOC"])


def test_an_archive_past_the_limits_is_refused() -> None:
    with pytest.raises(UnreadableError, match="2,500 parts inside"):
        opened(packed({f"{n}.txt": "x" for n in range(2_500)}))
    with pytest.raises(UnreadableError, match="unpacks to far more"):
        opened(packed({"a.txt": "x" * 20_000_000}))
