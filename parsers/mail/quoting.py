"""Where quoted history begins in a mail's text: header blocks, separators and "On ... wrote:" in many languages.

Everything here looks at a bounded number of lines of bounded length from one place, so that reading a mail is linear
in its size whatever was put into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.mail.labels import BEGINS, FORWARDED, LABELS, OPENERS, ORIGINAL, VERBS

MAX_BLOCK = 25  # lines of one header block, long To lists included
MAX_SENTENCE = 4  # lines over which "On ... wrote:" is folded
MAX_CHARS = 500
MAX_CHECKS = 400  # suspicious lines looked at in one mail

_LABEL_CHARS = 25
_QUOTE = re.compile(r"[ \t]{0,3}(?:[A-Z]{1,4})?>")
_RULE = re.compile(r"[ \t>*]{0,8}([-_—=]{5,})[ \t*]{0,8}\Z")
_FRAMED = re.compile(
    r"[ \t>*]{0,8}[-_=—]{2,}[ \t*]{0,8}([^-_=—].{2,90}?)[ \t*]{0,8}(?:[-_=—]{2,}[ \t*]{0,8}(.*)|:?\Z)", re.DOTALL
)
_MOMENT = re.compile(r"\d{1,2}[:.h]\d{2}|(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_HINT = re.compile(r"[\d@]")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ADDRESS = re.compile(r"[<(\[]{0,2}(?:mailto:)?[^\s<>()\[\]@,;:\"]{1,64}@[^\s<>()\[\]@,;:\"]{1,190}")
_ISO_SENTENCE = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d \d{1,2}:\d\d (?:GMT|UTC)[+-]\d\d:\d\d \S"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2} [^<>@]{1,100}<[^<>@\s]{1,64}@[^<>@\s]{1,190}>:?\Z"
)
_MARKERS = frozenset((*FORWARDED, *ORIGINAL))
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
    if bare[-1] in ":：" or bare[0] in "-_=—" or bare.endswith("wrote") or bare[:2] in ("20", "19"):
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
    for at in range(start, min(len(lines), start + MAX_BLOCK)):
        line = lines[at][: 4 * MAX_CHARS]
        bare = line.strip(" \t>")
        found = label_of(line)
        if found is not None:
            last = found[0]
            fields.setdefault(last, found[1])
            end = at + 1
        elif not bare:
            break
        elif last in ("to", "cc", "from") and ("@" in bare or bare.endswith(">")):
            fields[last] = f"{fields[last]} {bare}"
            end = at + 1
        elif at == start or not _foreign_label(bare):
            break
    known = {"from", "date", "to", "cc", "subject"} & fields.keys()
    if "from" not in known or not fields["from"] or not known & {"date", "subject", "to"}:
        return None
    if not announced and (len(known) < 3 or not known & {"date", "subject"}):
        return None
    return Block(start, end, fields)


def _foreign_label(line: str) -> bool:
    """Return whether a line could be a header of a name we do not know."""
    label, colon, _ = line[: _LABEL_CHARS + 1].partition(":")
    return bool(colon) and len(label) > 0 and label.count(" ") < 3


def separator(line: str) -> Separator | None:
    """Return the separator a line is, None for any other line; a bare rule is none by itself."""
    bare = line.strip(" \t>*\ufeff\xa0")
    if not bare or len(bare) > 4 * MAX_CHARS:
        return None
    if bare[-1] in ":：" and _folded(bare[:-1].rstrip(" \xa0")) in _BEGINS:
        return Separator(True)
    if bare[0] not in "-_=—":
        return None
    found = _FRAMED.match(bare)
    if found is None:
        return None
    rest = (found[2] or "").strip()
    words = [_folded(word.strip(" -/*:")) for word in re.split(r"-{2,}|/", found[1])]
    if not any(word in _MARKERS for word in words):
        return Separator(False, rest, known=False) if len(bare) - len(found[1]) - len(rest) >= 8 else None
    return Separator(any(word in _FORWARDED for word in words), rest)


def _folded(words: str) -> str:
    """Return words in lower case; a Turkish capital I with a dot becomes a plain one."""
    return words.lower().replace("i̇", "i")


def is_introduction(line: str) -> bool:
    """Return whether a line above a header block belongs to it: "Message du 9 nov." of French providers."""
    return line.lstrip("> ").lower().startswith(("message du ", "> message du "))


def is_rule(line: str) -> bool:
    """Return whether a line is only a drawn rule."""
    return line[:1] in "-_—= >*" and _RULE.match(line[:200]) is not None


def sentence_start(lines: Sequence[str], end: int) -> int | None:
    """Return where the sentence "On ... wrote:" that ends on line `end` begins, None where that line ends none."""
    last = lines[end].lstrip(" \t>\xa0\ufeff").rstrip()
    if len(last) > MAX_CHARS or not last:
        return None
    if last[0] in "12" and _ISO_SENTENCE.match(last):
        return end
    if last[-1] not in ":：" and not last.endswith("wrote"):
        return None
    if not _HINT.search(last) and not last.rstrip(" :：\xa0").lower().endswith(VERBS):
        return None
    joined: list[tuple[int, str]] = []
    text = ""
    for at in range(end, max(-1, end - MAX_SENTENCE), -1):
        line = lines[at].lstrip(" \t>\xa0\ufeff").rstrip()
        if not line or len(line) > MAX_CHARS:
            break
        text = f"{line} {text}" if text else line
        joined.append((at, text))
    for at, sentence in reversed(joined):
        if _opens(sentence) and _says_who_wrote(sentence):
            return at
    for at, sentence in joined:
        if _names_sender(sentence):
            return at
    return None


def _opens(sentence: str) -> bool:
    """Return whether a sentence begins as these do: with a preposition, a weekday or a number."""
    word = sentence.split(None, 1)[0].rstrip(",.:").lower()
    return word in OPENERS or f"{word}." in OPENERS or sentence[0].isdigit() or sentence[0] in "于在於"


def _says_who_wrote(sentence: str) -> bool:
    """Return whether a sentence holds a moment and a verb of writing at its end, or the sender's address."""
    if not _MOMENT.search(sentence):
        return False
    if sentence.rstrip(" :：\xa0").lower().endswith(VERBS):
        return True
    return _names_sender(sentence)


def _names_sender(sentence: str) -> bool:
    """Return whether a sentence holds a whole address and either a verb of writing or a date with a time."""
    if "@" not in sentence or sentence.count("<") != sentence.count(">") or not _ADDRESS.search(sentence):
        return False
    if sentence[-1] not in ":：" and not sentence.endswith("wrote"):
        return False
    if _TIME.search(sentence) and _YEAR.search(sentence):
        return True
    lower = sentence.rstrip(" :：\xa0").lower()
    return lower.endswith(VERBS) and len(sentence) < 250
