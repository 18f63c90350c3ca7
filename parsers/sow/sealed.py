"""A file's cryptographic signatures laid to its signature blocks: whose each is, and whether the file still holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.contract import Finding, Seal
from parsers.fields.organisations import fold
from parsers.sow.facts import Doubt, Side, Signature
from parsers.sow.parties import Party, side_of_name
from parsers.sow.signatures import SignatureRead
from parsers.sow.view import View

_SERVICE = re.compile(
    r"docusign|adobe|acrobat sign|dropbox sign|hellosign|pandadoc|docuseal|documenso|sign ?now|airslate|yousign"
    r"|skribble|scrive|signwell|signrequest|zoho sign|e-?seal\b|timestamp",
    re.IGNORECASE,
)


def sealed(
    view: View, blocks: tuple[SignatureRead, ...], parties: tuple[Party, ...]
) -> tuple[tuple[SignatureRead, ...], tuple[Finding[Doubt], ...]]:
    """Return the blocks with the marks of whole cryptographic signatures, and a doubt for each of the others.

    The seal of an e-sign service closes the envelope and signs for no party.
    """
    found = [_unmarked(one) if _claims(view, one) else one for one in blocks]
    for seal in view.document.seals:
        if _doubt(seal) in (Doubt.BROKEN, Doubt.CHANGED):
            found = [_unmarked(one) if _is_of(one, seal) else one for one in found]
        elif _doubt(seal) is None and not _SERVICE.search(f"{seal.signer} {seal.organisation or ''}"):
            _sign(view, found, seal, parties)
    return tuple(found), tuple(_doubts(view))


def _claims(view: View, one: SignatureRead) -> bool:
    """Return whether a block shows a digital signature of which this file holds one, but none that was verified."""
    seals, mark = view.document.seals, one.finding.value.mark
    return bool(seals) and not any(seal.verified for seal in seals) and bool(mark) and "digital" in str(mark).lower()


def _unmarked(one: SignatureRead) -> SignatureRead:
    """Return a block without what its broken signature shows of itself."""
    return replace(one, finding=replace(one.finding, value=replace(one.finding.value, mark=None)))


def _doubts(view: View) -> Iterator[Finding[Doubt]]:
    said: set[Doubt] = set()
    for seal in view.document.seals:
        doubt = _doubt(seal)
        if doubt is not None and doubt not in said:
            said.add(doubt)
            at = len(view.text) if seal.position is None else seal.position
            yield view.document.finding(doubt, at, at)


def _doubt(seal: Seal) -> Doubt | None:
    if not seal.verified:
        return Doubt.NOT_VERIFIED
    if not seal.intact:
        return Doubt.BROKEN
    return None if seal.whole else Doubt.CHANGED


def _sign(view: View, found: list[SignatureRead], seal: Seal, parties: tuple[Party, ...]) -> None:
    """Give a signature to its block: by place, by name or by organisation; where there is none, a block of its own."""
    own = next((n for n, one in enumerate(found) if _is_of(one, seal)), None)
    if own is None:
        at = len(view.text) if seal.position is None else seal.position
        side = side_of_name(seal.organisation, parties) if seal.organisation else Side.UNKNOWN
        value = Signature(side, seal.signer, None, seal.signed_on, mark_of(seal))
        found.append(SignatureRead(view.document.finding(value, at, at), None))
        return
    old = found[own].finding.value
    value = replace(old, name=old.name or seal.signer, date=old.date or seal.signed_on, mark=mark_of(seal))
    found[own] = replace(found[own], finding=replace(found[own].finding, value=value))


def _is_of(one: SignatureRead, seal: Seal) -> bool:
    if seal.position is not None and seal.position in one.fields:
        return True
    name = one.finding.value.name
    if name and name.lower() in seal.signer.lower():
        return True
    return bool(seal.organisation and one.party and fold(one.party.value) == fold(seal.organisation))


def mark_of(seal: Seal) -> str:
    """Return what a whole signature is called: who signed, and whether this machine trusts who vouches for that."""
    kind = "certifying digital signature" if seal.certifies else "digital signature"
    return f"{kind} of {seal.signer}, unchanged since; issuer {'trusted' if seal.trusted else 'not known here'}"
