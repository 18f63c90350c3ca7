"""Numbered references to the places facts were read, and quotes short enough to stand beside a fact."""

from __future__ import annotations

import re

QUOTE_CHARS = 160
_MARKER = re.compile(r"^(?:[-–—•*·▪●]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|\d+(?:\.\d+)+\.?)\s+")  # "•", "(b)", "4.1"
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")


def shorten(text: str, chars: int = QUOTE_CHARS) -> str:
    """Return the text on one line, cut at a word's end with an ellipsis where it is longer than `chars`."""
    line = _BLANKS.sub(" ", text).strip()
    if len(line) <= chars:
        return line
    head = line[:chars]
    cut = head.rfind(" ")
    return (head[:cut] if cut > chars // 2 else head).rstrip(" ,;:.") + " …"


def distinct_quote(text: str, quote: str) -> str:
    """Return the short quote, or "" where the fact itself already stands in the quoted words."""
    said, read = _bare(text), _bare(quote)
    return "" if said and said == read else shorten(quote)


def _bare(text: str) -> str:
    """Return the words alone: no bullet or number before them, no punctuation after them, no case."""
    return _MARKER.sub("", " ".join(text.split())).rstrip(" .;:,").casefold()


class Sources:
    """The references of one document: the same words at the same place get the same number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def cite(self, source: str, quote: str) -> str:
        """Return the reference to print beside a fact, e.g. "[3]"; "" for a fact without a place."""
        if not source:
            return ""
        return f"[{self._numbers.setdefault((source, shorten(quote)), len(self._numbers) + 1)}]"

    def rows(self) -> list[dict[str, object]]:
        """Return the list of sources in the order they were first cited."""
        return [
            {"number": str(number), "place": place, "quote": quote} for (place, quote), number in self._numbers.items()
        ]
