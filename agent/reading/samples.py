"""Tiny documents that are read once at the start, so that everything a reader loads late is loaded by then."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_WORDS = "Statement of Work. Client: Example Ltd. Start date: 12 January 2026. Total fee: EUR 1,000."
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def samples() -> tuple[tuple[str, bytes], ...]:
    """Return (name, bytes) of a Markdown, a Word and a pdf file that say the same."""
    return ("sample.md", f"# Sample\n\n{_WORDS}\n".encode()), ("sample.docx", _docx()), ("sample.pdf", _pdf())


def scanned() -> tuple[tuple[str, bytes], ...]:
    """Return (name, bytes) of a picture of a page in each form that pictures of pages come in."""
    from PIL import Image, ImageDraw

    small = Image.new("L", (420, 300), 255)
    draw = ImageDraw.Draw(small)
    for line, words in enumerate(_WORDS.split(". ")):
        draw.text((20, 30 + 40 * line), words, fill=0)
    draw.rectangle((10, 200, 400, 260), outline=0)
    page = small.resize((1680, 1200))
    return tuple((f"sample.{form.lower()}", _saved(page, form)) for form in ("PNG", "JPEG", "TIFF", "PDF"))


def _saved(page: Image, form: str) -> bytes:
    buffer = BytesIO()
    page.save(buffer, form, resolution=200)
    return buffer.getvalue()


def _docx() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{_body()}</w:body></w:document>")
    return buffer.getvalue()


def _body() -> str:
    paragraph = f"<w:p><w:r><w:t>{_WORDS}</w:t></w:r></w:p>"
    return f"{paragraph}<w:tbl><w:tr><w:tc>{paragraph}</w:tc><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"


def _pdf() -> bytes:
    drawn = f"BT /F1 10 Tf 40 700 Td ({_WORDS}) Tj ET 40 600 200 50 re S 100 600 m 100 650 l S"
    drawn += " BT /F1 10 Tf 40 500 Td (By:) Tj ET 60 498 m 200 498 l S"  # a line to sign on is looked at as a picture
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer << /Root 1 0 R /Size {size} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def sealed() -> bytes:
    """Return the sample pdf signed with a key and a certificate made for it."""
    from datetime import UTC, datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "A")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1).not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
    certificate = made.not_valid_after(datetime(2120, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256())
    packed = pkcs12.serialize_key_and_certificates(b"a", key, certificate, None, NoEncryption())
    signer = signers.SimpleSigner.load_pkcs12_data(packed, other_certs=[])
    writer = IncrementalPdfFileWriter(BytesIO(_pdf()), strict=False)
    out = signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="A"), signer)
    return bytes(out.getbuffer())
