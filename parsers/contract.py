"""The one contract of every reader: text with places, and findings that quote it.

A `Document` is one text with a map of where each stretch of it came from. A `Finding` is a value together
with the span it was read from; `document.text[place.start:place.end] == quote` holds for every finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T", covariant=True)
F = TypeVar("F", covariant=True)
V = TypeVar("V")


class Certainty(StrEnum):
    """How a value came out of its quote."""

    STATED = "stated"  # the quote says the value in so many words
    COMPUTED = "computed"  # worked out from the quote and another finding, e.g. "six weeks from the Effective Date"
    INFERRED = "inferred"  # read from position or layout, not from a label
    DOUBTFUL = "doubtful"  # stated, but in a picture that was read with little confidence


SURE = 75  # a quote from a picture that was read with less confidence than this (of 100) is doubtful


class UnreadableError(Exception):
    """The bytes cannot be read; `reason` is one sentence for the person who sent the file. Retrying does not help."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Help(StrEnum):
    """What a file needs before its reader can read it."""

    OCR = "ocr"  # it is a picture
    DOCX = "docx"  # a word processor must convert it first
    XLSX = "xlsx"  # a spreadsheet program must


class HelpWantedError(UnreadableError):
    """The file can be read with help that was not at hand; `reason` says what to install or to send instead."""

    def __init__(self, reason: str, wanted: Help) -> None:
        super().__init__(reason)
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost before it is refused; checked on the container before anything is unpacked."""

    bytes: int = 30_000_000
    pages: int = 200
    cells: int = 200_000
    paragraphs: int = 50_000
    unpacked_bytes: int = 200_000_000
    ratio: int = 100
    entries: int = 2_000
    text_chars: int = 1_000_000
    depth: int = 5
    scanned_pages: int = 60


class BlockKind(StrEnum):
    """What a stretch of text is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # a list item, its number or bullet included in the text where the document shows one
    CELL = "cell"
    NOTE = "note"  # footnote, text box, header or footer


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch `document.text[start:end]`, in reading order; blocks do not overlap.

    `page` counts from 1 (None where the format has no pages); `paragraph` counts from 1 over the document;
    `cell` names a table cell, e.g. "table 2, row 3, column 1" or "Effort!B4"; `level` is a heading's or list's depth;
    `confidence` (0 to 100) says how surely it was read from a picture, None where it is the file's own text.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None
    level: int = 0
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: `document.text[start:end]`; an empty cell has start == end."""

    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells, merged cells repeated by reference; `number` counts from 1 in reading order."""

    number: int
    rows: tuple[tuple[Cell, ...], ...]
    page: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: the file, a page or paragraph or cell, and the span in `Document.text`."""

    file: str
    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """Say the place to a person, e.g. "SOW.pdf, page 3"."""
        parts = [self.file]
        if self.page is not None:
            parts.append(f"page {self.page}")
        if self.cell is not None:
            parts.append(self.cell)
        elif self.paragraph is not None and self.page is None:
            parts.append(f"paragraph {self.paragraph}")
        return ", ".join(parts)


class MarkKind(StrEnum):
    """What was put on a document without being text."""

    INK = "ink"  # strokes of a pen over a signing line, drawn or scanned
    PICTURE = "picture"  # a picture set where one signs
    FIELD = "signature field"  # the place a cryptographic signature shows itself at


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands at a place to sign, before `text[position]`, without being text; `number` is that of its seal."""

    kind: MarkKind
    position: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Seal:
    """One cryptographic signature of a file, as its certificate and its check tell it.

    `verified` says that it was checked at all; `intact`, that the bytes it covers are the bytes that were signed;
    `whole`, that it covers the file as it is now, what later signers may add aside; `trusted`, that its certificate
    leads to an authority this machine trusts, which says nothing for a signer's own certificate. `position` is where
    in the text it shows itself, None where it does not.
    """

    signer: str
    organisation: str | None = None
    signed_on: date | None = None
    verified: bool = True
    intact: bool = False
    whole: bool = False
    trusted: bool = False
    certifies: bool = False
    field: str = ""  # the name of the form field it stands in
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: the name is for display only, the type is found in the bytes.

    `seals` are its cryptographic signatures where they were checked beforehand (`parsers.seals`).
    """

    name: str
    content: bytes
    seals: tuple[Seal, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text with places: what every field reader works on."""

    name: str
    media_type: str
    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    pages: int | None = None
    flags: frozenset[str] = frozenset()  # each a word or two for a person; `docs/guide/reading.md` lists them
    marks: tuple[Mark, ...] = ()
    seals: tuple[Seal, ...] = ()

    @property
    def confidence(self) -> int | None:
        """How surely what stands in pictures was read, 0 to 100 over all its letters; None where nothing does."""
        read = [(block.end - block.start, block.confidence) for block in self.blocks if block.confidence is not None]
        letters = sum(size for size, _ in read)
        return round(sum(size * sure for size, sure in read) / letters) if letters else None

    def place(self, start: int, end: int) -> Place:
        """Return the place of `text[start:end]`, named by the block in which it starts."""
        block = self._block_at(start)
        if block is None:
            return Place(self.name, start, end)
        return Place(self.name, start, end, block.page, block.paragraph, block.cell)

    def finding(self, value: V, start: int, end: int, certainty: Certainty = Certainty.STATED) -> Finding[V]:
        """Return `value` as read from `text[start:end]`; what is stated in a picture hard to read is doubtful."""
        block = self._block_at(start)
        unsure = block is not None and block.confidence is not None and block.confidence < SURE
        if unsure and certainty is Certainty.STATED:
            certainty = Certainty.DOUBTFUL
        return Finding(value, self.text[start:end], self.place(start, end), certainty)

    def _block_at(self, position: int) -> Block | None:
        """Return the last block that starts at or before `position`."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].start <= position:
                low = middle + 1
            else:
                high = middle
        return self.blocks[low - 1] if low else None


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """A value, the verbatim words it was read from, and where they stand."""

    value: T
    quote: str
    place: Place
    certainty: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more places that say different things about one field; `why` is one sentence for a person."""

    field: str
    why: str
    places: tuple[Finding[str], ...]


@dataclass(frozen=True, slots=True)
class Parsed(Generic[F]):
    """What one document says: its typed facts, what it does not say, and where it contradicts itself."""

    facts: F
    missing: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = field(default=())


def misquoted(document: Document, findings: Iterable[Finding[object]]) -> list[Finding[object]]:
    """Return the findings whose quote is not what stands at their place; an honest reader returns none."""
    return [f for f in findings if document.text[f.place.start : f.place.end] != f.quote]
