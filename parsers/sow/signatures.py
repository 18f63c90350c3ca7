"""Who signed: signature blocks put together from their parts, each with the mark it was signed with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from parsers.contract import Finding, MarkKind
from parsers.fields.organisations import find_organisations
from parsers.fields.people import find_names, looks_like_name, looks_like_title
from parsers.sow.blanks import is_blank
from parsers.sow.facts import Side, Signature
from parsers.sow.parties import Party, side_of_name, side_of_words
from parsers.sow.sign_lines import SIGNING, Part, Piece
from parsers.sow.sign_zones import STAMP, names_in
from parsers.sow.view import View, trimmed

_QUOTED = re.compile(r"[\"“”](?P<name>[A-Z][^\"“”\n]{2,40})[\"“”]")
_IN_BRACKETS = re.compile(r"\((?P<party>[^()\n]{2,60}?)\s+[–—-]\s+(?P<name>[^()\n]{3,50})\)")


_BELOW = {Part.NAME, Part.PRINTED, Part.TITLE, Part.DATE}  # what is printed under a signature

_ADOPTED = {Part.PRINTED, Part.SEAL}  # what an e-sign service prints under "DocuSigned by"
_JUST_BELOW = 120  # characters from a picture to the words under it
INK, PICTURE = "ink", "picture of a signature"
_DRAWN = {MarkKind.INK: INK, MarkKind.PICTURE: PICTURE}


@dataclass(slots=True)
class Block:
    """A signature block being gathered: at most one piece of each part."""

    pieces: dict[Part, Piece] = field(default_factory=dict)
    last: Part | None = None

    @property
    def signing(self) -> Piece | None:
        """Return the piece that was or is to be signed."""
        return next((self.pieces[part] for part in SIGNING if part in self.pieces), None)

    def takes(self, part: Part) -> bool:
        """Return whether a further piece can belong to this block."""
        if part is Part.PARTY:
            return Part.PARTY not in self.pieces and not set(self.pieces) - {Part.INK}
        if part is Part.INK:
            return self.signing is None and not _BELOW & set(self.pieces)
        if part is Part.STAMP:
            signing = self.signing
            return signing is None or (signing.part not in (Part.STAMP, Part.TYPED, Part.LINE) and signing.empty)
        if part is Part.QUOTED:
            return self.last is Part.BY
        if part is Part.SEAL:
            return bool({Part.STAMP, Part.SIGNATURE, Part.BY} & set(self.pieces))
        if part in SIGNING:
            signing = self.signing
            return signing is None or (part is Part.BY and signing.part is Part.SIGNATURE and signing.empty)
        return part not in self.pieces


@dataclass(frozen=True, slots=True)
class SignatureRead:
    """One block as read, with the name of its party where the block says it."""

    finding: Finding[Signature]
    party: Finding[str] | None
    fields: tuple[int, ...] = ()  # where in the text its signature fields stand


def read_signatures(view: View, pieces: tuple[Piece, ...], parties: tuple[Party, ...]) -> tuple[SignatureRead, ...]:
    """Return the signature blocks in reading order, sides filled in from the parties."""
    ruled = any(piece.part in SIGNING and piece.part is not Part.TYPED for piece in pieces)
    inline = any(piece.part in (Part.TYPED, Part.LINE) and piece.label for piece in pieces)
    found = _blocks(pieces)
    blocks = [block for block in found if _is_block(view, block, ruled) or (inline and _is_empty_line(view, block))]
    return _once_each(_read(view, block, parties) for block in sorted(blocks, key=_start))


def _blocks(pieces: tuple[Piece, ...]) -> list[Block]:
    done: list[Block] = []
    current: dict[int, Block] = {}
    for piece in pieces:
        block = current.get(piece.column)
        if piece.part is Part.BY and block is not None and _is_signed(block) and Part.NAME not in block.pieces:
            piece = replace(
                piece, part=Part.NAME
            )  # "Signature: /s/ Jane Doe  By: Jane Doe": the name is printed after By
        if block is not None and piece.empty and piece.part in (Part.BY, Part.SIGNATURE) and _has_shown_mark(block):
            continue  # the label under its own stamp
        if block is None and piece.part in (Part.PRINTED, Part.TITLE, Part.QUOTED, Part.SEAL):
            continue
        if block is None or not block.takes(piece.part):
            if piece.part in (Part.QUOTED, Part.SEAL):
                continue
            block = Block()
            current[piece.column] = block
            done.append(block)
        block.pieces[piece.part] = piece
        block.last = piece.part
    return _with_ink_below(done)


def _with_ink_below(blocks: list[Block]) -> list[Block]:
    """Give ink that stands alone under a block's printed name to that block, for nothing follows it to sign for."""
    kept: list[Block] = []
    for block in blocks:
        ink = block.pieces.get(Part.INK)
        above = next((one for one in reversed(kept) if _column(one) == ink.column), None) if ink else None
        if ink and above and set(block.pieces) == {Part.INK} and above.signing is None:
            above.pieces[Part.INK] = ink
        else:
            kept.append(block)
    return kept


