"""The sample SOW once more, as a pdf."""

from __future__ import annotations

from tests.files.pdf import Page, pdf
from tests.samples.sow import Sow


def signed_pdf(sow: Sow | None = None) -> bytes:
    """Return the sample SOW's main terms as a pdf, signed by both sides."""
    sow = sow or Sow()
    signed = f"{sow.signed_on:%B} {sow.signed_on.day}, {sow.signed_on.year}"
    lines = [
        "Statement of Work",
        f"Client: {sow.client}",
        f"Agency: {sow.agency}",
        f"Project Name: {sow.project}",
        f"SOW Number: {sow.reference}",
        f"Start Date: {sow.start:%Y-%m-%d}",
        f"End Date: {sow.end:%Y-%m-%d}",
        "1. Deliverables",
        *(f"{number}) {item.title}, due {sow.due(item):%Y-%m-%d}" for number, item in enumerate(sow.deliverables, 1)),
        "2. Fees",
        f"Total Fixed Fee: {sow.money(sow.fee)}",
        "3. Signatures",
    ]
    for side, signer in ((sow.client, sow.client_signer), (sow.agency, sow.agency_signer)):
        lines += [side, f"By: /s/ {signer.name}", f"Name: {signer.name}", f"Title: {signer.title}", f"Date: {signed}"]
    return pdf(Page().lines(50, 740, *lines, leading=16))
