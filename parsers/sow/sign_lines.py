"""Signature blocks cut into their parts: who signs for whom, the signing line, printed name, title and date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from parsers.contract import Cell, MarkKind, Table
from parsers.fields.organisations import find_organisations, fold
from parsers.fields.people import looks_like_name, looks_like_title
from parsers.sow.sections import Section
from parsers.sow.sign_zones import LABEL, STAMP, is_signed_on, names_in, zones_of
from parsers.sow.view import Line, View


class Part(StrEnum):
    """What a piece of a signature block is."""

    PARTY = "party"
    BY = "by"  # "By: ..." may hold ink or a printed name
    SIGNATURE = "signature"  # "Signature: ..." holds nothing but a signature
    STAMP = "stamp"  # /s/, "DocuSigned by"
    LINE = "line"  # a bare rule to sign on
    INK = "ink"  # a mark that is no text: ink, a picture, a signature field
    TYPED = "typed"  # "Client: Priya Mehta, COO, 2026-02-15" in one line
    QUOTED = "quoted"  # a name in quotation marks, which conformed copies print for ink
    SEAL = "seal"  # the line of hexadecimal digits that an e-sign service prints under a signature
    NAME = "name"
    PRINTED = "printed"  # a name that stands alone, without a label
    TITLE = "title"
    DATE = "date"


SIGNING = (Part.BY, Part.SIGNATURE, Part.STAMP, Part.LINE, Part.TYPED, Part.INK)
_MARKED = (Part.BY, Part.SIGNATURE, Part.LINE, Part.STAMP)  # a mark that stands in one of these is theirs


@dataclass(frozen=True, slots=True)
class Piece:
    """One part `text[start:end]` in the printed column it stands in; `label` is the role word before it, if any."""

    part: Part
    start: int
    end: int
    column: int
    label: str = ""
    empty: bool = False
    mark: MarkKind | None = None


_PARTS = (
    (Part.SIGNATURE, re.compile(r"sign|unterschrift|accepted|agreed", re.IGNORECASE)),
    (Part.BY, re.compile(r"by|per", re.IGNORECASE)),
    (Part.DATE, re.compile(r"date|datum", re.IGNORECASE)),
    (Part.NAME, re.compile(r".*name|nom", re.IGNORECASE)),
    (Part.TITLE, re.compile(r"title|job title|position|its|role|titel|fonction", re.IGNORECASE)),
)
_ESIGNED = re.compile(
    r"(?:(?:docu|e-?|electronically |digitally )signed|signed (?:electronically|digitally)) (?:by|with)\b",
    re.IGNORECASE,
)
_SEAL = re.compile(r"[0-9A-F]{12,40}(?:\.{2,3}|…)?")
_ROLE = re.compile(
    r"^[\W_]*(?:for(?: and on behalf of)?[ ]+|on behalf of[ ]+|signed (?:for|by)[ ]+|accepted (?:for"
    r"|by)[ ]+|agreed (?:for|by)[ ]+|the[ ]+)*(?P<role>client|customer|agency|vendor|provider"
    r"|service provider|contractor|consultant|supplier|company|sponsor|buyer|seller|licensee|licensor"
    r"|developer|auftraggeber|auftragnehmer|purchaser|corporation"
    r"|freelancer)(?:\s*\((?P<who>[^)\n]{2,60})\))?[\W_]*?(?P<rest>[:：–—-].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_WIDE = re.compile(r"[ \u00a0]{3,}|\t+")
_GAP = re.compile(
    r"[ \u00a0]{3,}|\t+|[ ]\|[ ]|(?<=[:_.\d)”])[ ](?=(?:client|customer|agency|provider|vendor"
    r"|contractor|consultant|supplier|company)[ ]?:)",
    re.IGNORECASE,
)
_INDENT = 30  # characters of indentation that put a line into the right-hand column
_ROLE_INSIDE = re.compile(
    r"[\"“(](?:the )?(?P<quoted>client|customer|company|consultant|contractor|provider|agency|vendor"
    r"|supplier|service provider)[\"”)]"
    r"|(?<!\w)(?P<role>client|customer|consultant|contractor|provider|agency|vendor|supplier)\s*:?\s*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][A-Z][^\"“”\n]{2,40}[\"”]")
_UNDER_LINE = re.compile(r"\([^()\n]{2,60}?\s[–—-]\s[^()\n]{3,50}\)")  # "(Acme Ltd - Jane Doe)" under a rule
_CLAUSE = 40  # characters before a mark that are more than a label or a party
_GOES_ON = re.compile(r"\b(?:by|as|with|of|and|or|the|type|typed|mark|a)\s*$")
_SHORT_NAME = re.compile(r"[A-Z][\w&.’'-]*(?:[ ][A-Z][\w&.’'-]*){0,3}")


def pieces_of(view: View, sections: tuple[Section, ...], known: tuple[str, ...] = ()) -> tuple[Piece, ...]:
    """Return the parts of all signature blocks of a document, in reading order; `known` are the parties' names."""
    zones = list(zones_of(view, sections))
    tables = [table for table in view.document.tables if table.rows and is_signed_on(view, table, zones)]
    found = [piece for table in tables for piece in _from_table(view, table)]
    names = {fold(name) for name in known}
    for line in view.lines:
        inside = line.cell is None and any(start <= line.start < end for start, end in zones)
        if inside and not re.match(r"\W*witness\b", line.text, re.IGNORECASE):
            found.extend(_from_line(view, line) or _known_parties(view, line, names))
    found = [
        replace(one, part=Part.PARTY)
        if one.part is Part.PRINTED and fold(view.text[one.start : one.end]) in names
        else one
        for one in found
    ]
    return tuple(sorted(found, key=lambda piece: (piece.start, piece.column, piece.part is not Part.INK)))


