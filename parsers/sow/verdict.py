"""How far a document is signed, from the blocks of each instrument in it and from what casts doubt on them."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.contract import Finding
from parsers.sow.facts import Doubt, Side, Signed
from parsers.sow.instruments import Closing, Instrument, closings_of
from parsers.sow.signatures import SignatureRead
from parsers.sow.view import View

_FATAL = {Doubt.ENDED, Doubt.BROKEN, Doubt.CHANGED}


def verdict(
    view: View, signatures: tuple[SignatureRead, ...], doubts: Sequence[Finding[Doubt]], template: bool
) -> Signed:
    """Return how far a document is signed: its own instrument decides, and a doubt never makes it more signed."""
    said = {doubt.value for doubt in doubts}
    state = _decided(closings_of(view, signatures))
    if state is Signed.UNSIGNED or said & _FATAL:
        return Signed.TEMPLATE if template and not said & _FATAL else Signed.UNSIGNED
    return Signed.PART_SIGNED if Doubt.PENDING in said else state


def _decided(closings: tuple[Closing, ...]) -> Signed:
    """Return the state of the SOW where the file holds one to be signed by name, else of its first real agreement."""
    real = [one for one in closings if one.kind is not Instrument.FORM and (one.is_named or _marked(one.blocks))]
    work = next((one for one in real if one.kind is Instrument.WORK), None)
    deciding = work or next(iter(real), None)
    return _state(deciding.blocks) if deciding else Signed.UNSIGNED


def _marked(blocks: tuple[SignatureRead, ...]) -> list[SignatureRead]:
    return [one for one in blocks if one.finding.value.mark]


def _state(blocks: tuple[SignatureRead, ...]) -> Signed:
    """Return how far one instrument is signed: by every block and at least two of them, by some, or by none."""
    marked = _marked(blocks)
    if not marked:
        return Signed.UNSIGNED
    names = {one.finding.value.name for one in marked}
    blank = [one for one in blocks if not one.finding.value.mark and one.finding.value.name not in names - {None}]
    sides = {one.finding.value.side for one in (*marked, *blank)} - {Side.UNKNOWN}
    signed_sides = {one.finding.value.side for one in marked} - {Side.UNKNOWN}
    if sides == {Side.CLIENT, Side.AGENCY}:
        waits = signed_sides != sides or any(_waits(one) for one in blank)
        return Signed.PART_SIGNED if waits else Signed.SIGNED
    return Signed.SIGNED if len(marked) >= 2 and not blank else Signed.PART_SIGNED


def _waits(one: SignatureRead) -> bool:
    """Return whether a blank block is a further party's own: it names an organisation and who is to sign for it."""
    value = one.finding.value
    return value.side is Side.UNKNOWN and value.name is not None and one.party is not None
