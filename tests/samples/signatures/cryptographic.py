"""Agreements with cryptographic signatures: whole, broken, changed afterwards, by one side, by an e-sign service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from parsers.sow.facts import Signed
from tests.files.pdf import pdf
from tests.files.sealed import Hand, added, flipped, sealed
from tests.samples.signatures import Case
from tests.samples.signatures.drawn import labelled
from tests.samples.signatures.pens import nothing, signature

CLIENT = Hand("Ellen Ward", "Northwind Traders Ltd", "Client", (98, 444, 290, 474))
AGENCY = Hand("Ravi Menon", "Lumen Works LLC", "Agency", (98, 304, 290, 334))

_UNSEEN = (Hand("Ellen Ward", field="a"), Hand("Ravi Menon", field="b"))


@cache
def blank() -> bytes:
    """Return the agreement with two blank lines."""
    return pdf(labelled(nothing, nothing))


def _inked() -> bytes:
    return pdf(labelled(signature, nothing))


_CASES: tuple[tuple[str, Signed, Callable[[], bytes]], ...] = (
    ("sealed-by-both", Signed.SIGNED, lambda: sealed(blank(), CLIENT, AGENCY)),
    ("sealed-agency-first", Signed.SIGNED, lambda: sealed(blank(), AGENCY, CLIENT)),
    (
        "sealed-unseen",
        Signed.SIGNED,
        lambda: sealed(blank(), Hand("Ellen Ward", field="a"), Hand("Ravi Menon", field="b")),
    ),
    ("sealed-and-inked", Signed.SIGNED, lambda: sealed(_inked(), AGENCY)),
    ("sealed-by-one", Signed.PART_SIGNED, lambda: sealed(blank(), AGENCY)),
    ("sealed-certified-by-one", Signed.PART_SIGNED, lambda: sealed(blank(), Hand("Ellen Ward", certify=True))),
    ("sealed-broken", Signed.UNSIGNED, lambda: flipped(sealed(blank(), CLIENT, AGENCY), b"48,000")),
    ("sealed-changed-after", Signed.UNSIGNED, lambda: added(sealed(blank(), CLIENT, AGENCY))),
    ("sealed-by-a-service", Signed.UNSIGNED, lambda: sealed(blank(), Hand("DocuSign, Inc. Signing", "DocuSign, Inc."))),
    ("sealed-cut-short", Signed.UNSIGNED, lambda: sealed(blank(), CLIENT, AGENCY)[:-300]),
)


def cryptographic() -> Iterator[Case]:
    """Yield the cases; their seals are checked with `parsers.seals`."""
    for name, expected, build in _CASES:
        yield Case(f"{name}.pdf", expected, build)