def _known_parties(view: View, line: Line, names: set[str]) -> list[Piece]:
    """Return the parties' names that a line consists of, each in its column."""
    spans = [(number, span) for number, span in enumerate(_stretches(line)) if fold(view.text[slice(*span)]) in names]
    return [Piece(Part.PARTY, *span, number) for number, span in spans]


def _from_line(view: View, line: Line) -> list[Piece]:
    """Return the parts of a line; the second name on it belongs to the second printed column, and so on."""
    indented = line.start - (view.text.rfind("\n", 0, line.start) + 1) > _INDENT
    found = [(number, piece) for number, span in enumerate(_stretches(line)) for piece in _from_part(view, *span, 0)]
    groups = [_group(piece) for _, piece in found]
    columns = any(_side_by_side(one, other) for (_, one), (_, other) in pairwise(found)) or (
        found[-1:] and found[-1][0] > 0
    )
    seen: Counter[Part] = Counter()
    placed: list[Piece] = []
    for (number, piece), group in zip(found, groups, strict=True):
        loose = piece.part in (Part.PARTY, Part.PRINTED, Part.INK)
        placed.append(replace(piece, column=(max(seen[group], number if loose else 0) if columns else 0) + indented))
        seen[group] += 1
    return placed


def _side_by_side(one: Piece, other: Piece) -> bool:
    """Return whether two neighbours on a line stand in two columns: one part twice, but "Signature: By:" is one."""
    if one.part is Part.PARTY or (one.part is Part.SIGNATURE and other.part is Part.BY):
        return False
    return _group(one) is _group(other)


def _group(piece: Piece) -> Part:
    return Part.BY if piece.part in SIGNING else piece.part


def _stretches(line: Line) -> Iterator[tuple[int, int]]:
    """Yield the parts that wide gaps set apart; a gap after a label and its colon belongs to the label."""
    position = line.start
    for gap in (_GAP if len(line.text) < 200 else _WIDE).finditer(line.text):
        before = line.text[position - line.start : gap.start()]
        if not before.rstrip().endswith((":", "By", "By:")) and before.strip():
            yield position, line.start + gap.start()
            position = line.start + gap.end()
    yield position, line.end


