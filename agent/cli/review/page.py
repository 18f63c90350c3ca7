"""The page itself: what was found in each file, put into the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent.cli.published import Found, ReadPackage, Unread
from agent.cli.published_mail import ReadMail
from agent.cli.review.entries import Contradiction, Group, contradictions_of, groups_of
from agent.cli.review.marks import Marks
from agent.cli.review.sheet import Part, parts_of
from agent.reading import Layout, Reading
from parsers.mail.reply import visible
from templates.labels import field_label
from templates.pages import render_page


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document on the page; `prefix` keeps its anchors apart from those of the others."""

    prefix: str
    name: str
    kind: str
    signed: str
    error: str
    flags: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    missing: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    parts: tuple[Part, ...] = ()
    mail: Mail | None = None

    @property
    def count(self) -> int:
        """Return how many facts were read."""
        return sum(len(group.entries) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Mail:
    """The mail that a document came with, or a mail alone."""

    sender: str
    subject: str
    kind: str
    text: str


def page_of(files: Iterable[tuple[str, Found]]) -> str:
    """Return one html page for the files: each document with its facts in their places, each mail with its text."""
    sheets = tuple(
        sheet
        for number, (name, found) in enumerate(files, 1)
        for sheet in _sheets(f"d{number}", name, found)
    )  # fmt: skip
    return render_page("review", {"sheets": sheets})


def _sheets(prefix: str, name: str, found: Found) -> Iterator[Sheet]:
    match found:
        case Unread():
            yield Sheet(prefix, name, "", "", found.error)
        case ReadMail():
            yield _mail_sheet(prefix, name, found)
            for number, reading in enumerate(found.documents, 1):
                yield _document(f"{prefix}-{number}", reading.name, reading)
        case ReadPackage():
            for number, reading in enumerate(found.documents, 1):
                yield _document(f"{prefix}-{number}", reading.name, reading)
        case Reading():
            yield _document(prefix, name, found)


def _mail_sheet(prefix: str, name: str, found: ReadMail) -> Sheet:
    mail = found.mail
    sender = f"{mail.from_name} <{mail.from_email}>".strip()
    told = Mail(sender, mail.subject, found.kind.replace("_", " "), visible(mail.text) or mail.text)
    return Sheet(prefix, name, "mail", "", "", mail=told)


def _document(prefix: str, name: str, reading: Reading) -> Sheet:
    parsed = reading.parsed
    if parsed is None:
        return Sheet(prefix, name, reading.kind, "", reading.error or "There is nothing to read in it.")
    groups = groups_of(parsed)
    entries = [entry for group in groups for entry in group.entries]
    contradictions = contradictions_of(parsed, len(entries) + 1)
    marks = Marks([*entries, *(entry for one in contradictions for entry in one.entries)])
    return Sheet(
        prefix,
        name,
        reading.kind,
        str(parsed.facts.signed),
        "",
        tuple(sorted(reading.flags)),
        groups,
        tuple(field_label(field) for field in parsed.missing),
        contradictions,
        parts_of(reading.layout or Layout(""), marks),
    )
