"""Bytes to a `Document`: the type is found in the bytes, and each kind of file has one reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from parsers.contract import Document, Limits, Source, UnreadableError
from parsers.formats.docx import read_docx
from parsers.formats.html import read_html
from parsers.formats.pdf import read_pdf
from parsers.formats.plain import read_plain
from parsers.formats.sniff import Kind, kind_of
from parsers.formats.xlsx import read_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file and what reads it."""

    kind: Kind
    read: Callable[[Source, Limits], Document]


FORMATS = (
    Format(Kind.DOCX, read_docx),
    Format(Kind.PDF, read_pdf),
    Format(Kind.XLSX, read_xlsx),
    Format(Kind.TEXT, read_plain),
    Format(Kind.HTML, read_html),
)


_DEFAULT = Limits()


def read(source: Source, limits: Limits = _DEFAULT) -> Document:
    """Return the file as text with places; raises `UnreadableError` with one sentence for its sender."""
    if len(source.content) > limits.bytes:
        size, most = len(source.content) / 1e6, limits.bytes / 1e6
        raise UnreadableError(f"{source.name} is {size:.0f} MB, and {most:g} MB is the most; send a smaller file.")
    kind = kind_of(source.content)
    for known in FORMATS:
        if known.kind is kind:
            return _not_empty(known.read(source, limits))
    raise UnreadableError(refusal(source.name, kind))


def refusal(name: str, kind: Kind) -> str:
    """Return why a file of this kind is not read and what to do, in one sentence."""
    return _REFUSED.get(kind, _REFUSED[Kind.UNKNOWN]).format(name=name)


def _not_empty(document: Document) -> Document:
    if not document.text:
        raise UnreadableError(f"{document.name} holds no text; send the file that has the agreement in it.")
    return document


_SAVE = "open it and save it as docx or pdf, then send that."
_PICTURE = "{name} is a picture, and pictures are not read yet; send the original docx or a pdf with text."
_REFUSED = {
    Kind.EMPTY: "{name} is empty; send the file again.",
    Kind.DOCM: "{name} holds macros, which are never run or read; save it as docx without macros and send that.",
    Kind.XLSM: "{name} holds macros, which are never run or read; save it as xlsx without macros and send that.",
    Kind.LOCKED_OFFICE: "{name} is protected by a password; remove the password and send it again.",
    Kind.DOC: "{name} is in the old Word format; " + _SAVE,
    Kind.XLS: "{name} is in the old Excel format; open it and save it as xlsx, then send that.",
    Kind.PPTX: "{name} is a presentation; " + _SAVE,
    Kind.MSG: "{name} is a saved Outlook mail; forward the mail itself, or send its attachment alone.",
    Kind.EML: "{name} is a saved mail; forward the mail itself, or send its attachment alone.",
    Kind.ODT: "{name} is an OpenDocument text; " + _SAVE,
    Kind.ODS: "{name} is an OpenDocument sheet; " + _SAVE,
    Kind.RTF: "{name} is rich text (rtf); " + _SAVE,
    Kind.ZIP: "{name} is a zip archive; unpack it and send the documents inside one by one.",
    Kind.PNG: _PICTURE,
    Kind.JPEG: _PICTURE,
    Kind.TIFF: _PICTURE,
    Kind.GIF: _PICTURE,
    Kind.OLE: "{name} is of a kind that cannot be read; " + _SAVE,
    Kind.UNKNOWN: "{name} is of a kind that cannot be read; send a docx, a pdf with text, or plain text.",
}
