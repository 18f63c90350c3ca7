"""What runs in the process that reads pictures: the reading job with Tesseract at hand."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

from agent.reading import job
from agent.reading.samples import scanned
from parsers.contract import Limits
from parsers.formats.ocr import Tesseract

LIBRARIES = (
    "PIL.Image",
    "PIL.ImageChops",
    "PIL.ImageFilter",
    "PIL.ImageOps",
    *(f"PIL.{name}ImagePlugin" for name in ("Png", "Jpeg", "Tiff", "Gif", "Bmp", "WebP", "Mpo")),
)
_eyes: list[Tesseract] = []


def warm() -> None:
    """Load the language files named by TESSDATA_PREFIX and OCR_LANGUAGES, and read one page with them."""
    from PIL import Image

    for library in LIBRARIES:
        importlib.import_module(library)
    Image.preinit()
    _eyes.append(Tesseract(Path(os.environ["TESSDATA_PREFIX"]), os.environ["OCR_LANGUAGES"].split("+")))
    job.warm()
    for name, content in scanned():
        run(name, job.Task(Limits(), content).packed())


def run(name: str, packed: bytes) -> bytes:
    """Return what the file is and says, as JSON, its pictured pages read."""
    return job.answer(name, job.Task.unpacked(packed), _eyes[0])
