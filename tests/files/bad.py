"""Files that must be refused: bombs, liars, locked and broken ones, each as small as it can be."""

from __future__ import annotations

import struct
import zlib

from tests.files.pdf import assembled, stream
from tests.files.word import SPACES, docx, p, packed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def empty_paragraphs(count: int = 20_000_000) -> bytes:
    """Return a Word file of many empty paragraphs: 220 KB that take python-docx 6.8 GB."""
    head = f"<w:document {SPACES}><w:body>".encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece, pieces = b"<w:p/>" * 100_000, count // 100_000
    body, check, size = [deflate.compress(head)], zlib.crc32(head), len(head)
    for data in [*([piece] * pieces), b"</w:body></w:document>"]:
        body.append(deflate.compress(data))
        check, size = zlib.crc32(data, check), size + len(data)
    body.append(deflate.flush())
    return one_entry(b"word/document.xml", b"".join(body), size, check)


def one_entry(name: bytes, deflated: bytes, size: int, check: int) -> bytes:
    """Return a zip of one entry that claims to unpack to `size` bytes."""
    sizes = struct.pack("<III", check, len(deflated), size)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", len(name), 0) + name
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes
    central += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local) + len(deflated), 0)
    return local + deflated + central + b"PK\x05\x06" + end


def lying_size() -> bytes:
    """Return a Word file whose only part unpacks to 50 MB and says it is 1,000 bytes."""
    data = b" " * 50_000_000
    return one_entry(b"word/document.xml", _deflated(data), 1_000, zlib.crc32(data))


def many_entries(count: int) -> bytes:
    """Return a Word file with this many parts inside."""
    return packed({"word/document.xml": "<x/>", **{f"word/media/{number}.txt": "" for number in range(count)}})


def nested(depth: int) -> bytes:
    """Return a Word file whose content controls stand one in another."""
    return docx("<w:sdt><w:sdtContent>" * depth + p("deep") + "</w:sdtContent></w:sdt>" * depth)


def doctype(body: str = "") -> bytes:
    """Return a Word file that declares an entity reading a file of this machine."""
    text = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    document = f"{text}<w:document {SPACES}><w:body>{p('&x;')}{body}</w:body></w:document>"
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def macros() -> bytes:
    """Return a Word file with macros."""
    document = f"<w:document {SPACES}><w:body>{p('Statement of Work')}</w:body></w:document>"
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document, "word/vbaProject.bin": b"\x01"})


def ole(stream_name: str) -> bytes:
    """Return the beginning of an OLE file that names a stream, e.g. WordDocument or EncryptedPackage."""
    return OLE + stream_name.encode("utf-16-le") + b"\x00" * 512


def scanned_pdf() -> bytes:
    """Return a pdf whose only page is a picture."""
    picture = stream(
        b"\x80" * 100, "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
            stream(b"612 0 0 792 0 0 cm /I Do"),
            picture,
        ]
    )


def flate_bomb(megabytes: int = 1_600) -> bytes:
    """Return a pdf of a few kB whose page is deflated twice and unpacks to this many megabytes."""
    deflate = zlib.compressobj(9)
    first, again = (deflate.compress(b" " * 1_000_000) + deflate.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    inner = first + again * (megabytes - 1) + deflate.flush()  # a flushed block is the same each time
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << >> >>",
            stream(zlib.compress(inner, 9), "/Filter [/FlateDecode /FlateDecode]"),
        ]
    )


def _deflated(data: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(data) + deflate.flush()
