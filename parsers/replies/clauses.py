"""A reply's new text as clauses: the smallest stretches that say one thing, each with its verbatim words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_TEXT = 6_000
MAX_CLAUSES = 200
MAX_CLAUSE = 500

_BULLET = re.compile(r"[ \t]{0,8}(?:[-*•–—▪◦·+]|\[[ xX✓]?\]|\(?\d{1,2}[.)]|[a-h]\))[ \t]{1,4}")
_SENTENCE = re.compile(r"(?<=[.!?;])(?<!\d\.)\s+|;\s*|(?<=\w)\s+[–—-]\s+(?=[^\W\d_])")
_COMMA = re.compile(
    r",\s+(?:(?:but|and|aber|und|so|also|yet|while|whereas|though|doch|jedoch)\s+)?(?!\d{4}\b)"
    r"|\s+(?:but|however|whereas|aber|jedoch|sondern)\s+"
    r"|\s+(?:and|und)\s+(?=(?:we|i|it|he|she|they|the|our|need|needs|will|still|are|is|am|about|wir|ich|es|der|"
    r"die|das"
    r"|brauch\w*|noch|about|roughly|ca\.?|working|starting|started|finished|began|begun|sent|shipped|delivered|"
    r"fixed|moved|waiting|blocked|stuck|copy|then|next|now|at|on|\d)\b)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?:^|[\s,(])(?:if|once|unless|as soon as|provided|assuming|in case|depending on|depends on|wenn|falls|"
    r"sobald|sofern"
    r"|vorausgesetzt|hängt davon ab)\b",
    re.IGNORECASE,
)
_DONE_LIST = re.compile(r"(?:done|finished|completed|erledigt|fertig)\s?:", re.I)
_BOX = re.compile(r"\[([ xX✓]?)\]\s{0,3}")
_LONE = re.compile(r"(?:no|nope|sorry|actually|nein|correction|korrektur|yes|yep|ja|quick update|update|fyi)\Z", re.I)
_SALUTATION = re.compile(
    r"(?:hi|hello|hey|dear|hallo|moin|guten (?:morgen|tag)|good (?:morning|afternoon)|morning|"
    r"liebe[rs]?)\b[^,.!?:]{0,30}[,!.]?\Z",
    re.IGNORECASE,
)
_ABBREVIATIONS = re.compile(
    r"\b(?:ca|approx|etc|e\.g|i\.e|z\.b|bzw|inkl|incl|vs|nr|no|resp|dec|nov|jan|feb|tel)\.\Z", re.I
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One stretch that says one thing; `line` and `sentence` count from 0, so that neighbours can be told.

    `conditional` marks what hangs on an "if" of the same sentence; `asks` a question; `first` the first clause of its
    line; `bullet` a list item.
    """

    text: str
    line: int
    sentence: int
    asks: bool = False
    conditional: bool = False
    first: bool = False
    bullet: bool = False
    box: str = ""  # "x" or " " where the item has a box before it


def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text without quoted lines; "we are done if they send copy" stays one, conditional."""
    found: list[Clause] = []
    sentence = 0
    for number, line in enumerate(text[:MAX_TEXT].split("\n")):
        if line.lstrip().startswith(">"):
            continue
        mark = _BULLET.match(line)
        body = line[mark.end() :] if mark else line
        boxed = _BOX.search(line[: mark.end() + 4] if mark else "")
        body = line[boxed.end() :] if boxed else body
        box = (boxed[1].lower() or " ") if boxed else ""
        for part in _sentences(body.strip()):
            found += _parts(part, number, sentence, mark is not None, box, not found or found[-1].line != number)
            sentence += 1
            if len(found) >= MAX_CLAUSES:
                return tuple(found)
    return tuple(found)


def statements(text: str) -> Iterator[str]:
    """Yield the sentences of a text that state something: questions and conditions are left out, quoted lines too."""
    for line in text[:MAX_TEXT].split("\n"):
        if line.lstrip().startswith(">"):
            continue
        for sentence in _sentences(line.strip()):
            if (
                sentence.strip(" .,!-*")
                and not sentence.rstrip(" )\"'").endswith("?")
                and not _CONDITION.search(sentence)
            ):
                yield sentence.strip()


def _sentences(line: str) -> Iterator[str]:
    """Yield the sentences of a line; "ca. 60%" and "e.g. copy" do not end one."""
    start = 0
    for mark in _SENTENCE.finditer(line):
        piece = line[start : mark.start()]
        dash = mark.group().strip() in ("-", "–", "—")
        if _ABBREVIATIONS.search(piece) or (dash and len(re.split(r"[,:]", piece)[-1].split()) < 4):
            continue  # "copy - done" says one thing
        yield piece
        start = mark.end()
    if start < len(line):
        yield line[start:]


def _parts(sentence: str, line: int, number: int, bullet: bool, box: str, first: bool) -> list[Clause]:
    """Return the clauses of one sentence; a question or a condition is not split: it is about the whole."""
    sentence = sentence.strip(" \t")
    if not sentence.strip(" .,!-*") or _SALUTATION.match(sentence):
        return []
    asks = sentence.rstrip(" )\"'").endswith("?")
    conditional = _CONDITION.search(sentence) is not None
    if asks:
        return [Clause(sentence, line, number, True, conditional, first, bullet, box)]
    if conditional:
        return _with_condition(sentence, line, number, bullet, first)
    parts = [part.strip(" \t,") for part in _COMMA.split(sentence)]
    told = _DONE_LIST.match(sentence) is not None
    kept = _with_answers([part for part in parts if part and part.strip(" .,!-*")], sentence)
    return [
        Clause(part, line, number, first=first and at == 0, bullet=bullet, box="x" if told and at else box)
        for at, part in enumerate(kept)
    ]


def _with_answers(parts: list[str], sentence: str) -> list[str]:
    """Return the parts with a lone "no" or "sorry" left on the one behind it: "no, 80%" says one thing."""
    if len(parts) < 2 or not _LONE.match(parts[0]):
        return parts
    start = sentence.find(parts[0])
    end = sentence.find(parts[1], start + len(parts[0])) + len(parts[1])
    return [sentence[start:end], *parts[2:]]


def _with_condition(sentence: str, line: int, number: int, bullet: bool, first: bool) -> list[Clause]:
    """Return a sentence with a condition: the parts before "but" or a semicolon that do not hang on it stay apart."""
    parts = re.split(r",?\s+(?:but|aber)\s+|;\s*", sentence)
    return [
        Clause(part.strip(), line, number, False, _CONDITION.search(part) is not None, first and at == 0, bullet)
        for at, part in enumerate(parts)
        if part.strip()
    ]
