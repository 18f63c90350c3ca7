"""SOWs as plain text, read the way a sent file is read."""

from __future__ import annotations

from parsers.contract import Document, Limits, Parsed, Source
from parsers.formats import read
from parsers.sow.facts import SowFacts
from parsers.sow.read import read_sow


def paper(text: str, name: str = "sow.txt") -> Document:
    """Return `text` as the document a sent file would become."""
    return read(Source(name, text.encode()), Limits())


def reading(text: str, name: str = "sow.txt") -> Parsed[SowFacts]:
    """Return what is read from `text`."""
    return read_sow(paper(text, name))


def facts(text: str, name: str = "sow.txt") -> SowFacts:
    """Return the facts read from `text`."""
    return reading(text, name).facts
