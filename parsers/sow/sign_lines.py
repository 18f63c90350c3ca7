"""Signature blocks cut into their parts: who signs for whom, the signing line, printed name, title and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from parsers.contract import Table
from parsers.fields.organisations import find_organisations
from parsers.fields.people import find_names, looks_like_name, looks_like_title
from parsers.sow.sections import Section, Topic
from parsers.sow.view import Line, View, table_span


class Part(StrEnum):
    """What a piece of a signature block is."""

    PARTY = "party"
    BY = "by"  # "By: ..." may hold ink or a printed name
    SIGNATURE = "signature"  # "Signature: ..." holds nothing but a signature
    STAMP = "stamp"  # /s/, "DocuSigned by"
    LINE = "line"  # a bare rule to sign on
    TYPED = "typed"  # "Client: Priya Mehta, COO, 2026-02-15" in one line
    NAME = "name"
    PRINTED = "printed"  # a name that stands alone, without a label
    TITLE = "title"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Piece:
    """One part `text[start:end]` in the printed column it stands in; `label` is the role word before it, if any."""

    part: Part
    start: int
    end: int
    column: int
    label: str = ""


_LABEL = re.compile(
    r"(?<![\w/])(?P<label>by|per|signature|signed(?: by)?|sign(?: here)?|authori[sz]ed signature|(?:printed?|full|signatory)?[ ]?name(?: \(print(?:ed)?\))?|(?:job )?title|position|its|role"
    r"|date(?:d| signed| of signature)?|unterschrift|datum|titel|nom|fonction|signature date)\s*(?:[:：]|(?=\s*_{3,}))",
    re.IGNORECASE,
)
_PARTS = (
    (Part.SIGNATURE, re.compile(r"sign|unterschrift", re.IGNORECASE)),
    (Part.BY, re.compile(r"by|per", re.IGNORECASE)),
    (Part.DATE, re.compile(r"date|datum", re.IGNORECASE)),
    (Part.NAME, re.compile(r".*name|nom", re.IGNORECASE)),
    (Part.TITLE, re.compile(r"title|job title|position|its|role|titel|fonction", re.IGNORECASE)),
)
STAMP = re.compile(
    r"/s/|(?<!\w)s/[ ](?=[A-Z])|(?:docu|e-?|electronically |digitally )signed (?:by|with)\b|elektronisch (?:unterzeichnet|signiert) von|sign[ée] [ée]lectroniquement par",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^[\W_]*(?:for(?: and on behalf of)?[ ]+|on behalf of[ ]+|signed (?:for|by)[ ]+|accepted (?:for|by)[ ]+|agreed (?:for|by)[ ]+|the[ ]+)*(?P<role>client|customer|agency|vendor|provider|service provider|contractor|consultant|supplier|company|sponsor|buyer|seller|licensee|licensor|developer|auftraggeber|auftragnehmer|purchaser|corporation|freelancer)(?:\s*\((?P<who>[^)\n]{2,60})\))?[\W_]*?(?P<rest>[:：–—-].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_WITNESS = re.compile(
    r"in witness (?:whereof|of which)|agreed (?:and|&) accepted|accepted (?:and|&) agreed|accepted by|by signing below|signed by the parties|the parties have (?:caused|executed|signed)|duly authori[sz]ed (?:representative|officer)s?|acceptance of (?:this )?proposal|unterschriften",
    re.IGNORECASE,
)
_GAP = re.compile(r"[ \u00a0]{3,}|\t+|[ ]\|[ ]")
_ZONE = 2500  # characters that a signature block can take after the words that open it


def pieces_of(view: View, sections: tuple[Section, ...]) -> tuple[Piece, ...]:
    """Return the parts of all signature blocks of a document, in reading order."""
    zones = list(_zones(view, sections))
    tables = [table for table in view.document.tables if table.rows and _signs(view, table, zones)]
    found = [piece for table in tables for piece in _from_table(view, table)]
    for line in view.lines:
        if line.cell is None and any(start <= line.start < end for start, end in zones):
            found.extend(_from_line(view, line))
    return tuple(sorted(found, key=lambda piece: (piece.start, piece.column)))


def _zones(view: View, sections: tuple[Section, ...]) -> Iterator[tuple[int, int]]:
    for section in sections:
        if section.about(Topic.SIGNATURES):
            yield section.start if section.title is None else section.title.end, section.end
    for line in view.lines:
        if _WITNESS.search(line.text):
            yield line.start, line.start + _ZONE + len(line.text)
        elif STAMP.search(line.text):
            yield line.start - 400, line.end + 500
        elif _is_rule(line.text) or re.match(r"\W*(?:signature|by|per)\s*[:：]", line.text, re.IGNORECASE):
            yield line.start - 250, line.end + 400


def _is_rule(text: str) -> bool:
    return bool(re.search(r"_{8,}", text)) and len(text) < 160


def _signs(view: View, table: Table, zones: list[tuple[int, int]]) -> bool:
    start, end = table_span(table)
    text = view.text[start:end]
    labels = {match["label"].lower() for match in _LABEL.finditer(text)} | {
        word.lower() for word in re.findall(r"(?:^|[\t\n])(Signature|Name|Title|Date|By)[ :]*(?=[\t\n]|$)", text)
    }
    signing = (
        bool(labels & {"by", "signature", "signed", "per", "signed by", "sign", "authorized signature", "unterschrift"})
        or "/s/" in text
    )
    inside = any(first <= start < last for first, last in zones)
    return len(table.rows) <= 14 and (
        signing and len(labels) >= 2 or signing and inside or inside and len(labels) >= 2 or inside and "___" in text
    )


def _from_line(view: View, line: Line) -> Iterator[Piece]:
    position, column = line.start, 0
    for gap in _GAP.finditer(line.text):
        yield from _from_part(view, position, line.start + gap.start(), column)
        position, column = line.start + gap.end(), column + 1
    yield from _from_part(view, position, line.end, column)


def _from_table(view: View, table: Table) -> Iterator[Piece]:
    """Yield the parts cell by cell; a cell that is a label alone names the part of the cells beside it."""
    for row in table.rows:
        label: Part | None = None
        seen: set[int] = set()
        for cell in row:
            if cell.start in seen and cell.end > cell.start:
                continue
            seen.add(cell.start)
            words = view.text[cell.start : cell.end].strip(" :*_\n")
            part = _part_of(words)
            if part is not None:
                label = part
            elif label is not None:
                yield Piece(label, cell.start, cell.end, cell.column)
            else:
                for start, end in _lines(view.text, cell.start, cell.end):
                    yield from _from_part(view, start, end, cell.column)


def _part_of(words: str) -> Part | None:
    return (
        next(
            (
                part
                for part, pattern in _PARTS
                if pattern.fullmatch(words) or _LABEL.fullmatch(words + ":") and pattern.match(words)
            ),
            None,
        )
        if words
        else None
    )


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _from_part(view: View, start: int, end: int, column: int) -> Iterator[Piece]:
    """Yield the pieces of one printed stretch: repeated labels on it begin new columns."""
    text = view.text[start:end]
    labels = list(_LABEL.finditer(text))
    if not labels:
        piece = _unlabelled(view, start, end, column)
        if piece is not None:
            yield piece
        return
    head = text[: labels[0].start()].strip(" *_-")
    role = _ROLE.match(head) if head else None
    if head and (role or find_organisations(head)) and len(head) < 80:
        yield Piece(Part.PARTY, start, start + labels[0].start(), column, role["role"] if role else "")
    seen: dict[Part, int] = {}
    for number, match in enumerate(labels):
        stop = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        part = _part_of(match["label"])
        if part is not None:
            place = column + seen.get(part, 0)
            seen[part] = seen.get(part, 0) + 1
            yield Piece(part, start + match.end(), start + stop, place)


def _unlabelled(view: View, start: int, end: int, column: int) -> Piece | None:
    text = view.text[start:end]
    plain = text.strip(" *_•-|")
    role = _ROLE.match(text.strip())
    if STAMP.search(text):
        return Piece(Part.STAMP, start, end, column)
    if role:
        rest = (role["rest"] or "").strip(" :：–—-*_")
        label = role["role"]
        if rest and find_names(rest) and view.dates(start, end):
            return Piece(Part.TYPED, start, end, column, label)
        if re.search(r"_{4,}", text):
            return Piece(Part.LINE, start, end, column, label)
        return Piece(Part.PARTY, start, end, column, label)
    if re.search(r"_{4,}", text):
        return Piece(Part.LINE, start, end, column)
    if len(plain) > 90 or not plain:
        return None
    names = find_names(text)
    if names and view.dates(start, end) and re.search(r"[–—·|,-]", plain):
        return Piece(Part.TYPED, start, end, column)
    if find_organisations(plain) and len(plain.split()) <= 9:
        return Piece(Part.PARTY, start, end, column)
    if looks_like_name(plain) or names and looks_like_title(plain) and plain.startswith(names[0].name):
        return Piece(Part.PRINTED, start, end, column)
    if looks_like_title(plain) and len(plain.split()) <= 7:
        return Piece(Part.TITLE, start, end, column)
    return None
