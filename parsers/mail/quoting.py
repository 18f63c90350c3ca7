"""Where quoted history begins in a mail's text: header blocks, separators and "On ... wrote:" in many languages.

Everything here looks at a bounded number of lines of bounded length from one place, so that reading a mail is linear
in its size whatever was put into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.mail.attribution import MAX_CHARS, is_framed_sentence
from parsers.mail.labels import LABELS
from parsers.mail.separators import BEGINS, FORWARDED, ORIGINAL, REPLY_LINES

MAX_BLOCK = 25  # lines of one header block, long To lists included
MAX_CHECKS = 400  # suspicious lines looked at in one mail

_LABEL_CHARS = 25
_QUOTE = re.compile(r"[ \t]{0,3}(?:[A-Z]{1,4})?>")
_RULE = re.compile(r"[ \t>*]{0,8}([-_—=]{5,})[ \t*]{0,8}\Z")
_FRAMED = re.compile(
    r"[ \t>*]{0,8}[-_=—‐]{2,}[ \t*]{0,8}([^-_=—‐].{2,160}?)[ \t*]{0,8}(?:[-_=—‐]{2,}[ \t*]{0,8}(.*)|:?\Z)", re.DOTALL
)
_GROUP_WISE = re.compile(r">>> [^>]{2,100}(?:<[^<>]{3,100}>)? ?(?:on )?\d[\d./:, -]{6,30}(?:[AP]M )? ?>>>[ \t]{0,3}\Z")
_REPLY_LINE = re.compile("|".join(map(re.escape, REPLY_LINES)))
_MARKERS = frozenset((*FORWARDED, *ORIGINAL))
_BARE_MARKERS = frozenset(phrase for phrase in _MARKERS if len(phrase) > 8)
_FORWARDED = frozenset(FORWARDED)
_BEGINS = frozenset(phrase.replace("i̇", "i") for phrase in BEGINS)


@dataclass(frozen=True, slots=True)
class Block:
    """A header block in lines[start:end]; `fields` maps from, date, to, cc, subject to their raw values."""

    start: int
    end: int
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Separator:
    """A line such as "----- Forwarded message -----"; `rest` is what the program put behind it on the same line.

    `known` is False where the words between the dashes are none we know: only headers right behind make it one.
    """

    forwarded: bool
    rest: str = ""
    known: bool = True


def is_quote(line: str) -> bool:
    """Return whether a line is quoted with `>`, with initials before it or without."""
    return line.startswith(">") or (">" in line[:8] and _QUOTE.match(line) is not None)


def unquoted(line: str) -> str:
    """Return a line without one level of `>`."""
    if not line.startswith(">"):
        return line
    return line[2:] if line[1:2] == " " else line[1:]


def label_of(line: str) -> tuple[str, str] | None:
    """Return (field, value) of a line such as "Von: Jo <jo@acme.example>", None where it begins with no known label."""
    head = line[: _LABEL_CHARS + 12].lstrip(" \t>*\ufeff\xa0")
    label, colon, _ = head.partition(":")
    if not colon:
        label, colon, _ = head.partition("：")
        if not colon:
            return None
    field = LABELS.get(label.strip(" \t*\xa0").lower())
    if field is None:
        return None
    return field, line.partition(colon)[2].strip(" \t*\xa0")


def may_begin_history(line: str) -> bool:
    """Return whether it is worth a closer look whether history begins on a line: cheap, asked of every line."""
    bare = line.strip(" \t>*\ufeff\xa0\r")
    if not bare:
        return False
    if (
        bare[-1] in ":："
        or bare[0] in "-_=—‐#"
        or line.startswith(">>> ")
        or bare.endswith("wrote")
        or bare[:2] in ("20", "19")
    ):
        return True
    label, colon, _ = bare[:_LABEL_CHARS].partition(":")
    if colon:
        return label.rstrip(" *\xa0").lower() in LABELS
    return "：" in bare[:_LABEL_CHARS]


def header_block(lines: Sequence[str], start: int, announced: bool = False) -> Block | None:
    """Return the block of mail headers that begins at `start`, None where there is none.

    From and two others, a date or a subject among them; From and one other where a separator announced it. So a
    person's "From: April 5 / To: April 9" stays what it is.
    """
    fields: dict[str, str] = {}
    end, last = start, ""
    spaced = _is_spaced(lines, start)
    for at in range(start, min(len(lines), start + MAX_BLOCK)):
        line = lines[at][: 4 * MAX_CHARS]
        bare = line.strip(" \t>")
        found = label_of(line)
        if found is not None:
            last = found[0]
            fields.setdefault(last, found[1])
            end = at + 1
        elif not bare:
            if not (spaced and at + 1 < len(lines) and label_of(lines[at + 1])):
                break
        elif at > start and _continues(lines, at, last, fields):
            fields[last] = f"{fields[last]} {bare}"
            end = at + 1
        elif announced and (named := _bare_label(bare)) is not None:
            last = named[0]
            fields.setdefault(last, named[1])
            end = at + 1
        elif at == start or not _foreign_label(bare):
            break
    known = {"from", "date", "to", "cc", "subject"} & fields.keys()
    if "from" not in known or not fields["from"] or not known & {"date", "subject", "to"}:
        return None
    if not announced and (len(known) < 3 or not known & {"date", "subject"}):
        return None
    return Block(start, end, fields)


def _is_spaced(lines: Sequence[str], start: int) -> bool:
    """Return whether each header stands in a paragraph of its own: html mail does that."""
    return start + 2 < len(lines) and not lines[start + 1].strip(" \t>") and label_of(lines[start + 2]) is not None


def _continues(lines: Sequence[str], at: int, last: str, fields: dict[str, str]) -> bool:
    """Return whether `lines[at]` is the rest of the header above: recipients, or a subject broken in two."""
    line = lines[at]
    bare = line.strip(" \t>")
    if last in ("to", "cc", "from"):
        return "@" in bare or bare.endswith(">") or fields[last].rstrip().endswith((";", ","))
    if last != "subject" or not fields[last]:
        return False
    follows = at + 1 < len(lines) and label_of(lines[at + 1]) is not None
    return line[:1] in " \t" or (follows and _bare_label(bare) is None and ":" not in bare[:_LABEL_CHARS])


def _bare_label(line: str) -> tuple[str, str] | None:
    """Return (field, value) of a header that a program writes without a colon: 'From "Jo" <jo@acme.example>'."""
    label, blank, value = line.partition(" ")
    field = LABELS.get(label.lower()) if blank and label[:1].isupper() else None
    return (field, value.strip()) if field in ("from", "to", "cc", "date", "subject") else None


def _foreign_label(line: str) -> bool:
    """Return whether a line could be a header of a name we do not know."""
    label, colon, _ = line[: _LABEL_CHARS + 1].partition(":")
    return bool(colon) and len(label) > 0 and label.count(" ") < 3


def separator(line: str) -> Separator | None:
    """Return the separator a line is, None for any other line; a bare rule is none by itself."""
    bare = line.strip(" \t>*\ufeff\xa0")
    if not bare or len(bare) > 4 * MAX_CHARS:
        return None
    if bare[-1] in ":：" and (said := _folded(bare[:-1].rstrip(" \xa0"))) in _BEGINS | _FORWARDED:
        return Separator(True, known=said in _BEGINS)
    if bare[0] not in "-_=—‐#":
        return _group_wise(line)
    found = _FRAMED.match(bare)
    if found is None:
        return _reply_line(bare)
    rest = (found[2] or "").strip()
    if not rest and (is_framed_sentence(found[1].rstrip("-_=— ")) or _reply_line(bare)):
        return Separator(False)
    words = [_folded(word.strip(" -/*:")) for word in re.split(r"-{2,}|/", found[1])]
    if not any(word in _MARKERS for word in words):
        return Separator(False, rest, known=False) if len(bare) - len(found[1]) - len(rest) >= 8 else None
    return Separator(any(word in _FORWARDED for word in words), rest)


def _group_wise(line: str) -> Separator | None:
    """Return the separator ">>> Jo <jo@acme.example> 9.11.2026 09:00 >>>" of GroupWise, None for another line."""
    return Separator(False) if line.startswith(">>> ") and _GROUP_WISE.match(line[:300]) else None


def _reply_line(bare: str) -> Separator | None:
    """Return the separator "--- Reply above this line ---" of ticket systems, None for another line."""
    return Separator(False) if len(bare) < 160 and _REPLY_LINE.search(bare.lower()) else None


def _folded(words: str) -> str:
    """Return words in lower case; a Turkish capital I with a dot becomes a plain one."""
    return words.lower().replace("i̇", "i")


def is_introduction(line: str) -> bool:
    """Return whether a line above a header block belongs to it: "Message du 9 nov.", a bare "Original message"."""
    bare = line.lstrip("> ").lower()
    return bare.startswith(("message du ", "> message du ")) or bare.strip(" \t:") in _BARE_MARKERS


def is_rule(line: str) -> bool:
    """Return whether a line is only a drawn rule."""
    return line[:1] in "-_—= >*" and _RULE.match(line[:200]) is not None
