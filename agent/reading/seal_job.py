"""What runs in the process that checks cryptographic signatures: a pdf's bytes to JSON that lists them.

It is a process of its own, started when the first signed file comes, because pyHanko takes a second to load.
"""

from __future__ import annotations

import importlib
import json
import ssl
from functools import cache

from agent.reading.samples import sealed
from parsers.seals import read_seals, unverified
from parsers.wire import dump

LIBRARIES = (
    "pyhanko.pdf_utils.reader",
    "pyhanko.sign.diff_analysis",
    "pyhanko.sign.validation",
    "pyhanko.sign.validation.errors",
    "pyhanko_certvalidator.errors",
    "encodings.idna",
)


def warm() -> None:
    """Load all that checking needs, by checking a file signed for the purpose."""
    for library in LIBRARIES:
        importlib.import_module(library)
    if not all(seal.intact for seal in read_seals(sealed(), _authorities())):
        raise RuntimeError("signatures cannot be checked here")


def run(_name: str, content: bytes) -> bytes:
    """Return a pdf's signatures as JSON; where they cannot be read at all, that there is one and it is not verified."""
    try:
        seals = read_seals(content, _authorities())
    except Exception:  # noqa: BLE001 - the edge of a process that reads hostile bytes with a library that raises anything
        seals = unverified()
    return json.dumps(dump(seals)).encode()


@cache
def _authorities() -> tuple[bytes, ...]:
    """Return the certificates this machine trusts, in DER."""
    return tuple(ssl.create_default_context().get_ca_certs(binary_form=True))
