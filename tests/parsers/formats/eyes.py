"""Tesseract for tests: absent, it skips on a laptop and fails in CI."""

from __future__ import annotations

from functools import cache

from parsers.formats.ocr import Tesseract, tessdata
from tests.servers.process import absent


@cache
def eye() -> Tesseract:
    """Return the engine with English, made once."""
    folder = tessdata()
    if folder is None:
        absent("Tesseract's English is not installed: apt-get install tesseract-ocr-eng")
    assert folder is not None
    return Tesseract(folder, ("eng",))
