"""What a reader calls for help: a process that reads pictures, and LibreOffice; each started when first needed."""

from __future__ import annotations

import threading

from agent.reading.libreoffice import Converter, found
from agent.reading.sandbox import Sandbox
from config import settings
from parsers.formats.ocr import installed, tessdata

_JOB = "agent.reading.ocr_job:run"
_MOST_LANGUAGES = 3  # each more makes a page slower to read


class Helpers:
    """The helpers of one reader; None stands for one that is not installed. Safe among threads."""

    def __init__(self, limits: settings.Limits, reading: settings.Reading) -> None:
        self._limits, self._reading = limits, reading
        self._lock = threading.Lock()
        self._eyes: Sandbox | None = None
        self._office: Converter | None = None

    def eyes(self) -> Sandbox | None:
        """Return the process that reads pictures."""
        with self._lock:
            if self._eyes is None:
                self._eyes = self._eyes_made()
            return self._eyes

    def office(self) -> Converter | None:
        """Return what converts old and foreign office files."""
        with self._lock:
            program = found(self._reading.libreoffice) if self._office is None else None
            if program is not None:
                self._office = Converter(program, self._limits.convert_seconds, self._limits.file_bytes)
            return self._office

    def close(self) -> None:
        """End the process that reads pictures, and remove what LibreOffice kept."""
        with self._lock:
            if self._eyes is not None:
                self._eyes.close()
            if self._office is not None:
                self._office.close()

    def _eyes_made(self) -> Sandbox | None:
        folder = tessdata(self._reading.tessdata)
        languages = spoken(self._reading)
        if folder is None or not languages:
            return None
        environment = {
            "TESSDATA_PREFIX": str(folder),
            "OCR_LANGUAGES": "+".join(languages),
            "OMP_THREAD_LIMIT": "1",
        }
        return Sandbox(_JOB, environment)


def spoken(reading: settings.Reading) -> tuple[str, ...]:
    """Return the languages that scanned pages are read in: those asked for and installed, else those installed."""
    folder = tessdata(reading.tessdata)
    there = installed(folder) if folder is not None else ()
    return tuple(name for name in reading.languages if name in there) or there[:_MOST_LANGUAGES]
