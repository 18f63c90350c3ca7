"""The documents of a mail, however deep they are wrapped: in attached mails, Outlook's files and zip archives.

Each is read on its own and has its own verdict. The colleague who forwards a wrapped mail is trusted, its own sender
is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from agent.inbox.message import Part, read_mail
from agent.inbox.triage import is_document
from agent.reading import Opened, Reading
from parsers.formats.enclosed import ENCLOSING
from parsers.formats.sniff import Kind, kind_of

_DEPTH = 4  # wrappings that are opened one inside the other
_MOST_DOCUMENTS = 50  # of one mail; a person sorts out more


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A document and what the reader made of it."""

    part: Part
    reading: Reading


@dataclass(frozen=True, slots=True)
class Tools:
    """What reads one file, and what opens one that encloses others."""

    read: Callable[[str, bytes], Reading]
    open: Callable[[str, bytes], Opened]


def documents_in(parts: Sequence[Part], tools: Tools) -> tuple[ReadPart, ...]:
    """Read every part that could be a document; pictures, calendars and signatures of mail programs are none."""
    found: list[ReadPart] = []
    for part, refused in _unwrapped(parts, tools, _DEPTH):
        if len(found) == _MOST_DOCUMENTS:
            sentence = f"this mail holds more than {_MOST_DOCUMENTS} files; send the agreement alone."
            found.append(ReadPart(part, Reading(part.name, error=f"{part.name} was not read: {sentence}")))
            break
        found.append(ReadPart(part, refused or tools.read(part.name, part.content)))
    return tuple(found)


def _unwrapped(parts: Sequence[Part], tools: Tools, depth: int) -> Iterator[tuple[Part, Reading | None]]:
    """Yield each document, or the wrapping with the reason where it cannot be opened."""
    for part in parts:
        if not is_document(part):
            continue
        kind = kind_of(part.content)
        if kind is Kind.EML or part.claimed_type == "message/rfc822":
            yield from _of_mail(part, tools, depth)
        elif kind in ENCLOSING and depth:
            yield from _of_package(part, tools, depth)
        elif kind in ENCLOSING:
            sentence = f"{part.name} is wrapped too deeply; send the documents inside one by one."
            yield part, Reading(part.name, media_type=kind.value, error=sentence)
        else:
            yield part, None


def _of_mail(part: Part, tools: Tools, depth: int) -> Iterator[tuple[Part, Reading | None]]:
    """Yield the documents an attached mail carries; one that carries none is a document by what it says."""
    inner = read_mail(part.content).attachments if depth else ()
    if any(is_document(item) for item in inner):
        yield from _unwrapped(inner, tools, depth - 1)
    else:
        yield part, None


def _of_package(part: Part, tools: Tools, depth: int) -> Iterator[tuple[Part, Reading | None]]:
    opened = tools.open(part.name, part.content)
    if opened.error:
        kind = kind_of(part.content).value
        yield part, Reading(part.name, media_type=kind, error=opened.error, died=opened.died)
        return
    inner = [Part(m.name, m.media_type or "application/octet-stream", m.content) for m in opened.members]
    yield from _unwrapped(inner, tools, depth - 1)
