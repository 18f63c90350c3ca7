"""OLE compound files (MS-CFB) built from folders and streams: what Outlook's .msg and the old Office formats are."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int
    child: int = _FREE
    right: int = _FREE
    start: int = _END
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        head = name.ljust(64, b"\0") + struct.pack("<HBBIII", len(name), self.kind, 1, _FREE, self.right, self.child)
        return head + b"\0" * 36 + struct.pack("<IQ", self.start, self.size)


def ole_file(tree: Tree) -> bytes:
    """Return a compound file that holds `tree`: bytes are streams, dictionaries folders."""
    entries = [_Entry("Root Entry", 5)]
    streams: list[tuple[_Entry, bytes]] = []
    _add(tree, entries[0], entries, streams)
    fat: list[int] = []
    body = bytearray()
    small = bytearray()
    small_fat: list[int] = []
    for entry, content in streams:
        entry.size = len(content)
        if len(content) >= _CUTOFF:
            entry.start = _chain(fat, body, content, _SECTOR)
        elif content:
            entry.start = _chain(small_fat, small, content, _SMALL)
    entries[0].start, entries[0].size = (_chain(fat, body, bytes(small), _SECTOR) if small else _END), len(small)
    small_start = _chain(fat, body, struct.pack(f"<{len(small_fat)}I", *small_fat), _SECTOR) if small_fat else _END
    folders = _chain(fat, body, b"".join(entry.packed() for entry in entries), _SECTOR)
    count = 1
    while count * (_SECTOR // 4) < len(fat) + count:
        count += 1
    first = len(fat)
    fat += [_FAT] * count
    fat += [_FREE] * (count * (_SECTOR // 4) - len(fat))
    body += struct.pack(f"<{len(fat)}I", *fat)
    small_count = -(-len(small_fat) * 4 // _SECTOR)
    return _header(folders, small_start, small_count, list(range(first, first + count))) + bytes(body)


def _add(tree: Tree, parent: _Entry, entries: list[_Entry], streams: list[tuple[_Entry, bytes]]) -> None:
    before: _Entry | None = None
    for name, held in tree.items():
        entry = _Entry(name, 2 if isinstance(held, bytes) else 1)
        if before is None:
            parent.child = len(entries)
        else:
            before.right = len(entries)
        entries.append(entry)
        before = entry
        if isinstance(held, bytes):
            streams.append((entry, held))
        else:
            _add(held, entry, entries, streams)


def _chain(fat: list[int], body: bytearray, content: bytes, size: int) -> int:
    start, count = len(fat), -(-len(content) // size)
    fat += [*range(start + 1, start + count), _END]
    body += content.ljust(count * size, b"\0")
    return start


def _header(folders: int, small: int, small_count: int, fat: list[int]) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, len(fat), folders, 0, _CUTOFF, small, small_count, _END, 0)
    return head + struct.pack("<109I", *fat, *[_FREE] * (109 - len(fat)))
