"""How far a document is signed, from its signature blocks and an e-sign certificate."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.contract import Finding
from parsers.sow.esign import Certificate
from parsers.sow.facts import Side, Signature, Signed
from parsers.sow.signatures import SignatureRead
from parsers.sow.view import View

_CERTIFIED = "e-sign certificate, completed"


def certified(
    view: View, found: tuple[SignatureRead, ...], certificate: Certificate | None
) -> tuple[SignatureRead, ...]:
    """Return the blocks with the marks that a completed e-sign certificate gives the names in them.

    Signers whose names stand in no block are added with their side unknown.
    """
    if certificate is None:
        return found
    known = {one.finding.value.name.lower() for one in found if one.finding.value.name}
    marked = tuple(_by_certificate(one, certificate) for one in found if one.finding.place.start < certificate.start)
    return marked + tuple(
        SignatureRead(
            view.document.finding(Signature(Side.UNKNOWN, one.name, None, one.date, _CERTIFIED), one.start, one.end),
            None,
        )
        for one in certificate.signers
        if one.name.lower() not in known
    )


def _by_certificate(one: SignatureRead, certificate: Certificate) -> SignatureRead:
    old = one.finding.value
    signer = next((s for s in certificate.signers if old.name and s.name.lower() == old.name.lower()), None)
    if signer is None or old.mark is not None:
        return one
    value = Signature(old.side, old.name, old.title, old.date or signer.date, _CERTIFIED)
    return SignatureRead(Finding(value, one.finding.quote, one.finding.place, one.finding.certainty), one.party)


def other_side(signatures: tuple[SignatureRead, ...]) -> tuple[SignatureRead, ...]:
    """Return the blocks with the one unknown side of two named as the opposite of the known one."""
    sides = [one.finding.value.side for one in signatures]
    if len(signatures) != 2 or sides.count(Side.UNKNOWN) != 1:
        return signatures
    known = next(side for side in sides if side is not Side.UNKNOWN)
    missing = Side.AGENCY if known is Side.CLIENT else Side.CLIENT
    return tuple(one if one.finding.value.side is not Side.UNKNOWN else _with_side(one, missing) for one in signatures)


def _with_side(one: SignatureRead, side: Side) -> SignatureRead:
    old = one.finding.value
    value = Signature(side, old.name, old.title, old.date, old.mark)
    return SignatureRead(Finding(value, one.finding.quote, one.finding.place, one.finding.certainty), one.party)


def verdict(signatures: Iterable[Finding[Signature]], template: bool) -> Signed:
    """Return how far a document is signed: every block and at least two of them, some, or none."""
    values = [finding.value for finding in signatures]
    named = {value.name for value in values if value.mark}
    values = [value for value in values if value.mark or value.name is None or value.name not in named]
    marked = [value for value in values if value.mark]
    if not marked:
        return Signed.TEMPLATE if template else Signed.UNSIGNED
    sides = {value.side for value in values if value.side is not Side.UNKNOWN}
    signed_sides = {value.side for value in marked if value.side is not Side.UNKNOWN}
    if sides == {Side.CLIENT, Side.AGENCY}:
        return Signed.SIGNED if signed_sides == sides else Signed.PART_SIGNED
    if len(marked) >= 2 and len(marked) == len(values):
        return Signed.SIGNED
    return Signed.PART_SIGNED
