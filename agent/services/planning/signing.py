"""What is missing before a SOW is signed: one gap for each side that has not signed."""

from __future__ import annotations

from typing import Literal

from outbox.letters.facts import Side as LetterSide
from outbox.letters.sow_not_signed import Gap, Signer
from parsers.sow.facts import Side, Signed, SowFacts


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


def signers_in(facts: SowFacts) -> tuple[Signer, ...]:
    """Return who has signed."""
    return tuple(Signer(s.value.side.value, s.value.name or "", s.value.date) for s in facts.signatures if s.value.mark)


def unsigned_state(signed: Signed) -> Literal["part-signed", "unsigned", "template"]:
    """Return how far an agreement is from being signed."""
    if signed is Signed.PART_SIGNED:
        return "part-signed"
    return "template" if signed is Signed.TEMPLATE else "unsigned"
