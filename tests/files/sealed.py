"""Pdf files with cryptographic signatures, made with keys and certificates of our own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

_FROM = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Hand:
    """Who signs: a name and an organisation in a certificate, and the field the signature goes into."""

    name: str
    organisation: str | None = None
    field: str = "Signature1"
    box: tuple[int, int, int, int] | None = None
    certify: bool = False


def sealed(content: bytes, *hands: Hand) -> bytes:
    """Return a pdf signed by one hand after the other, each in a revision of its own."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    for hand in hands:
        writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
        spec = fields.SigFieldSpec(hand.field, box=hand.box) if hand.box else fields.SigFieldSpec(hand.field)
        meta = signers.PdfSignatureMetadata(
            field_name=hand.field, certify=hand.certify, docmdp_permissions=fields.MDPPerm.FILL_FORMS
        )
        made: Any = signers.sign_pdf(writer, meta, _signer(hand.name, hand.organisation), new_field_spec=spec)
        content = made.getvalue()
    return content


def added(content: bytes) -> bytes:
    """Return a signed pdf with a page's words changed in a later revision."""
    from pyhanko.pdf_utils.generic import StreamObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer: Any = IncrementalPdfFileWriter(BytesIO(content), strict=False)
    more: Any = StreamObject(stream_data=b"BT /F1 10 Tf 1 0 0 1 72 620 Tm (Total Fee: USD 480,000) Tj ET")
    writer.add_stream_to_page(0, writer.add_object(more))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def flipped(content: bytes, words: bytes) -> bytes:
    """Return a file with one bit of `words` turned over."""
    at = content.index(words)
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@cache
def _signer(name: str, organisation: str | None) -> SimpleSigner:
    from pyhanko.sign.signers import SimpleSigner

    key = ec.generate_private_key(ec.SECP256R1())
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    parts += [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)] if organisation else []
    subject = x509.Name(parts)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(_FROM).not_valid_after(_FROM + timedelta(days=36_500))
    certificate = builder.add_extension(_usage(), critical=True).sign(key, hashes.SHA256())
    pfx = serialization.pkcs12.serialize_key_and_certificates(
        b"k", key, certificate, None, serialization.NoEncryption()
    )
    signer: SimpleSigner | None = SimpleSigner.load_pkcs12_data(pfx, other_certs=[])
    assert signer is not None
    return signer


def _usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
