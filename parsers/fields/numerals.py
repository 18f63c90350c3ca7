"""Small numbers as people write them in mail: figures, words, halves, in English and German and the common others."""

from __future__ import annotations

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "couple of": 2, "a couple of": 2,
    "another": 1, "half a": 0.5, "one and a half": 1.5, "1 1/2": 1.5,
    "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "anderthalb": 1.5, "eineinhalb": 1.5,
    "einen halben": 0.5, "ein paar": 0, "a few": 0, "some": 0,
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "una": 1, "dos": 2, "tres": 3, "cuatro": 4,
    "cinco": 5, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "een": 1, "twee": 2, "drie": 3, "vijf": 5, "uma": 1,
    "dois": 2, "duas": 2, "três": 3,
}  # fmt: skip

NUMERAL = r"(?:\d{1,3}(?:[.,]\d{1,2})?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"


def number_of(words: str) -> float | None:
    """Return the number that words say, None where they say none or no certain one ("a few")."""
    words = " ".join(words.lower().split())
    said = _WORDS.get(words)
    if said is not None:
        return said or None
    try:
        return float(words.replace(",", "."))
    except ValueError:
        return None


def plain(number: float) -> str:
    """Return a number without a needless fraction: "2", "1.5"."""
    return str(int(number)) if number == int(number) else f"{number:g}"
