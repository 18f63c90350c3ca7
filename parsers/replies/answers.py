"""Answers to numbered questions: "1: 12 Jan, 2: Sam, 3: 40h", one to a line, or below each quoted question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_NUMBER = 99
MAX_TEXT = 20_000

_LINE = re.compile(
    r"[ \t]{0,8}[*•-]?[ \t]{0,3}(?:(?:[Qq]uestion|[Aa]d|[Nn]o\.?|[Qq]|#)[ \t]?)?\(?(\d{1,2})\)?[ \t]{0,3}"
    r"(?:[:=)]|\.(?!\d)|[-–—](?=[ \t]+[^\d\s])|(?<=\)))[ \t]{0,8}"
)
_INLINE = re.compile(
    r"[,;][ \t]{0,4}(?:and[ \t]{1,3})?(?:[Qq][ \t]?|#)?\(?(\d{1,2})\)?[ \t]{0,3}"
    r"(?:[=)]|:(?!\d\d(?![\dhd]))|(?<=\)))[ \t]{0,4}"
)
_QUESTION = re.compile(r"[>\s]{0,12}(?:[Qq]|#)?\(?(\d{1,2})\)?[.:)][ \t]")


@dataclass(frozen=True, slots=True)
class NumberedAnswer:
    """What was answered to one question; `quote` is verbatim from the reply, number included where it was written."""

    number: int
    text: str
    quote: str


def read_answers(visible: str) -> tuple[NumberedAnswer, ...]:
    """Return the answers in a reply's visible text, in its order; the first answer to a number counts.

    A line that bears no number belongs to the answer above only where that one has no text yet or it is set in.
    """
    found: dict[int, NumberedAnswer] = {}
    for answer in _written(visible[:MAX_TEXT]):
        if answer.text:
            found.setdefault(answer.number, answer)
    return tuple(found.values())


def _written(text: str) -> Iterator[NumberedAnswer]:
    """Yield the numbered answers line by line."""
    number = 0  # of the question whose answer may still be coming
    quoted = False
    pending = ""
    for line in text.split("\n"):
        if line.lstrip().startswith(">"):
            asked = _QUESTION.match(line)
            number, quoted = (int(asked[1]), True) if asked else (number, quoted)
            continue
        starts = _LINE.match(line)
        if starts and 1 <= int(starts[1]) <= MAX_NUMBER:
            answers = _split(line, starts)
            yield from answers[:-1]
            last = answers[-1]
            if last.text:
                yield last
            number, quoted, pending = (0, False, "") if last.text else (last.number, False, last.quote)
        elif line.strip() and number:
            quote = f"{pending}\n{line.strip()}" if pending else line.strip()
            yield NumberedAnswer(number, line.strip(), quote)
            number, pending = 0, ""


def _split(line: str, starts: re.Match[str]) -> list[NumberedAnswer]:
    """Return the answers on one line: the numbers must rise, so that "at 9, 10: fine" stays one answer."""
    marks = [(int(starts[1]), 0, starts.end())]
    for mark in _INLINE.finditer(line, starts.end()):
        if marks[-1][0] < int(mark[1]) <= marks[-1][0] + 5:
            marks.append((int(mark[1]), mark.start(), mark.end()))
    ends = [start for _, start, _ in marks[1:]] + [len(line)]
    return [
        NumberedAnswer(number, line[begin:end].strip(" \t,;"), line[start:end].strip(" \t,;"))
        for (number, start, begin), end in zip(marks, ends, strict=True)
    ]
