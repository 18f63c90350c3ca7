"""Who signed: blocks put together from their parts, each with the mark it was signed with, and the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from parsers.contract import Finding
from parsers.fields.organisations import find_organisations
from parsers.fields.people import find_names, looks_like_name, looks_like_title
from parsers.sow.blanks import is_blank
from parsers.sow.facts import Side, Signature, Signed
from parsers.sow.parties import Party, side_of_name, side_of_words
from parsers.sow.sign_lines import STAMP, Part, Piece
from parsers.sow.view import View, trimmed

_SIGNING = (Part.BY, Part.SIGNATURE, Part.STAMP, Part.LINE, Part.TYPED)
_QUOTED = re.compile(r"[\"“”](?P<name>[A-Z][^\"“”\n]{2,40})[\"“”]")
_IN_BRACKETS = re.compile(r"\((?P<party>[^()\n]{2,60}?)\s+[–—-]\s+(?P<name>[^()\n]{3,50})\)")


@dataclass(slots=True)
class Block:
    """A signature block being gathered: at most one piece of each part."""

    pieces: dict[Part, Piece] = field(default_factory=dict)

    @property
    def signing(self) -> Piece | None:
        """Return the piece that was or is to be signed."""
        return next((self.pieces[part] for part in _SIGNING if part in self.pieces), None)

    def takes(self, part: Part) -> bool:
        """Return whether a further piece can belong to this block."""
        if part is Part.PARTY:
            return not set(self.pieces) - {Part.PARTY}
        if part is Part.STAMP:
            return not {Part.STAMP, Part.TYPED, Part.LINE} & set(self.pieces)
        if part in _SIGNING:
            return self.signing is None
        return part not in self.pieces


@dataclass(frozen=True, slots=True)
class SignatureRead:
    """One block as read, with the name of its party where the block says it."""

    finding: Finding[Signature]
    party: Finding[str] | None


def read_signatures(view: View, pieces: tuple[Piece, ...], parties: tuple[Party, ...]) -> tuple[SignatureRead, ...]:
    """Return the signature blocks in reading order, sides filled in from the parties."""
    blocks = [block for block in _blocks(pieces) if _is_block(view, block)]
    return tuple(_read(view, block, parties) for block in sorted(blocks, key=_start))


def other_side(signatures: tuple[SignatureRead, ...]) -> tuple[SignatureRead, ...]:
    """Return the blocks with the one unknown side of two named as the opposite of the known one."""
    sides = [one.finding.value.side for one in signatures]
    if len(signatures) != 2 or sides.count(Side.UNKNOWN) != 1:
        return signatures
    known = next(side for side in sides if side is not Side.UNKNOWN)
    missing = Side.AGENCY if known is Side.CLIENT else Side.CLIENT
    return tuple(one if one.finding.value.side is not Side.UNKNOWN else _with_side(one, missing) for one in signatures)


def verdict(signatures: Iterable[Finding[Signature]], template: bool) -> Signed:
    """Return how far a document is signed: every block and at least two of them, some, or none."""
    values = [finding.value for finding in signatures]
    marked = [value for value in values if value.mark]
    if not marked:
        return Signed.TEMPLATE if template else Signed.UNSIGNED
    sides = {value.side for value in values if value.side is not Side.UNKNOWN}
    signed_sides = {value.side for value in marked if value.side is not Side.UNKNOWN}
    if sides == {Side.CLIENT, Side.AGENCY}:
        return Signed.SIGNED if signed_sides == sides else Signed.PART_SIGNED
    if len(marked) >= 2 and len(marked) == len(values):
        return Signed.SIGNED
    alone = len(values) == 1 and signed_sides == {Side.CLIENT}
    return Signed.SIGNED if alone else Signed.PART_SIGNED


def _blocks(pieces: tuple[Piece, ...]) -> list[Block]:
    done: list[Block] = []
    current: dict[int, Block] = {}
    for piece in pieces:
        block = current.get(piece.column)
        if block is None or not block.takes(piece.part):
            block = Block()
            current[piece.column] = block
            done.append(block)
        block.pieces[piece.part] = piece
    return done


def _is_block(view: View, block: Block) -> bool:
    parts = set(block.pieces)
    if block.signing is not None:
        return Part.BY not in parts or len(parts) > 1 or STAMP.search(_words(view, block.pieces[Part.BY])) is not None
    return Part.NAME in parts and bool(parts & {Part.DATE, Part.TITLE, Part.PARTY})


def _read(view: View, block: Block, parties: tuple[Party, ...]) -> SignatureRead:
    party = _party(view, block)
    name, title, signed_on = _name(view, block), _title(view, block), _date(view, block)
    side = _side(view, block, party, parties)
    start, end = _start(block), max(piece.end for piece in block.pieces.values())
    first, last = trimmed(view.text, start, end)
    if first >= last:
        first, last = start, end
    if last - first > 400:
        first, last = _tight(view, block)
    value = Signature(side, name, title, signed_on, _mark(view, block, name))
    return SignatureRead(view.document.finding(value, first, last), party)


def _tight(view: View, block: Block) -> tuple[int, int]:
    piece = block.signing or next(iter(block.pieces.values()))
    return piece.start, piece.end


def _mark(view: View, block: Block, name: str | None) -> str | None:
    """Return what a block was signed with; a printed name beside a blank line is no mark."""
    for part in (Part.STAMP, Part.SIGNATURE, Part.BY):
        words = _words(view, block.pieces[part]) if part in block.pieces else ""
        stamp = STAMP.search(words)
        if stamp is not None and not is_blank(words[stamp.end() :].replace("_", " ")):
            return " ".join(words[stamp.start() :].replace("_", " ").split())[:80].strip("- ")
    if Part.TYPED in block.pieces and not is_blank(_words(view, block.pieces[Part.TYPED])):
        return f"typed: {name}" if name else None
    for part in (Part.SIGNATURE, Part.BY):
        piece = block.pieces.get(part)
        words = _words(view, piece) if piece else ""
        quoted = _QUOTED.search(words)
        if quoted:
            return quoted.group()
        if words and not is_blank(words) and _signs(part, words, block, view):
            return f"typed: {' '.join(words.split())[:60]}"
    if block.signing is None and name and _date(view, block):
        return f"typed: {name}, dated"
    return None


def _signs(part: Part, words: str, block: Block, view: View) -> bool:
    """Return whether typed words on the signing line are a signature rather than the printed name under it."""
    if not find_names(words) and not looks_like_name(words.strip()):
        return False
    if part is Part.SIGNATURE:
        return True
    return Part.NAME in block.pieces and _date(view, block) is not None


def _name(view: View, block: Block) -> str | None:
    for part in (Part.NAME, Part.PRINTED, Part.TYPED, Part.STAMP, Part.SIGNATURE, Part.BY, Part.LINE):
        piece = block.pieces.get(part)
        if piece is None:
            continue
        words = _words(view, piece)
        bracket = _IN_BRACKETS.search(words)
        if bracket and part is Part.LINE:
            return bracket["name"].strip()
        plain = STAMP.sub(" ", words).replace("_", " ").strip(' :-–—,"“”')
        if part is Part.NAME and plain and not is_blank(words):
            return " ".join(plain.split(",")[0].split())
        names = find_names(plain)
        if names and not is_blank(plain):
            return names[0].name
        if part is Part.STAMP and 1 < len(plain.split()) <= 5:
            return " ".join(plain.split())
    return None


def _title(view: View, block: Block) -> str | None:
    piece = block.pieces.get(Part.TITLE)
    if piece is not None:
        words = " ".join(_words(view, piece).strip(" *_-–—:").split())
        return words if words and not is_blank(words) else None
    for part in (Part.TYPED, Part.PRINTED, Part.NAME):
        words = _words(view, block.pieces[part]) if part in block.pieces else ""
        for bit in re.split(r"[,;·|–—()]|\s-\s", words)[1:]:
            if looks_like_title(bit.strip(" *_")):
                return bit.strip(" *_")
    return None


def _date(view: View, block: Block) -> date | None:
    for part in (Part.DATE, Part.TYPED, Part.STAMP):
        piece = block.pieces.get(part)
        spans = view.dates(piece.start, piece.end) if piece else ()
        if spans and spans[0].value is not None:
            return spans[0].value
    return None


def _party(view: View, block: Block) -> Finding[str] | None:
    """Return the organisation that a block names as the one it signs for."""
    line = block.pieces.get(Part.LINE)
    if line is not None:
        bracket = _IN_BRACKETS.search(view.text, line.start, line.end)
        if bracket:
            return view.document.finding(bracket["party"], *bracket.span("party"))
    for part in (Part.PARTY, Part.TYPED, Part.BY):
        piece = block.pieces.get(part)
        named = find_organisations(view.text, piece.start, piece.end) if piece else ()
        if named:
            return view.document.finding(named[0].name, named[0].start, named[0].end)
    return None


def _side(view: View, block: Block, party: Finding[str] | None, parties: tuple[Party, ...]) -> Side:
    for piece in block.pieces.values():
        if piece.label and (side := side_of_words(piece.label)) is not Side.UNKNOWN:
            return side
    words = _words(view, block.pieces[Part.PARTY]) if Part.PARTY in block.pieces else ""
    for known in parties:
        if known.name.value.lower() in words.lower():
            return known.side
    if party is not None and (side := side_of_name(party.value, parties)) is not Side.UNKNOWN:
        return side
    plain = words.strip(' :*_"“”()')
    return side_of_name(plain, parties) if side_of_words(words) is Side.UNKNOWN else side_of_words(words)


def _with_side(one: SignatureRead, side: Side) -> SignatureRead:
    old = one.finding.value
    value = Signature(side, old.name, old.title, old.date, old.mark)
    return SignatureRead(Finding(value, one.finding.quote, one.finding.place, one.finding.certainty), one.party)


def _start(block: Block) -> int:
    return min(piece.start for piece in block.pieces.values())


def _words(view: View, piece: Piece) -> str:
    return view.text[piece.start : piece.end]
