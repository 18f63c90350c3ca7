"""Bytes to a `Document`: the type is found in the bytes, and each kind of file has one reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from parsers.contract import Document, Help, HelpWantedError, Limits, Source, UnreadableError
from parsers.formats.docx import read_docx
from parsers.formats.html import read_html
from parsers.formats.mailed import read_eml, read_msg
from parsers.formats.ocr import Eye
from parsers.formats.pdf import read_pdf
from parsers.formats.picture import read_picture
from parsers.formats.plain import read_plain
from parsers.formats.refusals import refusal
from parsers.formats.sniff import Kind, kind_of
from parsers.formats.xlsx import read_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file and what reads it."""

    kind: Kind
    read: Callable[[Source, Limits], Document]


FORMATS = (
    Format(Kind.DOCX, read_docx),
    Format(Kind.DOCM, read_docx),
    Format(Kind.XLSX, read_xlsx),
    Format(Kind.XLSM, read_xlsx),
    Format(Kind.TEXT, read_plain),
    Format(Kind.HTML, read_html),
    Format(Kind.EML, read_eml),
    Format(Kind.MSG, read_msg),
)


@dataclass(frozen=True, slots=True)
class Pictured:
    """A kind of file whose pages may be pictures, and what reads it with the help of an eye."""

    kind: Kind
    read: Callable[[Source, Limits, Eye | None], Document]


PICTURED = (
    Pictured(Kind.PDF, read_pdf),
    *(Pictured(k, read_picture) for k in (Kind.PNG, Kind.JPEG, Kind.TIFF, Kind.GIF, Kind.BMP, Kind.WEBP)),
)

CONVERTED = {
    Kind.DOC: Help.DOCX,
    Kind.ODT: Help.DOCX,
    Kind.RTF: Help.DOCX,
    Kind.XLS: Help.XLSX,
    Kind.ODS: Help.XLSX,
}

_DEFAULT = Limits()


def read(source: Source, limits: Limits = _DEFAULT, eye: Eye | None = None) -> Document:
    """Return the file as text with places, pictured pages read by `eye`.

    Raises `UnreadableError` with one sentence for its sender; `HelpWantedError`, which is one, names what would help.
    """
    if len(source.content) > limits.bytes:
        size, most = len(source.content) / 1e6, limits.bytes / 1e6
        raise UnreadableError(f"{source.name} is {size:.0f} MB, and {most:g} MB is the most; send a smaller file.")
    kind = kind_of(source.content)
    for known in FORMATS:
        if known.kind is kind:
            return _not_empty(known.read(source, limits))
    for pictured in PICTURED:
        if pictured.kind is kind:
            return _not_empty(pictured.read(source, limits, eye))
    if kind in CONVERTED:
        raise HelpWantedError(refusal(source.name, kind), CONVERTED[kind])
    raise UnreadableError(refusal(source.name, kind))


def _not_empty(document: Document) -> Document:
    if not document.text:
        raise UnreadableError(f"{document.name} holds no text; send the file that has the agreement in it.")
    return document