def _column(block: Block) -> int:
    return next(iter(block.pieces.values())).column


def _is_empty_line(view: View, block: Block) -> bool:
    """Return whether a block is no more than "Agency:" with nothing after it, where others sign on such a line."""
    party = block.pieces.get(Part.PARTY)
    return (
        party is not None
        and len(block.pieces) == 1
        and bool(party.label)
        and _words(view, party).rstrip(" *_").endswith(":")
    )


def _is_signed(block: Block) -> bool:
    signature = block.pieces.get(Part.SIGNATURE)
    return signature is not None and not signature.empty


def _has_shown_mark(block: Block) -> bool:
    return block.signing is not None and block.signing.part in (Part.STAMP, Part.INK) and not _BELOW & set(block.pieces)


def _is_block(view: View, block: Block, ruled: bool) -> bool:
    """Return whether parts make a signature block; where a document has lines to sign on, a block must have one."""
    parts = set(block.pieces)
    if block.signing is not None:
        return Part.BY not in parts or len(parts) > 1 or STAMP.search(_words(view, block.pieces[Part.BY])) is not None
    return (
        not ruled
        and _name(view, block) is not None
        and Part.NAME in parts
        and bool(parts & {Part.DATE, Part.TITLE, Part.PARTY})
    )


def _read(view: View, block: Block, parties: tuple[Party, ...]) -> SignatureRead:
    party = _party(view, block)
    name, title, signed_on = _name(view, block), _title(view, block), _date(view, block)
    side = _side(view, block, party, parties)
    start, end = _start(block), max(piece.end for piece in block.pieces.values())
    first, last = trimmed(view.text, start, end)
    if first >= last:
        first, last = start, end
    if last - first > 400:
        first, last = _tight(block)
    value = Signature(side, name, title, signed_on, _mark(view, block, name))
    fields = tuple(piece.start for piece in block.pieces.values() if piece.mark is MarkKind.FIELD)
    return SignatureRead(view.document.finding(value, first, last), party, fields)


def _tight(block: Block) -> tuple[int, int]:
    piece = block.signing or next(iter(block.pieces.values()))
    return piece.start, piece.end


def _mark(view: View, block: Block, name: str | None) -> str | None:
    """Return what a block was signed with; a printed name beside a blank line is no mark."""
    for part in (Part.STAMP, Part.SIGNATURE, Part.BY):
        words = _words(view, block.pieces[part]) if part in block.pieces else ""
        stamp = STAMP.search(words)
        bare = stamp is not None and is_blank(words[stamp.end() :].replace("_", " "))
        if stamp is not None and bare and name and "/" not in stamp.group() and _ADOPTED & set(block.pieces):
            return f"{stamp.group()} {name}"
        if stamp is not None and not is_blank(words[stamp.end() :].replace("_", " ")):
            return " ".join(words[stamp.start() :].replace("_", " ").split())[:80].strip("- ")
    drawn = next((_DRAWN[one.mark] for one in block.pieces.values() if one.mark in _DRAWN and _near(one, block)), None)
    if drawn is not None:
        return drawn
    if Part.TYPED in block.pieces and not is_blank(_words(view, block.pieces[Part.TYPED])):
        return f"typed: {name}" if name else None
    if Part.SEAL in block.pieces and name:
        return f"e-sign stamp {_words(view, block.pieces[Part.SEAL]).strip()}"
    if Part.QUOTED in block.pieces and block.pieces[Part.BY].empty:
        return _words(view, block.pieces[Part.QUOTED]).strip()
    for part in (Part.SIGNATURE, Part.BY):
        piece = block.pieces.get(part)
        words = _words(view, piece) if piece else ""
        quoted = _QUOTED.search(words)
        if quoted:
            return quoted.group()
        if words and not is_blank(words) and _signs(part, words, block, view):
            return f"typed: {' '.join(words.split())[:60]}"
    return None


