"""Cryptographic signatures of a pdf file, checked with pyHanko: whose, whether the bytes still match, what came after.

PAdES and ISO 32000-2, 12.8. Nothing is fetched: no revocation list, no certificate. Importing pyHanko takes a second
or two, so a file without a /ByteRange never comes here; `may_be_sealed` says which one does.
"""

from __future__ import annotations

import logging
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from parsers.contract import Seal

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable

_MOST = 50  # signatures of one file that are checked
_NAME = 200  # characters of a name that are kept


def may_be_sealed(content: bytes) -> bool:
    """Return whether bytes can be a pdf with a cryptographic signature in it."""
    return b"%PDF-" in content[:1024] and b"/ByteRange" in content


def unverified(count: int = 1) -> tuple[Seal, ...]:
    """Return what is known of signatures whose check failed: that they are there."""
    return (Seal("", verified=False),) * count


def read_seals(content: bytes, authorities: Iterable[bytes] = ()) -> tuple[Seal, ...]:
    """Return the signatures of a pdf in the order they were made; `authorities` are trusted certificates, in DER.

    A signature that cannot be taken apart is there and not verified. Raises whatever pyHanko does on a file it cannot
    open at all.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # it logs a traceback for each self-signed certificate
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    reader = PdfFileReader(BytesIO(content), strict=False)
    context = _context(authorities)
    return tuple(_seal(one, context) for one in reader.embedded_regular_signatures[:_MOST])


def _context(authorities: Iterable[bytes]) -> Any:
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko_certvalidator import ValidationContext

    roots = [root for one in authorities for root in load_certs_from_pemder_data(one)]
    return ValidationContext(trust_roots=roots, allow_fetching=False)


def _seal(signature: Any, context: Any) -> Seal:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator.errors import PathError, ValidationError

    signer, organisation = _names(signature)
    try:
        status = _settled(async_validate_pdf_signature(signature, signer_validation_context=context))
    except (SignatureValidationError, PdfError, PathError, ValidationError, ValueError):
        return Seal(signer, organisation, verified=False, field=str(signature.field_name))
    return Seal(
        signer,
        organisation,
        _day(status.signer_reported_dt),
        intact=bool(status.intact and status.valid),
        whole=_is_whole(status),
        trusted=bool(status.trusted),
        certifies=signature.docmdp_level is not None,
        field=str(signature.field_name),
    )


def _settled(check: Coroutine[Any, Any, Any]) -> Any:
    """Return what a check comes to that waits for nothing: an event loop would want files, and there are none here."""
    try:
        check.send(None)
    except StopIteration as done:
        return done.value
    check.close()
    raise ValueError("the check waits for something outside the file")


def _names(signature: Any) -> tuple[str, str | None]:
    """Return the signer's name and organisation out of the certificate."""
    subject = signature.signer_cert.subject.native if signature.signer_cert is not None else {}
    name, organisation = (_first(subject.get(key)) for key in ("common_name", "organization_name"))
    return name or organisation or "", organisation


def _first(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(value.split())[:_NAME] if isinstance(value, str) else None


def _is_whole(status: Any) -> bool:
    """Return whether a signature covers the file as it is, but for fields filled in and signatures made after it."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel

    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    level = status.modification_level
    return level is not None and level <= ModificationLevel.FORM_FILLING


def _day(moment: Any) -> date | None:
    return moment.date() if moment is not None else None
