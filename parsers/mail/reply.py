"""What a person newly wrote in a reply, under whatever their mail program wrapped around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.mail.labels import DISCLAIMERS, PHONE_SENT
from parsers.mail.quoting import (
    MAX_CHECKS,
    header_block,
    is_introduction,
    is_quote,
    is_rule,
    may_begin_history,
    sentence_start,
    separator,
)

MAX_TEXT = 1_000_000
SIGNATURE_LINES = 15
SIGNATURE_ROUNDS = 4

_DRAWN = re.compile(r"[ \t]{0,8}[-_=*~#—ᐧ]{2,80}[ \t]{0,8}\Z")
_SIGNATURE_MARK = re.compile(r"[ \t]{0,3}(?:--|—|–|_{5,})[ \t]{0,3}\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written right below a quoted stretch: `question` is that stretch without its marks, "" at the top."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class _History:
    """What a mail quotes: everything from `cut` on, and the lines that only introduce a quote."""

    cut: int
    introductions: frozenset[int]


def visible(text: str) -> str:
    """Return the new text of a reply: history, signature and disclaimer gone, quotes kept only between new lines.

    A quote stays where the person wrote below it, as its context: `new_text` drops it. Linear in the text.
    """
    lines = text[:MAX_TEXT].replace("\r\n", "\n").split("\n")
    history = _history(lines)
    start, end = _trimmed(lines, history)
    kept = (line for at, line in enumerate(lines[start:end], start) if at not in history.introductions)
    return "\n".join(line.rstrip() for line in kept).strip("\n \t")


def new_text(text: str) -> str:
    """Return only what the person wrote, without any quoted line: what a command may be read from."""
    return "\n".join(line for line in visible(text).split("\n") if not is_quote(line)).strip()


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


def _history(lines: Sequence[str]) -> _History:
    """Return where the history of a mail begins and which lines introduce a quote.

    A mail with more suspicious lines than any person writes is cut there: reading must end, and what is left out is
    safer than history taken for an answer.
    """
    introductions: set[int] = set()
    written = False  # whether anything that is no quote stands above
    checks = 0
    for at, line in enumerate(lines):
        if not line or line[0] == ">" or line.isspace():
            continue
        if may_begin_history(line):
            checks += 1
            if checks > MAX_CHECKS:
                return _History(at, frozenset(introductions))
            start = sentence_start(lines, at)
            if start is not None and not (written and _ends_new_text(lines, start, at, introductions)):
                introductions.update(range(start, at + 1))
                continue
            if start is not None or _begins_history(lines, at):
                return _History(at if start is None else start, frozenset(introductions))
        written = written or not is_quote(line)
    return _History(len(lines), frozenset(introductions))


def _begins_history(lines: Sequence[str], at: int) -> bool:
    """Return whether a separator, a rule over a header block or a header block stands on line `at`."""
    line = lines[at]
    mark = separator(line)
    if mark is not None and (mark.known or header_block(lines, at + 1, announced=True) is not None):
        return True
    return (
        header_block(lines, at + 1, announced=True) is not None
        if is_rule(line)
        else header_block(lines, at) is not None
    )


def _ends_new_text(lines: Sequence[str], start: int, at: int, introductions: set[int]) -> bool:
    """Return whether "On ... wrote:" in lines[start:at+1] ends what is new: unquoted text is below, new text above."""
    return not _quote_follows(lines, at) and _written_above(lines, start, introductions)


def _written_above(lines: Sequence[str], start: int, introductions: set[int]) -> bool:
    """Return whether a person's line stands above `start`: near it is enough, and all that is looked at."""
    for at in range(start - 1, max(-1, start - 200), -1):
        if at not in introductions and lines[at].strip() and not is_quote(lines[at]):
            return True
    return start > 200


def _quote_follows(lines: Sequence[str], at: int) -> bool:
    """Return whether the next line that says anything is a quoted one."""
    for line in lines[at + 1 : at + 6]:
        if line and not line.isspace():
            return is_quote(line)
    return False


def _trimmed(lines: Sequence[str], history: _History) -> tuple[int, int]:
    """Return the first and the last line to show: no trailing quotes and signatures, no leading introduced quote."""
    end = _without_quotes(lines, history.cut, history)
    for _ in range(SIGNATURE_ROUNDS):
        shorter = _without_quotes(lines, _without_signature(lines, end), history)
        if shorter == end:
            break
        end = shorter
    return _without_leading_quote(lines, end, history), end


def _without_quotes(lines: Sequence[str], end: int, history: _History) -> int:
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
        bare = line[:160].strip(" \t*_-.>").lower()
        if seen == 0 and len(line) < 160 and _is_phone_line(bare):
            return at
        if bare.startswith(DISCLAIMERS) and (at == 0 or not lines[at - 1].strip()):
            return at
        seen += 1
        if seen >= SIGNATURE_LINES or is_quote(line):
            break
    return end


def _is_phone_line(bare: str) -> bool:
    """Return whether a line is what phones and mail programs add below a mail."""
    return bare.startswith(PHONE_SENT) or bare.endswith(("から送信", "gönderildi", "보냄"))


def _without_leading_quote(lines: Sequence[str], end: int, history: _History) -> int:
    """Return the first line to show: an introduced quote on top is what the person answers below."""
    at = 0
    while at < end and (not lines[at].strip() or at in history.introductions):
        at += 1
    if at == 0 or (at - 1 not in history.introductions and not (set(range(at)) & history.introductions)):
        return at
    start = at
    while at < end and (not lines[at].strip() or is_quote(lines[at])):
        at += 1
    return at if at < end else start
