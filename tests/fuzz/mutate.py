"""Mutations that know the structure of a file, so that they reach past the first check; all from one `Random`."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random

Mutation = Callable[[bytes, Random], bytes]

_NUMBERS = (b"0", b"-1", b"1", b"2", b"65535", b"4294967295", b"99999999999999999999", b"1e308", b"NaN", b"0.000001")
_WORDS = (
    *(b"", b"\x00", b"\xff\xfe", "😀".encode(), b"&amp;", b"%s%n", b"../../etc/passwd", b"=1+1"),
    *(b" " * 200, b"9" * 400),
)
_TAG = re.compile(rb"<[^<>]{1,200}>")
_VALUE = re.compile(rb'"[^"<>]{0,80}"')
_DIGITS = re.compile(rb"-?\d+(?:\.\d+)?")
_OBJECT = re.compile(rb"\d+ 0 obj\n.*?endobj\n", re.DOTALL)
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
_LINE = re.compile(rb"[^\n]*\n")


def of_bytes(data: bytes, random: Random) -> bytes:
    """Flip, drop, double, move and set bytes."""
    out = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        at, size = random.randrange(len(out) + 1), random.choice((1, 2, 4, 16, 64, 300))
        match random.randrange(6):
            case 0 if out:
                out[min(at, len(out) - 1)] ^= 1 << random.randrange(8)
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = out[at : at + size] * random.choice((1, 2, 20))
            case 3:
                out[at : at + 4] = random.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\x80"))
            case 4:
                out[at:at] = random.randbytes(size)
            case _:
                out[at:at] = random.choice(_WORDS)
    return bytes(out)


def of_xml(data: bytes, random: Random) -> bytes:
    """Drop, double, swap, nest and rename elements; set values and numbers."""
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        tags = list(_TAG.finditer(data))
        if not tags:
            return of_bytes(data, random)
        first, second = random.choice(tags), random.choice(tags)
        match random.randrange(8):
            case 0:
                data = data[: first.start()] + data[first.end() :]
            case 1:
                data = data[: first.end()] + first[0] * random.choice((1, 3, 400)) + data[first.end() :]
            case 2:
                data = data[: first.start()] + second[0] + data[first.end() :]
            case 3:
                low, high = sorted((first.start(), second.start()))
                data = data[:high] + data[low:high] * random.choice((1, 1, 5)) + data[high:]
            case 4:
                data = _swapped(
                    data, _VALUE, b'"' + random.choice((*_NUMBERS, *_WORDS)).replace(b"&", b"") + b'"', random
                )
            case 5:
                data = _swapped(data, _DIGITS, random.choice(_NUMBERS), random)
            case 6:
                low, high = sorted((first.start(), second.start()))
                data = data[:low] + data[high:]
            case _:
                data = of_bytes(data, random)
    return data


def of_zip(data: bytes, random: Random) -> bytes:
    """Change the files of an archive and pack it anew, sometimes packed wrongly."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, NotImplementedError, OSError):
        return of_bytes(data, random)
    if not parts:
        return of_bytes(data, random)
    for _ in range(random.choice((1, 1, 2))):
        number = random.randrange(len(parts))
        name, content = parts[number]
        match random.randrange(10):
            case 0:
                parts[number] = (random.choice(parts)[0], content)
            case 1:
                parts[number] = (name, random.choice(parts)[1])
            case 2:
                del parts[number]
                if not parts:
                    return b""
            case _:
                parts[number] = (name, of_xml(content, random))
    whole = _zipped(parts, random)
    return of_bytes(whole, random) if random.random() < 0.15 else whole


