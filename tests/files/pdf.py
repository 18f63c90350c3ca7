"""Pdf files drawn by hand: text where a test puts it, lines, pages, passwords."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = bytes(range(16))


@dataclass
class Page:
    """One page being drawn; y counts from the bottom, in points, as in the file."""

    drawn: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 10, *, bold: bool = False) -> Page:
        """Write words at a place."""
        escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.drawn.append(f"BT /F{2 if bold else 1} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET")
        return self

    def lines(self, x: float, y: float, *lines: str, size: float = 10, leading: float = 12) -> Page:
        """Write lines one below the other."""
        for number, words in enumerate(lines):
            self.text(x, y - number * leading, words, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Draw a line."""
        self.drawn.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        """Draw the full grid through these places."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self


def pdf(
    *pages: Page, extra: tuple[str, ...] = (), catalog: str = "", page_extra: str = "", password: str = ""
) -> bytes:
    """Return a pdf of these pages; `extra` objects are numbered from 5 + 2 x pages."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects: list[bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 612 792] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    key, lock = _lock(password) if password else (b"", b"")
    for number, page in enumerate(pages):
        content = 6 + 2 * number
        fonts = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {fonts} /Contents {content} 0 R {page_extra} >>".encode())
        data = "\n".join(page.drawn).encode("cp1252")
        objects.append(stream(_locked(data, key, content) if key else data))
    return assembled([*objects, *(text.encode() for text in extra)], lock)


def stream(data: bytes, entries: str = "") -> bytes:
    """Return a stream object's body."""
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def assembled(objects: list[bytes], lock: bytes = b"") -> bytes:
    """Return the file of these objects, numbered from 1; the first is the catalog."""
    body = bytearray(b"%PDF-1.6\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    ids = f"/ID [<{_ID.hex()}> <{_ID.hex()}>]".encode()
    body += f"trailer << /Size {len(objects) + 1} /Root 1 0 R ".encode() + ids + b" " + lock + b" >>\n"
    return bytes(body + f"startxref\n{start}\n%%EOF\n".encode())


def _lock(password: str) -> tuple[bytes, bytes]:
    """Return the key and the Encrypt entry for a user password (the 40-bit standard handler)."""
    padded = (password.encode() + _PAD)[:32]
    owner = _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
    permissions = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + owner + permissions + _ID, usedforsecurity=False).digest()[:5]
    user = _rc4(key, _PAD)
    entry = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P -4 >>"
    return key, entry.encode()


def _locked(data: bytes, key: bytes, number: int) -> bytes:
    salted = key + number.to_bytes(3, "little") + b"\x00\x00"
    return _rc4(hashlib.md5(salted, usedforsecurity=False).digest()[: len(key) + 5], data)


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