def _near(one: Piece, block: Block) -> bool:
    """Return whether a mark stands at its block: a picture alone does only just above the name it signs for."""
    if one.part is not Part.INK or one.mark is not MarkKind.PICTURE:
        return True
    return any(0 <= other.start - one.start <= _JUST_BELOW for other in block.pieces.values() if other is not one)


def _signs(part: Part, words: str, block: Block, view: View) -> bool:
    """Return whether typed words on the signing line are a signature rather than the printed name under it."""
    if not find_names(words) and not looks_like_name(words.strip()):
        return False
    if part is Part.SIGNATURE:
        return True
    return Part.NAME in block.pieces and _date(view, block) is not None


def _name(view: View, block: Block) -> str | None:
    for part in (Part.NAME, Part.PRINTED, Part.TYPED, Part.STAMP, Part.QUOTED, Part.SIGNATURE, Part.BY, Part.LINE):
        piece = block.pieces.get(part)
        if piece is None:
            continue
        words = _words(view, piece)
        bracket = _IN_BRACKETS.search(words)
        if bracket and part is Part.LINE:
            return bracket["name"].strip()
        plain = STAMP.sub(" ", words).replace("_", " ").strip(' :-–—,"“”')
        if part is Part.NAME and plain and not is_blank(words):
            return _of_two(" ".join(plain.split(",")[0].split()), _signed_name(view, block))
        names = names_in(plain)
        signed = _signed_name(view, block)
        if part is Part.PRINTED and names and signed and not _shared(names[0].name, signed):
            continue
        if names and not is_blank(plain):
            return _once(names[0].name)
        if part is Part.STAMP and 1 < len(plain.split()) <= 5:
            return " ".join(plain.split())
    return None


def _signed_name(view: View, block: Block) -> str:
    """Return the name in a "/s/ Name" of the block, "" where there is none."""
    piece = block.pieces.get(Part.BY) or block.pieces.get(Part.STAMP) or block.pieces.get(Part.SIGNATURE)
    words = _words(view, piece) if piece else ""
    names = find_names(STAMP.sub(" ", words)) if STAMP.search(words) else ()
    return _once(names[0].name) if names else ""


def _shared(one: str, other: str) -> bool:
    return bool(set(one.lower().split()) & set(other.lower().split()))


def _of_two(printed: str, signed: str) -> str:
    """Return the printed name, or the signed one where two columns' names were printed into one."""
    return (
        signed if signed and printed.startswith(signed) and len(printed.split()) >= len(signed.split()) + 2 else printed
    )


def _once(name: str) -> str:
    """Return a name without its repetition in capitals: "Brian Hayek BRIAN HAYEK"."""
    words = name.split()
    for size in range(2, len(words)):
        if words[size].lower() == words[0].lower():
            return " ".join(words[:size])
    return name


def _title(view: View, block: Block) -> str | None:
    piece = block.pieces.get(Part.TITLE)
    if piece is not None:
        words = re.split(r"\s+(?=\d)", " ".join(_words(view, piece).strip(" *_-–—:").split()))[0]
        return words if words and not is_blank(words) else None
    for part in (Part.TYPED, Part.PRINTED, Part.NAME, Part.STAMP):
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
    words = " ".join(_words(view, block.pieces[part]) for part in (Part.PARTY, Part.TYPED) if part in block.pieces)
    name = _name(view, block)
    for known in parties:
        if name is not None and name.lower() == known.name.value.lower():
            return known.side
    for known in parties:
        if known.name.value.lower() in words.lower():
            return known.side
    if party is not None and (side := side_of_name(party.value, parties)) is not Side.UNKNOWN:
        return side
    plain = words.strip(' :*_"“”()')
    return side_of_name(plain, parties) if side_of_words(words) is Side.UNKNOWN else side_of_words(words)


def _once_each(found: Iterable[SignatureRead]) -> tuple[SignatureRead, ...]:
    """Return the blocks without repetitions: one person often signs the agreement and each of its schedules."""
    seen: dict[tuple[object, ...], SignatureRead] = {}
    for number, one in enumerate(found):
        value = one.finding.value
        key = (value.name.lower(), value.mark is None) if value.name else (number,)
        if key not in seen or seen[key].finding.value.side is Side.UNKNOWN:
            seen[key] = one
    return tuple(seen.values())


def _start(block: Block) -> int:
    return min(piece.start for piece in block.pieces.values())


def _words(view: View, piece: Piece) -> str:
    return view.text[piece.start : piece.end]
