"""Where the page goes: into a file, and from there into a browser where there is one to open it in."""

from __future__ import annotations

import os
import sys
import tempfile
import webbrowser
from pathlib import Path

from agent.errors import UsageError


def written(page: str, path: Path | None) -> Path:
    """Write the page to `path`, or to a new file that only this user can read; returns where it lies.

    Raises `UsageError` where the file cannot be written.
    """
    if path is None:
        handle, name = tempfile.mkstemp(prefix="desk-reading-", suffix=".html")
        path = Path(name)
        os.close(handle)
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"The page cannot be written to {path}: {error.strerror}.") from None
    return path


def opened(path: Path) -> bool:
    """Open the page in a browser; False where there is no screen to show it on."""
    screen = sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return screen and webbrowser.open(path.resolve().as_uri())
