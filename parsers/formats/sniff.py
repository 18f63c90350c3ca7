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
    ZIP = "application/zip"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    GIF = "image/gif"
    TEXT = "text/plain"
    EMPTY = "application/x-empty"
    UNKNOWN = "application/octet-stream"


_SIGNS = (
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"GIF8", Kind.GIF),
)
_OLE_SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", Kind.LOCKED_OFFICE),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("__substg1.0_", Kind.MSG),
)
_PARTS = (
    (b"word/vbaProject.bin", Kind.DOCM),
    (b"xl/vbaProject.bin", Kind.XLSM),
    (b"word/document.xml", Kind.DOCX),
    (b"xl/workbook.xml", Kind.XLSX),
    (b"ppt/presentation.xml", Kind.PPTX),
)
_SOMETHING = re.compile(rb"[^\x00\r\n\t ]")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6])[\s>]", re.IGNORECASE)
_HEADER = re.compile(
    rb"(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type|X-[\w-]+)"
    rb":[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n",
    re.IGNORECASE,
)


def kind_of(content: bytes) -> Kind:
    """Return the kind of file that `content` is."""
    if _SOMETHING.search(content) is None:
        return Kind.EMPTY
    if content.startswith(_OLE_SIGN):
        return _ole(content)
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip(content)
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    for sign, kind in _SIGNS:
        if content.startswith(sign):
            return kind
    return _words(content)


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
    for kind in (Kind.ODT, Kind.ODS):  # OpenDocument says so in its first entry, which is never packed
        if kind.encode() in head:
            return kind
    return Kind.DOCX if b"[Content_Types].xml" in names and b"word/" in names else Kind.ZIP


def _words(content: bytes) -> Kind:
    head = content[:4096]
    if _is_mail(head):
        return Kind.EML
    if _HTML.search(head) and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return Kind.HTML
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.TEXT
    odd = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\x0c\x1b")
    return Kind.UNKNOWN if odd * 50 > len(head) else Kind.TEXT


def _is_mail(head: bytes) -> bool:
    """Two header lines in a row at the very start, one of them a mail's own."""
    first = _HEADER.match(head)
    second = _HEADER.match(head, first.end()) if first else None
    if first is None or second is None:
        return False
    third = _HEADER.match(head, second.end())
    return third is not None and b"@" in head
