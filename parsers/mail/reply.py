"""What a person newly wrote in a reply, under whatever their mail program wrapped around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.mail.footers import is_banner, is_disclaimer, is_phone_line
from parsers.mail.history import History, find_history
from parsers.mail.quoting import is_introduction, is_quote

MAX_TEXT = 1_000_000
SIGNATURE_LINES = 15
SIGNATURE_ROUNDS = 4

_DRAWN = re.compile(r"[ \t]{0,8}[-_=*~#—ᐧ]{2,80}[ \t]{0,8}\Z")
_DIRECTION = re.compile("[\u200b\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COMPARISON = re.compile(r"(?:>=?|=>)\s?\d")
_SIGNATURE_MARK = re.compile(r"[ \t]{0,3}(?:--|—|–|_{5,}|\+{3,5})[ \t]{0,3}\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written right below a quoted stretch: `question` is that stretch without its marks, "" at the top."""

    question: str
    text: str


def visible(text: str) -> str:
    """Return the new text of a reply: history, signature and disclaimer gone, quotes kept only between new lines.

    A quote stays where the person wrote below it, as its context: `new_text` drops it. Linear in the text.
    """
    lines = split_lines(text)
    history = find_history(lines)
    start, end = _trimmed(lines, history)
    kept = (line for at, line in enumerate(lines[start:end], start) if at not in history.introductions)
    return "\n".join(line.rstrip() for line in kept).strip("\n \t")


def split_lines(text: str) -> list[str]:
    """Return the lines of a mail's text, without the marks by which programs turn the writing direction."""
    text = text[:MAX_TEXT]
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if not text.isascii():
        text = _DIRECTION.sub("", text)
    return text.split("\n")


def new_text(text: str) -> str:
    """Return only what the person wrote, without any quoted line: what a command may be read from."""
    lines = visible(text).split("\n")
    return "\n".join(line for at, line in enumerate(lines) if not is_quote(line) or _compares(lines, at)).strip()


def _compares(lines: Sequence[str], at: int) -> bool:
    """Return whether "> 5 findings: we stop" is a person's comparison: a number, alone in the midst of a paragraph."""
    if not 0 < at < len(lines) - 1 or not _COMPARISON.match(lines[at]):
        return False
    return not any(not near.strip() or is_quote(near) for near in (lines[at - 1], lines[at + 1]))


def answers(text: str) -> tuple[Answer, ...]:
    """Return what was written between quoted lines, each with the quoted stretch above it."""
    found: list[Answer] = []
    for quoted, below in _stretches(visible(text).split("\n")):
        if below:
            found.append(Answer(quoted, below))
    return tuple(found)


def _stretches(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each (quoted stretch, new text below it)."""
    quoted: list[str] = []
    below: list[str] = []
    for line in lines:
        if is_quote(line):
            if any(part.strip() for part in below):
                yield "\n".join(quoted).strip(), "\n".join(below).strip()
                quoted = []
            below = []
            quoted.append(line.lstrip("> \t"))
        else:
            below.append(line)
    yield "\n".join(quoted).strip(), "\n".join(below).strip()


def _trimmed(lines: Sequence[str], history: History) -> tuple[int, int]:
    """Return the first and the last line to show: no trailing quotes and signatures, no leading introduced quote."""
    end = _without_quotes(lines, history.cut, history)
    for _ in range(SIGNATURE_ROUNDS):
        shorter = _without_quotes(lines, _without_signature(lines, end), history)
        if shorter == end:
            break
        end = shorter
    return _without_leading_quote(lines, end, history), end


def _without_quotes(lines: Sequence[str], end: int, history: History) -> int:
    """Return `end` moved up over empty and quoted lines and over what introduces a quote."""
    while end > 0:
        line = lines[end - 1]
        if line and not line.isspace() and not is_quote(line) and end - 1 not in history.introductions:
            return end
        end -= 1
    return 0


def _without_signature(lines: Sequence[str], end: int) -> int:
    """Return `end` moved up over one signature, phone line or disclaimer at the end of `lines[:end]`."""
    seen = 0
    for at in range(end - 1, max(-1, end - 60), -1):
        line = lines[at]
        if not line or line.isspace():
            continue
        if _SIGNATURE_MARK.match(line[:80]):
            return at
        if seen == 0 and (is_introduction(line[:80]) or _DRAWN.match(line[:100])):
            return at
        if seen == 0 and is_phone_line(line):
            return at
        if _is_apart(lines, at) and is_disclaimer(line):
            return at
        seen += 1
        if seen >= SIGNATURE_LINES or is_quote(line):
            break
    return end


def _is_apart(lines: Sequence[str], at: int) -> bool:
    """Return whether line `at` begins a paragraph: nothing, an empty line or a drawn rule is above it."""
    above = lines[at - 1] if at else ""
    return not above or above.isspace() or (above[0] in "-_=*~#—ᐧ" and _DRAWN.match(above[:100]) is not None)


def _without_leading_quote(lines: Sequence[str], end: int, history: History) -> int:
    """Return the first line to show: an introduced quote on top is what the person answers below."""
    at = _without_banner(lines, end)
    while at < end and (not lines[at].strip() or at in history.introductions):
        at += 1
    if at == 0 or (at - 1 not in history.introductions and not (set(range(at)) & history.introductions)):
        return at
    start = at
    while at < end and (not lines[at].strip() or is_quote(lines[at])):
        at += 1
    return at if at < end else start


def _without_banner(lines: Sequence[str], end: int) -> int:
    """Return the line behind the warning that a mail server put on top of mail from outside, 0 where there is none."""
    first = next((at for at in range(min(end, 10)) if lines[at].strip()), end)
    if first == end or not is_banner(lines[first]):
        return 0
    blank = next((at for at in range(first, min(end, first + 6)) if not lines[at].strip()), first + 1)
    return blank if any(line.strip() for line in lines[blank:end]) else 0
