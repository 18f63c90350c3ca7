"""Text as people see it: no control, zero-width or direction marks, one form of each letter."""

from __future__ import annotations

import re
import unicodedata

_TABLE: dict[int, str | None] = dict.fromkeys((*range(32), *range(127, 160)))
_TABLE |= {ord(mark): mark for mark in "\t\n"} | dict.fromkeys((11, 12, 133, 8232, 8233), "\n")
_TABLE |= dict.fromkeys((173, *range(8203, 8208), *range(8234, 8239), *range(8288, 8298), 65279))
_TABLE |= {0x02: "-", 0xFFFE: "-", 0xFFFF: None}  # pdfium's marks for a hyphen at the end of a line
_TABLE |= dict.fromkeys((61623, 61607, 61558, 61656), "•")  # the symbol fonts' bullets and boxes
_TABLE |= dict.fromkeys((61608, 61551, 61603, 61553), "☐") | dict.fromkeys((61694, 61560, 61693), "☒")
_TABLE |= {0xF0FC: "✓"} | dict.fromkeys(range(55296, 57344), "�")
_ODD = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_TABLE) if chr(code) not in "\t\n") + "]")


def clean(text: str) -> str:
    """Return `text` in NFC without characters that do not show, each line stripped at its end."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ODD.search(text):
        text = text.translate(_TABLE)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\n" in text:
        text = "\n".join(line.rstrip() for line in text.split("\n"))
    return text.strip()
