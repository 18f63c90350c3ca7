"""What a running desk logs: one line an event on stderr, `event.name key=value`, addresses of people redacted."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import sys
import time
from collections.abc import MutableMapping
from typing import Any, TextIO, cast

_ADDRESS = re.compile(r"[^\s<>\"'=,;:()@]{1,64}(@[^\s<>\"'=,;:()@]{1,255}\.[A-Za-z0-9-]{2,63})")


def log_to_stderr() -> None:
    """Send the log of this process to stderr from now on."""
    import structlog

    stream = Harmless(sys.stderr)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact,
            _line,
        ],
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, stream)),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Plain())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


class Harmless(io.TextIOBase):
    """A stream that loses what it cannot write: the line of a log on a full disk must not end the loop that says it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write where there is room."""
        with contextlib.suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Hand on what was written, where there is room."""
        with contextlib.suppress(OSError):
            self._stream.flush()


class _Plain(logging.Formatter):
    """What libraries log (dramatiq, alembic), in the same shape and as redacted."""

    converter = time.gmtime  # type: ignore[assignment] # the stub forgets that it may be called without a time

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s %(message)r", "%Y-%m-%dT%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line, its traceback below."""
        return _redacted(super().format(record))


def redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep only the first letter and the domain of every mail address in an event."""
    return {key: _redacted(value) if isinstance(value, str) else value for key, value in event.items()}


def _redacted(text: str) -> str:
    return _ADDRESS.sub(lambda found: f"{found[0][0]}***{found[1]}", text)


def _line(_logger: object, _method: str, event: MutableMapping[str, Any]) -> str:
    """Return `time level event.name key=value ...`; a traceback follows on lines of its own."""
    details = event.pop("exception", "")
    head = f"{event.pop('timestamp')} {event.pop('level')} {event.pop('event')}"
    pairs = " ".join(f"{key}={_value(value)}" for key, value in event.items())
    return f"{head} {pairs}".rstrip() + (f"\n{details}" if details else "")


def _value(value: object) -> str:
    text = str(value)
    plain = text.isprintable() and not re.search(r"[\s=\"]", text) and text
    return text if plain else repr(text)
