"""What kind of file the bytes are; the name is never asked."""

from __future__ import annotations

import re
from enum import StrEnum


class Kind(StrEnum):
    """A kind of file this application knows by its bytes; the value is its media type."""

    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    DOCM = "application/vnd.ms-word.document.macroenabled.12"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLSM = "application/vnd.ms-excel.sheet.macroenabled.12"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    DOC = "application/msword"
    XLS = "application/vnd.ms-excel"
    MSG = "application/vnd.ms-outlook"
    LOCKED_OFFICE = "application/x-encrypted-office"
    OLE = "application/x-ole-storage"
    PDF = "application/pdf"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    RTF = "application/rtf"
    HTML = "text/html"
    EML = "message/rfc822"
    ODP = "application/vnd.oasis.opendocument.presentation"
    PPT = "application/vnd.ms-powerpoint"
    PAGES = "application/vnd.apple.iwork"
    TNEF = "application/ms-tnef"
    SEALED_MAIL = "application/pkcs7-mime"
    ZIP = "application/zip"
    ARCHIVE = "application/x-archive"
    PROGRAM = "application/x-executable"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    GIF = "image/gif"
    BMP = "image/bmp"
    WEBP = "image/webp"
    HEIC = "image/heic"
    TEXT = "text/plain"
    EMPTY = "application/x-empty"
    UNKNOWN = "application/octet-stream"


_SIGNS = (
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x78\x9f\x3e\x22", Kind.TNEF),
    (b"Rar!\x1a\x07", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b\x08", Kind.ARCHIVE),
    (b"MZ\x90\x00", Kind.PROGRAM),
    (b"\x7fELF", Kind.PROGRAM),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"II+\x00", Kind.TIFF),
    (b"MM\x00+", Kind.TIFF),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
)
_HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypheim", b"ftypheis", b"ftypavif")
_OLE_SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", Kind.LOCKED_OFFICE),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("PowerPoint Document", Kind.PPT),
    ("__substg1.0_", Kind.MSG),
)
_PARTS = (
    (b"word/vbaProject.bin", Kind.DOCM),
    (b"xl/vbaProject.bin", Kind.XLSM),
    (b"word/document.xml", Kind.DOCX),
    (b"xl/workbook.xml", Kind.XLSX),
    (b"ppt/presentation.xml", Kind.PPTX),
    (b"Index/Document.iwa", Kind.PAGES),
)
_SOMETHING = re.compile(rb"[^\x00\r\n\t ]")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6])[\s>]", re.IGNORECASE)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z)")
_MAILBOX_LINE = re.compile(rb"(?:\r?\n)*(?:From [^\r\n]*\r?\n)?")  # what a mailbox file puts before a mail
_WRITTEN = {b"to", b"cc", b"subject", b"date", b"reply-to", b"sender"}  # a person could type these above a letter
_TRACES = {b"message-id", b"received", b"return-path", b"mime-version", b"delivered-to", b"x-mailer", b"content-type"}
_MOST_HEADER = 100_000


def kind_of(content: bytes) -> Kind:
    """Return the kind of file that `content` is."""
    if _SOMETHING.search(content) is None:
        return Kind.EMPTY
    if content.startswith(_OLE_SIGN):
        return _ole(content)
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip(content)
    if _is_mail(content):  # before what stands somewhere near the start: a mail may carry a pdf there
        return Kind.EML
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    for sign, kind in _SIGNS:
        if content.startswith(sign):
            return kind
    return _picture(content) or _words(content)


def has_macros(content: bytes) -> bool:
    """Say whether an office file holds macros, which nothing here ever runs."""
    if content.startswith(_OLE_SIGN):
        return "_VBA_PROJECT".encode("utf-16-le") in content
    return content.startswith(b"PK") and b"vbaProject.bin" in content


def _picture(content: bytes) -> Kind | None:
    """Tell the pictures whose sign does not stand at the very start."""
    if content[4:12] in _HEIC:
        return Kind.HEIC
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return Kind.WEBP
    if content.startswith(b"BM") and content[6:10] == b"\x00\x00\x00\x00":
        return Kind.BMP
    return None


def _ole(content: bytes) -> Kind:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            return kind
    return Kind.OLE


def _zip(content: bytes) -> Kind:
    """Tell an archive by the names in its directory, or all over it where the directory is cut off."""
    end = content.rfind(b"PK\x05\x06")
    start = int.from_bytes(content[end + 16 : end + 20], "little") if end >= 0 else 0
    names = content[start:]
    for part, kind in _PARTS:
        if part in names:
            return kind
    head = content[:200]
    for kind in (Kind.ODT, Kind.ODS, Kind.ODP):  # OpenDocument says so in its first entry, which is never packed
        if kind.encode() in head:
            return kind
    return Kind.DOCX if b"[Content_Types].xml" in names and b"word/" in names else Kind.ZIP


def _words(content: bytes) -> Kind:
    head = content[:4096]
    if _HTML.search(head) and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return Kind.HTML
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.TEXT
    odd = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\x0c\x1b")
    return Kind.UNKNOWN if odd * 50 > len(head) else Kind.TEXT


def _is_mail(content: bytes) -> bool:
    """Say whether a mail's header stands at the very start: a sender, and what only mail programs write beside it."""
    start = _MAILBOX_LINE.match(content)
    at, names = start.end() if start else 0, set()
    while (field := _HEADER.match(content, at, _MOST_HEADER)) is not None:
        names.add(field[1].lower())
        at = field.end()
    if b"from" not in names:
        return False
    return bool(names & _TRACES) or (len(names & _WRITTEN) >= 2 and b"@" in content[:at])
