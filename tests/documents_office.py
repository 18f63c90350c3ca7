"""LibreOffice as a reader of the documents we write: Word files to PDF, and what stands in the PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

HINT = "LibreOffice is not installed: apt-get install libreoffice-writer-nogui"


def need_office() -> str:
    """Return the path of soffice; skip where it is absent, fail under CI=true."""
    found = shutil.which("soffice")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(HINT)
    if found is None:
        pytest.skip(HINT)
    return found


def to_pdf(documents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Convert each Word file (by name without suffix) to PDF in one run with a profile of its own."""
    office = need_office()
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = [str(folder / f"{name}.docx") for name in documents]
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: folder / f"{name}.pdf" for name in documents}


def pages_of(pdf: Path) -> list[str]:
    """Return the text of each page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def converted(content: bytes, name: str, kind: str, folder: Path) -> bytes:
    """Return a file read, calculated and written again by LibreOffice as `kind` ("xlsx", "pdf")."""
    office = need_office()
    target = folder / "converted"
    (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (target / f"{Path(name).stem}.{kind}").read_bytes()