def _zipped(parts: list[tuple[str, bytes]], random: Random) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, content in dict(parts).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def of_pdf(data: bytes, random: Random) -> bytes:
    """Change numbers, names and operators of a pdf; drop, double and swap its objects."""
    for _ in range(random.choice((1, 1, 2, 4))):
        objects = list(_OBJECT.finditer(data))
        match random.randrange(7):
            case 0 | 1:
                data = _swapped(data, _DIGITS, random.choice(_NUMBERS), random)
            case 2:
                names = _NAME.findall(data)
                data = _swapped(data, _NAME, random.choice(names), random) if names else of_bytes(data, random)
            case 3 if objects:
                one, two = random.choice(objects), random.choice(objects)
                data = data[: one.start()] + two[0] + data[one.end() :]
            case 4 if objects:
                one = random.choice(objects)
                data = data[: one.start()] + data[one.end() :]
            case 5:
                lines = _LINE.findall(data)
                if lines:
                    data = _swapped(data, re.compile(re.escape(random.choice(lines))), random.choice(lines), random)
            case _:
                data = of_bytes(data, random)
    return data


def of_mail(data: bytes, random: Random) -> bytes:
    """Drop, double, swap and fold header lines; change boundaries, encodings, charsets; wrap a mail in itself."""
    for _ in range(random.choice((1, 2, 3, 6))):
        lines = _LINE.findall(data)
        if len(lines) < 2:
            return of_bytes(data, random)
        one, two = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(9):
            case 0:
                lines[one] = b""
            case 1:
                lines[one] = lines[one] * random.choice((2, 2, 50))
            case 2:
                lines[one], lines[two] = lines[two], lines[one]
            case 3:
                lines[one] = lines[one].rstrip(b"\r\n") + random.choice((b"\r\n\t", b"\r", b"", b";")) + lines[two]
            case 4:
                lines[one] = re.sub(rb"base64|quoted-printable|7bit|8bit", random.choice(_ENCODINGS), lines[one])
            case 5:
                lines[one] = re.sub(rb"charset=[^;\r\n]*", b"charset=" + random.choice(_CHARSETS), lines[one])
            case 6:
                lines.insert(one, random.choice(_HEADERS))
            case 7:
                lines = [_wrapped(b"".join(lines), b"x%d" % random.randrange(9))]
            case _:
                lines = [of_bytes(b"".join(lines), random)]
        data = b"".join(lines)
    return data


def _wrapped(mail: bytes, mark: bytes) -> bytes:
    """Return a mail that carries `mail`."""
    head = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=" + mark + b"\r\n\r\n--" + mark
    return head + b"\r\nContent-Type: message/rfc822\r\n\r\n" + mail + b"\r\n--" + mark + b"--\r\n"


_ENCODINGS = (b"base64", b"quoted-printable", b"x-uuencode", b"binary", b"rot13", b"")
_CHARSETS = (
    b"utf-16",
    b"utf-7",
    b"gb18030",
    b"idna",
    b"punycode",
    b"hex",
    b"unicode_escape",
    b"x-none",
    b'"',
    b"utf-8",
)
_HEADERS = (
    b"Content-Type: multipart/mixed\r\n",
    b'Content-Type: multipart/alternative; boundary=""\r\n',
    b"Content-Disposition: attachment; filename*=utf-8''%FF%00..%2F\r\n",
    b"From: =?utf-8?b?====?= <>\r\n",
    b"To: " + b"(" * 300 + b"\r\n",
    b"Subject: =?unknown-8bit?q?=80=ff?= =?utf-8?x?y?=\r\n",
    b"Date: Fri, 99 Foo 0000 25:61:61 +9999\r\n",
    b"Message-ID: <[x]@y>\r\n",
    b"References: " + b"<a@b> " * 200 + b"\r\n",
    b"X: \x00\x80\xff\r\n",
)


def of_text(data: bytes, random: Random) -> bytes:
    """Drop, double and move lines; repeat one sign very often."""
    if random.random() < 0.3:
        sign = random.choice((b"|", b"-", b"*", b"<", b"(", b"[", b"_", b"`", b" ", b"\n", b"#", b"9", b"&", b"\t"))
        at = random.randrange(len(data) + 1)
        return data[:at] + sign * random.choice((10, 1_000, 30_000)) + data[at:]
    return of_mail(data, random) if random.random() < 0.5 else of_bytes(data, random)


def _swapped(data: bytes, pattern: re.Pattern[bytes], new: bytes, random: Random) -> bytes:
    """Put `new` in place of one of the matches of `pattern`."""
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = random.choice(found)
    return data[: one.start()] + new + data[one.end() :]
