"""What a SOW bears on its signature lines, and what is missing before it is signed."""

from __future__ import annotations

from typing import Literal

from outbox.letters.facts import Side as LetterSide
from outbox.letters.facts import SignatureLine
from outbox.letters.sow_not_signed import Gap
from parsers.contract import Finding
from parsers.sow.facts import Side, Signature, Signed, SowFacts


def gaps_in(facts: SowFacts) -> tuple[Gap, ...]:
    """Return what each side lacks; a side without a signature block lacks a signature too."""
    parties = {Side.CLIENT: facts.client, Side.AGENCY: facts.agency}
    gaps = []
    for side, party in parties.items():
        marks = [s.value for s in facts.signatures if s.value.side is side and s.value.mark]
        name = party.value if party else ""
        letter_side: LetterSide = side.value
        if not marks:
            gaps.append(Gap(letter_side, name, "signature"))
    return tuple(gaps)


def signature_lines(facts: SowFacts) -> tuple[SignatureLine, ...]:
    """Return what stands on each line to sign on, in the order of the document, clients and agency by their names."""
    parties = {Side.CLIENT: facts.client, Side.AGENCY: facts.agency}
    return tuple(_line(one, parties.get(one.value.side)) for one in facts.signatures)


def _line(one: Finding[Signature], party: Finding[str] | None) -> SignatureLine:
    value, place = one.value, str(one.place).removeprefix(one.place.file).removeprefix(", ")
    name = party.value if party else ""
    return SignatureLine(value.side.value, name, value.name or "", value.mark or "", value.date, place)


def unsigned_state(signed: Signed) -> Literal["part-signed", "unsigned", "template"]:
    """Return how far an agreement is from being signed."""
    if signed is Signed.PART_SIGNED:
        return "part-signed"
    return "template" if signed is Signed.TEMPLATE else "unsigned"
