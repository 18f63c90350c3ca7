"""What the demo lays out to be opened: each project's Word files, and each letter as mail and as a page."""

from __future__ import annotations

import email
import email.policy
import html
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from string import Template
from urllib.parse import quote

from agent.bootstrap import Desk
from agent.demo.home import LETTERS
from agent.store import blobs, documents, projects
from outbox import ledger
from outbox.ledger import LetterRow
from outbox.mime import file_name

_HEAD = Template(Path(__file__).with_name("preview.html").read_text(encoding="utf-8"))
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of a project, written where a person finds it."""

    project: str
    kind: str
    path: Path


def export(desk: Desk) -> tuple[Paper, ...]:
    """Write every project's documents, those received and those made, to `exports/CODE/`; return them in order."""
    papers = []
    with desk.store.look() as connection:
        for project in sorted(projects.list_projects(connection), key=lambda row: row.id):
            folder = desk.home.exports / project.code
            folder.mkdir(parents=True, exist_ok=True)
            for row in documents.of_project(connection, project.id):
                path = folder / file_name(row.name)
                path.write_bytes(blobs.load(connection, row.sha256))
                papers.append(Paper(project.code, row.kind, path))
    return tuple(papers)


def write_letter(desk: Desk, row: LetterRow, state: str, papers: tuple[Paper, ...]) -> Path:
    """Write a letter as `.eml` and as a page beside it; return the page."""
    raw = _content(desk, row)
    folder = desk.home.path / LETTERS
    folder.mkdir(exist_ok=True)
    stem = f"{row.id:02d}-{row.kind.replace('_', '-')}-to-{file_name(row.recipient.partition('@')[0])}"
    (folder / f"{stem}.eml").write_bytes(raw)
    page = folder / f"{stem}.html"
    page.write_text(_page(_read(raw), state, papers), encoding="utf-8")
    return page


def addressee(desk: Desk, row: LetterRow) -> str:
    """Return the name beside a letter's address."""
    return parseaddr(str(_read(_content(desk, row))["To"]))[0]


def _content(desk: Desk, row: LetterRow) -> bytes:
    with desk.store.look() as connection:
        return ledger.content(connection, row.id)


def _read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def _page(message: EmailMessage, state: str, papers: tuple[Paper, ...]) -> str:
    """Return the letter's own html with its head above it, its attachments as links."""
    body = message.get_body(("html",))
    words = str(body.get_content()) if body else ""
    names = [part.get_filename() or "" for part in message.iter_attachments()]
    head = _HEAD.substitute(
        sender=html.escape(str(message["From"])),
        to=html.escape(str(message["To"])),
        subject=html.escape(str(message["Subject"])),
        attached=", ".join(_link(name, papers) for name in names) or "nothing",
        state=html.escape(state),
    )
    return _BODY.sub(lambda found: found[0] + head, words, count=1)


def _link(name: str, papers: tuple[Paper, ...]) -> str:
    shown = html.escape(name)
    for paper in papers:
        if paper.path.name == name:
            return f'<a href="../exports/{quote(paper.project)}/{quote(name)}">{shown}</a>'
    return shown