def _from_table(view: View, table: Table) -> Iterator[Piece]:
    """Yield the parts cell by cell; a cell that is a label alone names the part of the cells beside it."""
    for row in table.rows:
        label: Part | None = None
        seen: set[int] = set()
        for cell in row:
            if cell.start in seen and cell.end > cell.start:
                continue
            seen.add(cell.start)
            words = view.text[cell.start : cell.end].strip(" :*\n")
            part = _part_of(words)
            if part is not None:
                label = part
            elif label is not None:
                yield Piece(label, cell.start, cell.end, cell.column, mark=_marked(view, label, cell))
            else:
                for start, end in _lines(view.text, cell.start, cell.end) or [(cell.start, cell.end)]:
                    yield from _from_part(view, start, end, cell.column)


def _marked(view: View, label: Part, cell: Cell) -> MarkKind | None:
    """Return the mark in a cell whose label says that it is signed in."""
    marks = (mark.kind for mark in view.document.marks if cell.start <= mark.position <= cell.end)
    return next(marks, None) if label in _MARKED else None


def _part_of(words: str) -> Part | None:
    return (
        next(
            (
                part
                for part, pattern in _PARTS
                if pattern.fullmatch(words) or (LABEL.fullmatch(words + ":") and pattern.match(words))
            ),
            None,
        )
        if words
        else None
    )


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        lines.append((start, stop))
        start = stop + 1
    return lines


def _from_part(view: View, start: int, end: int, column: int) -> Iterator[Piece]:
    """Yield the pieces of one printed stretch, each mark on it given to the line it signs."""
    marks = [mark for mark in view.document.marks if start <= mark.position <= end]
    pieces = list(_worded(view, start, end, column))
    for mark in marks:
        at = next((n for n, one in enumerate(pieces) if one.part in _MARKED and _holds(one, mark.position)), None)
        if at is None:
            pieces.append(Piece(Part.INK, mark.position, mark.position, column, mark=mark.kind))
        else:
            pieces[at] = replace(pieces[at], mark=mark.kind)
    yield from sorted(pieces, key=lambda piece: (piece.start, piece.part is not Part.INK)) if marks else pieces


def _holds(piece: Piece, position: int) -> bool:
    return piece.start <= position <= piece.end


def _worded(view: View, start: int, end: int, column: int) -> Iterator[Piece]:
    """Yield the pieces that the words of a stretch make: repeated labels on it begin new columns."""
    text = view.text[start:end]
    stamp = _ESIGNED.match(text.strip())
    labels = [] if stamp else list(LABEL.finditer(text))
    if not labels:
        piece = _unlabelled(view, start, end, column)
        if piece is not None:
            yield piece
        return
    yield from _party_before(view, start, start + labels[0].start(), column, _part_of(labels[0]["label"]) in SIGNING)
    for number, match in enumerate(labels):
        last = number + 1 == len(labels)
        stop = len(text) if last else labels[number + 1].start()
        if (match["whom"] and find_organisations(match["whom"])) or (match["whom"] and _ROLE.match(match["whom"])):
            role = _ROLE.match(match["whom"])
            yield Piece(
                Part.PARTY, start + match.start("whom"), start + match.end("whom"), column, role["role"] if role else ""
            )
        part, following = _part_of(match["label"]), None if last else _part_of(labels[number + 1]["label"])
        tail = stop
        if following in SIGNING or last:
            tail = match.end() + _party_tail(text[match.end() : stop])
        empty = not text[match.end() : tail].strip(" _*")
        if part is not None and not (part is Part.SIGNATURE and following is Part.BY and empty):
            yield from _split_stamps(view, Piece(part, start + match.end(), start + tail, column, empty=empty))
        if tail < stop and not last:
            yield from _party_before(view, start + tail, start + stop, column, True)


def _split_stamps(view: View, piece: Piece) -> Iterator[Piece]:
    """Yield a piece, or one for each mark where two columns were printed into one line: "/s/ A B /s/ C D"."""
    marks = [match.start() for match in STAMP.finditer(view.text, piece.start, piece.end)]
    ends = [*marks[1:], piece.end]
    if len(marks) < 2:
        yield piece
    else:
        yield from (replace(piece, start=first, end=last) for first, last in zip(marks, ends, strict=True))


