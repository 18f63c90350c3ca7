"""What Outlook makes of mails: .msg files (MS-OXMSG) and winmail.dat (MS-OXTNEF), built property by property."""

from __future__ import annotations

import struct

from tests.files.ole import Tree, ole_file

_TEXT, _BINARY, _NUMBER = 0x001F, 0x0102, 0x0003
_UNICODE = 0x0004_0000


def message(
    subject: str, body: str, *, sender: str = "ana@client.example", html: str = "", files: tuple[Tree, ...] = ()
) -> Tree:
    """Return the folder of one mail; `files` come from `attachment` and `enclosed`."""
    texts = {0x0037: subject, 0x1000: body, 0x0C1A: "Ana Client", 0x0C1F: sender, 0x5D01: sender, 0x001A: "IPM.Note"}
    tree = _properties(texts, {0x1013: html.encode()} if html else {}, {0x340D: _UNICODE, 0x3FDE: 65001}, 32)
    tree["__recip_version1.0_#00000000"] = _properties(
        {0x3001: "Desk", 0x39FE: "desk@agency.example"}, {}, {0x0C15: 1, 0x340D: _UNICODE}, 8
    )
    for number, file in enumerate(files):
        tree[f"__attach_version1.0_#{number:08X}"] = file
    return tree


def attachment(name: str, content: bytes) -> Tree:
    """Return the folder of one attached file."""
    return _properties({0x3707: name}, {0x3701: content}, {0x3705: 1, 0x340D: _UNICODE}, 8)


def enclosed(mail: Tree) -> Tree:
    """Return the folder of a mail attached to a mail."""
    tree = _properties({0x3001: "mail"}, {}, {0x3705: 5, 0x340D: _UNICODE}, 8)
    inner = dict(mail)
    head = inner["__properties_version1.0"]
    assert isinstance(head, bytes)
    inner["__properties_version1.0"] = head[:24] + head[32:]  # a mail in a mail has a shorter header
    tree["__substg1.0_3701000D"] = inner
    return tree


def msg(mail: Tree) -> bytes:
    """Return a mail as a .msg file."""
    return ole_file(mail)


def _properties(texts: dict[int, str], binaries: dict[int, bytes], numbers: dict[int, int], header: int) -> Tree:
    tree: Tree = {}
    entries = b""
    for tag, text in texts.items():
        data = text.encode("utf-16-le")
        tree[f"__substg1.0_{tag:04X}{_TEXT:04X}"] = data
        entries += struct.pack("<HHIII", _TEXT, tag, 6, len(data) + 2, 0)
    for tag, content in binaries.items():
        tree[f"__substg1.0_{tag:04X}{_BINARY:04X}"] = content
        entries += struct.pack("<HHIII", _BINARY, tag, 6, len(content), 0)
    for tag, number in numbers.items():
        entries += struct.pack("<HHIII", _NUMBER, tag, 6, number, 0)
    return {"__properties_version1.0": b"\0" * header + entries, **tree}


def winmail(*files: tuple[str, bytes]) -> bytes:
    """Return a winmail.dat with these files; a long name goes into its properties, as Outlook writes it."""
    body = b"\x78\x9f\x3e\x22\x01\x00" + _attribute(1, 0x00089006, b"\x00\x00\x01\x00")
    for name, content in files:
        body += _attribute(2, 0x00069002, b"\0" * 14) + _attribute(2, 0x00018010, b"SHORT~1.DOC\0")
        body += _attribute(2, 0x0006800F, content)
        wide = name.encode("utf-16-le") + b"\0\0"
        named = struct.pack("<HHII", 0x001F, 0x3707, 1, len(wide)) + wide + b"\0" * (-len(wide) % 4)
        body += _attribute(2, 0x00069005, struct.pack("<I", 2) + struct.pack("<HHI", 0x0003, 0x0E20, 5) + named)
    return body


def _attribute(level: int, number: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
