"""What is mutated: small files of every kind, built here; those of the corpus too, where it is at hand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.files import bad, scans
from tests.files.excel import c, row, xlsx
from tests.files.outlook import attachment, enclosed, message, msg, winmail
from tests.files.pdf import Page, pdf
from tests.files.word import docx, p, packed, tbl
from tests.fuzz import mutate
from tests.samples import mails
from tests.samples.sow import part_signed_sow, signed_sow, template_sow

_LARGEST = 40_000  # bytes of a corpus file: larger ones cost time and find nothing more


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how often of 1,000 it is drawn, how it is mutated, and what is mutated."""

    name: str
    weight: int
    change: mutate.Mutation
    samples: tuple[bytes, ...]


def kinds() -> tuple[Kind, ...]:
    """Return the kinds that are fast enough for many thousands of files."""
    word = (signed_sow(), part_signed_sow(), template_sow(), _word())
    sheet = (_sheet(),)
    html = b"<html><body><h1>SOW</h1><table><tr><td>Role<td>Hours</table><ol><li>One<li>Two</ol></body></html>"
    text = b"# SOW\n\n| Role | Hours |\n|---|---|\n| Dev | 40 |\n"
    mail = (
        mails.mail(attachments=[("SOW.docx", "application/octet-stream", docx(p("SOW")))]),
        mails.outlook_forward(),
        mails.attached_forward(mails.mail()),
        mails.auto_reply(),
        mails.bounce(),
        mails.list_mail(),
        mails.calendar_reply(),
        mails.broken_mime(),
        mails.lying_charset(),
    )
    outlook = message("SOW", "The fee is EUR 900", html="<p>x</p>", files=(attachment("a.docx", docx(p("SOW"))),))
    wrapped = message("Fwd", "see below", files=(enclosed(outlook),))
    return (
        Kind("docx", 260, mutate.of_zip, (*word, *_corpus("sow/*.docx"))),
        Kind("xlsx", 90, mutate.of_zip, sheet),
        Kind("pdf", 180, mutate.of_pdf, (*_papers(), *_corpus("sow/*.pdf"))),
        Kind("mail", 260, mutate.of_mail, (*mail, *_corpus("mail/*/*.eml"))),
        Kind("html", 50, mutate.of_xml, (html, *_corpus("sow/*.html"))),
        Kind("text", 80, mutate.of_text, (text, *_corpus("sow/*.md"))),
        Kind("msg", 40, mutate.of_bytes, (msg(outlook), msg(wrapped))),
        Kind("winmail", 15, mutate.of_bytes, (winmail(("a.docx", docx(p("SOW"))), ("b.txt", b"hello")),)),
        Kind("zip", 25, mutate.of_zip, (packed({"a.docx": docx(p("SOW")), "b/c.txt": "x"}), bad.macros())),
    )


def pictures() -> tuple[Kind, ...]:
    """Return the kinds that take Tesseract, which is slow."""
    page = scans.page(*scans.SOW).resize((620, 877))
    held = tuple(scans.saved(page, form) for form in ("PNG", "JPEG", "TIFF", "GIF", "PDF"))
    return (Kind("picture", 1, mutate.of_bytes, held),)


def _word() -> bytes:
    new, old = "<w:r><w:t>new</w:t></w:r>", "<w:r><w:delText>old</w:delText></w:r>"
    note = f'<w:p><w:r><w:t>a</w:t></w:r><w:ins w:id="1">{new}</w:ins><w:del w:id="2">{old}</w:del></w:p>'
    control = "<w:sdt><w:sdtPr/><w:sdtContent>" + p("Client: Acme Ltd") + "</w:sdtContent></w:sdt>"
    return docx(p("Statement of Work") + note + control + tbl(["Role", "Hours"], ["Dev", "40"]))


def _sheet() -> bytes:
    cells = row(1, c("A1", "0", "s"), c("B1", "1", "s")) + row(2, c("A2", "46034", style=1), c("B2", "900.5"))
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    return xlsx({"Effort": cells, "More": cells}, ("Role", "Hours"), styles, ("More",))


def _papers() -> tuple[bytes, ...]:
    page = Page().grid([72, 200, 300], [700, 680, 660]).text(76, 686, "Role").text(204, 686, "Hours")
    page.lines(72, 600, "Statement of Work", "Client: Acme Ltd", "Total fee: EUR 900")
    field = "/AcroForm << /Fields [9 0 R] >>"
    widget = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (Acme) /Rect [72 500 200 520] /P 5 0 R /F 4 >>"
    return (
        pdf(page),
        pdf(page, page),
        pdf(page, extra=("null", "null", widget), catalog=field, page_extra="/Annots [9 0 R]"),
    )


def _corpus(pattern: str) -> tuple[bytes, ...]:
    folder = Path(os.environ.get("DESK_CORPUS", "../shared/corpus"))
    return tuple(path.read_bytes() for path in sorted(folder.glob(pattern)) if path.stat().st_size <= _LARGEST)
