"""Reads a Word template as its author sees it and names what will not work."""

from __future__ import annotations

import zipfile
from pathlib import Path

from templates.fault import TemplateFault


def check_word(path: Path) -> tuple[TemplateFault, ...]:
    """Return what is wrong with the Word template at `path`; nothing for one that works."""
    if not zipfile.is_zipfile(path):
        return (TemplateFault(path.name, path.name, "this is not a Word document; save it in Word as .docx"),)
    return ()
