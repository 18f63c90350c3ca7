"""The documents of a mail are found however they are wrapped, and each has its own verdict."""

from __future__ import annotations

from agent.inbox.message import Part
from agent.reading import Member, Opened, Reading
from agent.services.mail.enclosed import Tools, documents_in
from parsers.contract import Limits, Source, UnreadableError
from parsers.formats.enclosed import members_of
from tests.files.outlook import attachment, message, msg, winmail
from tests.files.word import docx, p, packed
from tests.samples import mails

SOW = docx(p("Statement of Work"))
OCTETS = "application/octet-stream"


def _open(name: str, content: bytes) -> Opened:
    try:
        found = members_of(Source(name, content), Limits())
    except UnreadableError as error:
        return Opened(name, error=error.reason)
    return Opened(name, tuple(Member(m.name, m.media_type, m.content) for m in found))


TOOLS = Tools(lambda name, content: Reading(name, text_length=len(content)), _open)


def names(*parts: Part) -> list[str]:
    return [item.part.name for item in documents_in(parts, TOOLS)]


def test_files_in_archives_and_in_outlooks_wrapping_come_out() -> None:
    zipped = Part("docs.zip", "application/zip", packed({"a.docx": SOW, "deep/b.docx": SOW}))
    wrapped = Part("winmail.dat", "application/ms-tnef", winmail(("c.docx", SOW)))
    assert names(zipped, wrapped, Part("d.docx", OCTETS, SOW)) == ["a.docx", "b.docx", "c.docx", "d.docx"]


def test_a_mail_that_outlook_saved_gives_its_files() -> None:
    assert names(Part("Fwd.msg", OCTETS, msg(message("Fwd", "x", files=(attachment("SOW.docx", SOW),))))) == [
        "SOW.docx"
    ]


def test_a_mail_without_files_is_a_document_by_what_it_says() -> None:
    assert names(Part("agreed.eml", "message/rfc822", mails.mail())) == ["agreed.eml"]


def test_an_archive_in_an_archive_is_opened_and_one_too_deep_says_so() -> None:
    content = packed({"SOW.docx": SOW})
    for depth in range(8):
        content = packed({f"{depth}.zip": content})
        found = documents_in([Part("all.zip", "application/zip", content)], TOOLS)
        assert len(found) == 1
    assert "wrapped too deeply" in (found[0].reading.error or "")


def test_a_broken_archive_is_one_sentence_and_its_neighbour_is_read() -> None:
    bad, good = documents_in([Part("a.zip", OCTETS, b"PK\x03\x04 x"), Part("b.docx", OCTETS, SOW)], TOOLS)
    assert bad.reading.error == "a.zip is damaged and cannot be opened; send it again."
    assert good.reading.error is None


def test_more_files_than_one_mail_should_hold_are_told_once() -> None:
    many = packed({f"{number}.txt": "x" for number in range(80)})
    found = documents_in([Part("all.zip", "application/zip", many)], TOOLS)
    assert len(found) == 51
    assert "more than 50 files" in (found[-1].reading.error or "")
