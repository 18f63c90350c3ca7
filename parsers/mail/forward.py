"""A forwarded mail unwrapped: who wrote it first, when, about what, and what the forwarder wrote on top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from parsers.mail.address import is_address
from parsers.mail.attribution import sentence_start
from parsers.mail.clean import clean_line
from parsers.mail.labels import LABELS
from parsers.mail.moment import read_moment
from parsers.mail.quoting import (
    MAX_CHECKS,
    Separator,
    header_block,
    is_quote,
    is_rule,
    label_of,
    may_begin_history,
    separator,
    unquoted,
)
from parsers.mail.reply import split_lines, visible
from parsers.mail.separators import FORWARD_PREFIXES, REPLY_PREFIXES

MAX_CHAIN = 10

_PREFIX = re.compile(r"\s*([^\s:：\[\]]{1,12}|[^\W\d_]{2,12} [^\W\d_]{2,12})\s?(?:\[\d{1,3}\])?\s?[:：]\s*")
_MAILTO = re.compile(r"<mailto:[^<>]{0,300}>|\[mailto:([^\[\]\s]{1,300})\]", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:@]{1,64}@[^\s<>()\[\]\"',;:@]{1,190}")
_INLINE_LABEL = re.compile(r"(?:(?<=[>\s\d\w)])|\A)([^\W\d_][^\W\d_ ]{0,14}(?: [^\W\d_]{1,9})?)\s?:\s?(?=\S)")
_MOMENT = re.compile(r"\d[^\"<]{0,60}\d")


@dataclass(frozen=True, slots=True)
class Forward:
    """The forwarded mail: its sender is what the forwarder's program says, a claim and no proof (pitfalls A4)."""

    name: str
    address: str
    subject: str
    date: str  # as written; "" where the program leaves it out
    text: str
    note: str  # what the forwarder wrote above it, "" where nothing

    @property
    def moment(self) -> datetime | None:
        """The date as a moment, aware where it names its zone; None where it is not said or can be read two ways."""
        return read_moment(self.date)


def unwrap(subject: str, text: str) -> Forward | None:
    """Return the mail that `text` forwards inline, None where it forwards none.

    A separator that says "forwarded" is proof. A bare header block or "On ... wrote:" is what replies have too, so
    there the subject decides: a forward's prefix, or no reply's prefix and nothing written above.
    """
    lines = split_lines(text)
    intent = _intent(subject)
    checks = 0
    for at, line in enumerate(lines):
        if may_begin_history(line):
            checks += 1
            found = _at(lines, at, subject, intent)
            if found is not None:
                return found
            if checks > MAX_CHECKS or (intent != "forward" and _is_reply_from(lines, at)):
                return None
    return None


def chain(subject: str, text: str) -> tuple[Forward, ...]:
    """Return every forward inside the other, the outermost first; the last one is who wrote it in the beginning."""
    found: list[Forward] = []
    while len(found) < MAX_CHAIN:
        inner = unwrap(subject, text)
        if inner is None or len(inner.text) >= len(text):
            break
        found.append(inner)
        subject, text = inner.subject, inner.text
    return tuple(found)


def bare_subject(subject: str) -> str:
    """Return a subject without the prefixes of forwards and replies before it."""
    while True:
        found = _PREFIX.match(subject)
        if found is None or found[1].lower() not in FORWARD_PREFIXES | REPLY_PREFIXES:
            return subject.strip()
        subject = subject[found.end() :]


def _intent(subject: str) -> str:
    """Return "forward" or "reply" by a subject's first prefix, "" where it has none."""
    found = _PREFIX.match(subject)
    if found is None:
        return ""
    word = found[1].lower()
    return "forward" if word in FORWARD_PREFIXES else "reply" if word in REPLY_PREFIXES else ""


def _at(lines: Sequence[str], at: int, subject: str, intent: str) -> Forward | None:
    """Return the forward that begins on line `at`, if one does."""
    line = lines[at]
    mark = separator(line) if line.lstrip(" \t>*\ufeff")[:1] in "-_=—" or line.rstrip()[-1] in ":：" else None
    if mark is not None:
        wanted = mark.forwarded or intent == "forward" or not (mark.known or intent)
        return _announced(lines, at, mark, subject) if wanted else None
    if intent == "reply" or (not intent and _any_text(lines, at)):
        return None
    start = at + 1 if is_rule(line) else at
    block = header_block(lines, start) if start < len(lines) and label_of(lines[start]) else None
    if block is not None:
        return _forward(lines, at, block.end, block.fields, subject)
    if intent == "forward" and (first := sentence_start(lines, at)) is not None:
        return _from_sentence(lines, first, at, subject)
    return None


def _is_reply_from(lines: Sequence[str], at: int) -> bool:
    """Return whether the history of a reply begins on line `at`: a forward quoted further down is old news."""
    mark = separator(lines[at])
    if mark is not None and mark.known:
        return not mark.forwarded
    return header_block(lines, at) is not None or sentence_start(lines, at) is not None


def _any_text(lines: Sequence[str], at: int) -> bool:
    """Return whether anything stands above line `at`, within the nearest lines."""
    return at > 50 or any(line.strip() for line in lines[:at])


