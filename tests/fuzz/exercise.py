"""One mutated file through all that would read it; whatever is raised besides a clear sentence is a finding."""

from __future__ import annotations

from agent.inbox.message import read_mail
from parsers.contract import Limits, Source, UnreadableError, misquoted
from parsers.formats import read
from parsers.formats.enclosed import ENCLOSING, members_of
from parsers.formats.ocr import Eye
from parsers.formats.sniff import Kind, kind_of
from parsers.mail.forward import unwrap
from parsers.mail.reply import visible
from parsers.sow.read import read_sow

_FACTS_OF_ONE_IN = 4  # documents; the readers of facts take as long as those of formats, and have tests of their own


class MisquotedError(Exception):
    """A fact whose quote is not what stands at its place."""


def exercise(content: bytes, eye: Eye | None = None) -> str:
    """Read a file as the desk would; return "read" or "refused", and let everything unforeseen through."""
    kind = kind_of(content)
    if kind is Kind.EML:
        _mail(content)
    source, limits = Source("file", content), Limits()
    try:
        if kind in ENCLOSING:
            for member in members_of(source, limits)[:3]:
                exercise(member.content, eye)
        document = read(source, limits, eye)
    except UnreadableError as error:
        if not error.reason.endswith("."):
            raise AssertionError(error.reason) from error
        return "refused"
    if len(content) % _FACTS_OF_ONE_IN:
        return "read"
    wrong = misquoted(document, read_sow(document).facts.findings())
    if wrong:
        raise MisquotedError(wrong[0].quote)
    return "read"


def exercise_mail(content: bytes) -> str:
    """Read bytes as a mail, whatever they look like."""
    _mail(content)
    return "read"


def _mail(content: bytes) -> None:
    mail = read_mail(content)
    visible(mail.text)
    unwrap(mail.subject, mail.text)
