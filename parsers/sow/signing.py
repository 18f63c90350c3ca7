"""The evidence for each signature: blocks, an e-sign certificate and cryptographic signatures laid side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.contract import Finding
from parsers.sow.esign import Certificate, Progress, read_certificate
from parsers.sow.facts import Doubt, Side, Signature
from parsers.sow.parties import Party
from parsers.sow.sealed import sealed
from parsers.sow.signatures import SignatureRead
from parsers.sow.view import View

_STAMPED = re.compile(r"docusigned|e-?signed|electronically|e-sign stamp|e-signature", re.IGNORECASE)
_DOUBTS = {Progress.PENDING: Doubt.PENDING, Progress.ENDED: Doubt.ENDED}


@dataclass(frozen=True, slots=True)
class Signing:
    """Every signature with its evidence, and what casts doubt on them."""

    signatures: tuple[SignatureRead, ...]
    doubts: tuple[Finding[Doubt], ...]


def read_signing(view: View, blocks: tuple[SignatureRead, ...], parties: tuple[Party, ...]) -> Signing:
    """Return the signature blocks with all marks that the document's other evidence gives them."""
    printed = tuple(dict.fromkeys(one.finding.value.name for one in blocks if one.finding.value.name))
    certificate = read_certificate(view, printed)
    found = blocks if certificate is None else certified(view, blocks, certificate)
    found, doubts = sealed(view, found, parties)
    return Signing(other_side(found), (*_doubts(view, certificate), *doubts))


def _doubts(view: View, certificate: Certificate | None) -> tuple[Finding[Doubt], ...]:
    if certificate is None:
        return ()
    doubt = _DOUBTS.get(certificate.progress) if certificate.own else Doubt.OTHER_DOCUMENT
    return () if doubt is None else (view.document.finding(doubt, certificate.start, certificate.title_end),)


def certified(view: View, blocks: tuple[SignatureRead, ...], certificate: Certificate) -> tuple[SignatureRead, ...]:
    """Return the blocks with the marks that an e-sign certificate gives the names in them.

    Signers whose names stand in no block are added with their side unknown. A certificate of another document gives
    nothing, and takes away what e-sign stamps alone would say.
    """
    own = tuple(one for one in blocks if one.finding.place.start < certificate.start)
    if not certificate.own:
        return tuple(_unstamped(one) for one in own)
    mark = f"{certificate.service} certificate".strip() if certificate.service else "e-sign certificate"
    names = {one.finding.value.name.lower() for one in own if one.finding.value.name}
    others = [signer for signer in certificate.signers if signer.name.lower() not in names]
    marked = tuple(_by_certificate(one, certificate, mark) for one in own)
    if certificate.progress is Progress.COMPLETED:
        marked = _without_nameless(marked, len(others))
    return marked + tuple(
        SignatureRead(
            view.document.finding(Signature(Side.UNKNOWN, one.name, None, one.date, mark), one.start, one.end), None
        )
        for one in others
    )


def _without_nameless(blocks: tuple[SignatureRead, ...], others: int) -> tuple[SignatureRead, ...]:
    """Leave out blank blocks that name nobody, where the certificate names as many signers as these have room for."""
    nameless = [one for one in blocks if one.finding.value.name is None and one.finding.value.mark is None]
    return tuple(one for one in blocks if one not in nameless) if len(nameless) <= others else blocks


def _unstamped(one: SignatureRead) -> SignatureRead:
    value = one.finding.value
    if value.mark is None or not _STAMPED.search(value.mark):
        return one
    return with_value(one, replace(value, mark=None))


def _by_certificate(one: SignatureRead, certificate: Certificate, mark: str) -> SignatureRead:
    old = one.finding.value
    signer = next((s for s in certificate.signers if old.name and s.name.lower() == old.name.lower()), None)
    if signer is None:
        return one
    return with_value(one, replace(old, date=old.date or signer.date, mark=old.mark or mark))


def other_side(signatures: tuple[SignatureRead, ...]) -> tuple[SignatureRead, ...]:
    """Return the blocks with the one unknown side of two named as the opposite of the known one."""
    sides = [one.finding.value.side for one in signatures]
    if len(signatures) != 2 or sides.count(Side.UNKNOWN) != 1:
        return signatures
    known = next(side for side in sides if side is not Side.UNKNOWN)
    missing = Side.AGENCY if known is Side.CLIENT else Side.CLIENT
    return tuple(
        one if one.finding.value.side is not Side.UNKNOWN else with_value(one, replace(one.finding.value, side=missing))
        for one in signatures
    )


def with_value(one: SignatureRead, value: Signature) -> SignatureRead:
    """Return a block with another value read from the same place."""
    return replace(one, finding=replace(one.finding, value=value))