def _party_before(view: View, start: int, end: int, column: int, signing: bool) -> Iterator[Piece]:
    """Yield who signs by the label that follows: a role word, an organisation or a short name."""
    text = view.text[start:end]
    head = text[
        max(text.rfind(". ") + 2 if len(text) > 80 and not find_organisations(text[-60:]) else 0, len(text) - 80, 0) :
    ].strip(" *_-")
    role = _ROLE.match(head) if head else None
    inside = _ROLE_INSIDE.search(head)
    if head and (role or inside or find_organisations(head) or (signing and _SHORT_NAME.fullmatch(head))):
        label = role["role"] if role else (inside["role"] or inside["quoted"]) if inside else ""
        yield Piece(Part.PARTY, end - len(text[-80:]), end, column, label)


def _party_tail(value: str) -> int:
    """Return where the next block's party begins at the end of a label's value; its length where none does."""
    role = _ROLE_INSIDE.search(value)
    if role is not None and role.start() > 2:
        return role.start()
    named = [one for one in find_organisations(value) if len(value.rstrip(" .*_:")) - one.end <= 2 and one.start > 2]
    if named:
        return named[-1].start
    date = re.search(r"\d{2,4}\s+(?=[A-Z][\w&.]*(?:[ ][A-Z][\w&.]*){0,3}\s*$)", value)
    return date.end() if date else len(value)


def _unlabelled(view: View, start: int, end: int, column: int) -> Piece | None:
    text = view.text[start:end]
    plain = text.strip(" *_•-|")
    role = _ROLE.match(text.strip())
    stamp = STAMP.search(text)
    if stamp is not None and not _is_prose(text[: stamp.start()]):
        return Piece(Part.STAMP, start, end, column, role["role"] if role else "")
    if _SEAL.fullmatch(plain):
        return Piece(Part.SEAL, start, end, column)
    if role:
        rest = (role["rest"] or "").strip(" :：–—-*_")
        label = role["role"]
        if rest and names_in(rest) and view.dates(start, end):
            return Piece(Part.TYPED, start, end, column, label)
        if re.search(r"_{4,}", text):
            return Piece(Part.LINE, start, end, column, label)
        return Piece(Part.PARTY, start, end, column, label)
    if re.search(r"_{4,}", text) or _UNDER_LINE.fullmatch(text.strip()):
        return Piece(Part.LINE, start, end, column)
    if len(plain) > 90 or not plain:
        return None
    names = names_in(text)
    if names and view.dates(start, end) and _signs_in_one_line(plain, names[0].name):
        return Piece(Part.TYPED, start, end, column)
    if find_organisations(plain) and len(plain.split()) <= 9:
        return Piece(Part.PARTY, start, end, column)
    if _QUOTED.fullmatch(text.strip()) and looks_like_name(plain.strip('"“”')):
        return Piece(Part.QUOTED, start, end, column)
    if looks_like_name(plain) or (names and looks_like_title(plain) and plain.startswith(names[0].name)):
        return Piece(Part.PRINTED, start, end, column)
    if looks_like_title(plain) and len(plain.split()) <= 7:
        return Piece(Part.TITLE, start, end, column)
    return None


def _is_prose(before: str) -> bool:
    """Return whether what stands before a mark on its line is a sentence that only speaks of a signature."""
    return len(before) > _CLAUSE and _GOES_ON.search(before[-20:]) is not None


def _signs_in_one_line(plain: str, name: str) -> bool:
    """Return whether "Acme Ltd — Jane Doe, CEO — 2 May 2026" or "Jane Doe, CEO, 2 May 2026": who, for whom, when."""
    bits = re.split(r"\s*[–—·|,]\s*|\s+-\s+", plain)
    if len(bits) < 2:
        return False
    first = find_organisations(plain)
    return bool(first and first[0].start <= 4) or (plain.startswith(name) and any(map(looks_like_title, bits[1:])))
