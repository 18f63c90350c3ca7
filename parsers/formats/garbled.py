"""Whether a page's text layer says what the page shows: some files map their glyphs to letters that nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FEWEST = 20  # words below which nothing can be told
_MOST_ODD = 0.45  # the part of the words that may look like no word of any language
_MOST_LOST = 0.1  # the part of the characters that may be no characters
_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]{4,}$")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_FIGURE = re.compile(r"^[^A-Za-z]*\d[^A-Za-z]*$|://|@")  # figures and addresses tell nothing
_WILD = re.compile(r"[a-z][A-Z][a-z]?[A-Z]|[A-Z0-9][a-z]?[0-9][A-Z]|[^\W\d_][^\w\s'’.,/&@:;()\[\]-][^\W\d_]")


def is_garbled(words: Sequence[str]) -> bool:
    """Say whether the words of a page are mostly signs that make no words."""
    text = "".join(words)
    lost = sum(1 for char in text if char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or ord(char) < 32)
    if lost > _MOST_LOST * max(len(text), 1) and len(text) > _FEWEST:
        return True
    told = [word for word in words if len(word) >= 4 and not _FIGURE.search(word)]
    if len(told) < _FEWEST:
        return False
    return sum(map(_is_odd, told)) > _MOST_ODD * len(told)


def _is_odd(word: str) -> bool:
    """Say whether a word has letters and signs mixed, or only consonants."""
    letters = "".join(_LETTERS.findall(word))
    if not letters:
        return len(set(word)) > 3  # a row of dots or dashes is a leader, not noise
    if _WILD.search(word):
        return True
    return _LATIN.match(letters) is not None and _VOWEL.search(letters) is None and not letters.isupper()