def _announced(lines: Sequence[str], at: int, mark: Separator, subject: str) -> Forward | None:
    """Return the forward behind a separator: its headers on the same line, or in a block below."""
    if mark.rest:
        fields = _inline_fields(mark.rest)
        return _forward(lines, at, at + 1, fields, subject) if fields.get("from") else None
    start = at + 1
    while start < min(len(lines), at + 4) and not lines[start].strip(" \t>"):
        start += 1
    block = header_block(lines, start, announced=True)
    if block is None:
        return None
    closed = block.end < len(lines) and lines[block.end].strip() == lines[at].strip()  # Zoho closes with the same line
    return _forward(lines, at, block.end + closed, block.fields, subject)


def _inline_fields(rest: str) -> dict[str, str]:
    """Return the headers Yahoo writes behind its separator on one line, without blanks between them."""
    found: list[tuple[str, int, int]] = []
    for match in _INLINE_LABEL.finditer(rest[:4_000]):
        label = _label_at_end(match[1])
        if label:
            found.append((LABELS[label.lower()], match.end(1) - len(label), match.end()))
    fields: dict[str, str] = {}
    for number, (field, _, start) in enumerate(found):
        end = found[number + 1][1] if number + 1 < len(found) else len(rest)
        fields.setdefault(field, rest[start:end].strip())
    return fields


def _label_at_end(words: str) -> str:
    """Return the longest known label that `words` end with: "CETSubject" ends with one."""
    for start in range(len(words)):
        if words[start:].lower() in LABELS and (start == 0 or words[start].isupper()):
            return words[start:]
    return ""


def _forward(lines: Sequence[str], at: int, end: int, fields: dict[str, str], subject: str) -> Forward | None:
    """Return the forward made of header values and the lines behind them."""
    name, address = person(fields["from"])
    about = clean_line(fields.get("subject", "")) or bare_subject(subject)
    quoted = is_quote(lines[at])
    return Forward(
        name, address, about, clean_line(fields.get("date", "")), _body(lines[end:], quoted), _note(lines, at)
    )


def _from_sentence(lines: Sequence[str], start: int, end: int, subject: str) -> Forward | None:
    """Return the forward that Outlook for Mac introduces by "On ... wrote:", its text set in by blanks."""
    sentence = " ".join(line.strip(" \t>\ufeff") for line in lines[start : end + 1])
    found = _ADDRESS.search(sentence)
    if found is None:
        return None
    name, address = person(_around(sentence, found.start(), found.end()))
    moment = _MOMENT.search(sentence)
    date = moment[0].strip(" ,") if moment else ""
    text = _body(lines[end + 1 :], False)
    return Forward(name, address, bare_subject(subject), date, _set_back(text), _note(lines, start))


def _around(sentence: str, start: int, end: int) -> str:
    """Return the name and address in a sentence: the quoted or capitalised words before the address."""
    before = sentence[:start].rstrip("<([ ").replace("« ", '"').replace(" »", '"')
    if before.endswith('"'):
        return f"{before[before[:-1].rfind(chr(34)) :]} <{sentence[start:end]}>"
    words: list[str] = []
    for word in reversed(before.split()):
        if not word[:1].isupper() or word.endswith((",", ":", ".")) or any(c.isdigit() for c in word) or len(words) > 4:
            break
        words.insert(0, word)
    return f"{' '.join(words)} <{sentence[start:end]}>"


def person(value: str) -> tuple[str, str]:
    """Return (name, address) of a From value as programs print it: quotes, [mailto:], doubled links, "on behalf of"."""
    value = _MAILTO.sub(lambda found: f" <{found[1]}> " if found[1] else " ", value[:2_000])
    found = _ADDRESS.search(value)
    if found is None:
        return clean_line(value.strip("\"' <>")), ""
    address = found[0].strip(".").lower()
    name = clean_line(_without_quotes(value[: found.start()].rstrip("<([ ").strip()))
    return name, address if is_address(address) else ""


def _without_quotes(name: str) -> str:
    """Return a name without the quotes around it; "'Jo Doe' via Sales" keeps those inside."""
    while name[:1] in ('"', "'") and name.endswith(name[:1]) and len(name) > 1:
        name = name[1:-1].strip()
    return name.strip('"')


def _note(lines: Sequence[str], at: int) -> str:
    """Return what the forwarder wrote above line `at`."""
    above = list(lines[:at])
    while above and (not above[-1].strip() or above[-1][0] == ">" or is_rule(above[-1])):
        above.pop()
    return visible("\n".join(above))


def _body(lines: Sequence[str], quoted: bool) -> str:
    """Return the forwarded text; where the program quoted it as a whole, without one level of quoting."""
    said = [line for line in lines if line.strip()]
    if said and (quoted or said[0].startswith(">")) and all(line.startswith(">") for line in said):
        lines = [unquoted(line) for line in lines]
    elif quoted:
        lines = [unquoted(line) for line in _quoted_run(lines)]
    return "\n".join(line.rstrip() for line in lines).strip("\n \t\ufeff")


def _quoted_run(lines: Sequence[str]) -> list[str]:
    """Return the lines up to the first that is not quoted any more."""
    for at, line in enumerate(lines):
        if line.strip() and not line.startswith(">"):
            return list(lines[:at])
    return list(lines)


def _set_back(text: str) -> str:
    """Return text without the four blanks some programs set a forwarded text in by."""
    lines = text.split("\n")
    rest = [line for line in lines[1:] if line.strip()]
    if rest and all(line.startswith("    ") for line in rest):
        return "\n".join(line.removeprefix("    ") for line in lines)
    return text
