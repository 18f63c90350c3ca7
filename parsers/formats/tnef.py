"""The files in Outlook's own wrapping, winmail.dat (MS-OXTNEF): attachments by value, read attribute by attribute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

SIGN = b"\x78\x9f\x3e\x22"
_ATTACHMENT_LEVEL = 2
_RENDERED, _TITLE, _DATA, _PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_LONG_NAME, _DATA_OBJECT = 0x3707, 0x3701
_TEXT, _WIDE, _BINARY, _OBJECT = 0x001E, 0x001F, 0x0102, 0x000D
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_MANY = 0x1000  # the bit of a property that holds several values
_MOST_VALUES = 10_000


@dataclass(slots=True)
class _File:
    title: str = ""
    long_name: str = ""
    data: bytearray = field(default_factory=bytearray)


def files_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of each attached file; what is broken off ends the list."""
    file: _File | None = None
    for level, attribute, data in _attributes(content):
        if level != _ATTACHMENT_LEVEL:
            continue
        if attribute == _RENDERED:
            yield from _done(file)
            file = _File()
        elif file is not None:
            _take(file, attribute, data)
    yield from _done(file)


def _take(file: _File, attribute: int, data: bytes) -> None:
    if attribute == _TITLE:
        file.title = data.split(b"\0")[0].decode("cp1252", "replace")
    elif attribute == _DATA:
        file.data += data
    elif attribute == _PROPERTIES:
        for tag, kind, value in _properties(data):
            if tag == _LONG_NAME:
                file.long_name = value.decode("utf-16-le" if kind == _WIDE else "cp1252", "replace").rstrip("\0")
            elif tag == _DATA_OBJECT and not file.data:
                file.data += value


def _done(file: _File | None) -> Iterator[tuple[str, bytes]]:
    if file is not None and file.data:
        yield file.long_name or file.title or "attachment", bytes(file.data)


def _attributes(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (level, number, data): each is headed by 9 bytes and followed by a checksum of 2."""
    at = 6
    while at + 9 <= len(content):
        level, number = content[at], int.from_bytes(content[at + 1 : at + 5], "little")
        size = int.from_bytes(content[at + 5 : at + 9], "little")
        if at + 9 + size > len(content):
            return
        yield level, number, content[at + 9 : at + 9 + size]
        at += 9 + size + 2


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (tag, type, first value) of a list of MAPI properties (MS-OXTNEF 2.1.3.4); an unknown type ends it."""
    at = 4
    for _ in range(min(_whole(data, 0), _MOST_VALUES)):
        kind, tag = int.from_bytes(data[at : at + 2], "little"), int.from_bytes(data[at + 2 : at + 4], "little")
        at = _past_name(data, at + 4) if tag >= 0x8000 else at + 4
        base = kind & ~_MANY
        if base in _FIXED and not kind & _MANY:
            yield tag, kind, data[at : at + _FIXED[base]]
            at += _FIXED[base]
        elif base in (_TEXT, _WIDE, _BINARY, _OBJECT):
            count, at = min(_whole(data, at), _MOST_VALUES), at + 4
            for number in range(count):
                size = _whole(data, at)
                if number == 0:
                    yield tag, base, data[at + 4 : at + 4 + size]
                at += 4 + size + -size % 4
        else:
            return
        if at > len(data):
            return


def _past_name(data: bytes, at: int) -> int:
    """Return the place behind a named property's name."""
    if _whole(data, at + 16) == 0:
        return at + 24
    size = _whole(data, at + 20)
    return at + 24 + size + -size % 4


def _whole(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")
