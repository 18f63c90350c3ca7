"""Reads a file nobody vouches for: in a child process, with its answer checked and every failure a sentence."""

from __future__ import annotations

import atexit
import threading
from typing import TYPE_CHECKING

from agent.reading.confinement import Bounds
from agent.reading.job import Task
from agent.reading.sandbox import Ended, Outcome, Sandbox
from agent.reading.verdict import Reading
from parsers import contract
from parsers.replies.deployment import Deployment
from parsers.wire import Json, WireError, load, parse, parsed_from

if TYPE_CHECKING:
    from config import settings

_JOB = "agent.reading.job:run"
_WALL = 3  # times its CPU seconds is what a file may take by the clock, for the machine may be busy
_KINDS = ("sow", "workbook", "other")
_SENTENCES = {
    Ended.MEMORY: "{name} needs more memory to read than is allowed; send a simpler copy, for example printed to pdf.",
    Ended.TIME: "{name} takes too long to read; send a simpler copy, for example printed to pdf.",
    Ended.FAILED: "{name} could not be read; send a copy saved again in Word or printed to pdf.",
    Ended.CRASHED: "{name} could not be read; send a copy saved again in Word or printed to pdf.",
}


class Reader:
    """Reads files in children of one warm process; usable from many threads, and closed when the agent stops."""

    def __init__(self, limits: settings.Limits) -> None:
        self._sandbox = Sandbox(_JOB)
        self._limits = limits

    def read(self, name: str, content: bytes) -> Reading:
        """Return what the file says; raises `SandboxError` only when no child can be started at all."""
        return _read(self._sandbox, name, content, self._limits)

    @property
    def process_id(self) -> int | None:
        """The reading process's number, None while there is none."""
        return self._sandbox.process_id

    def close(self) -> None:
        """End the reading process."""
        self._sandbox.close()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_lock = threading.Lock()
_shared: list[Sandbox] = []


def read_document(name: str, content: bytes, limits: settings.Limits) -> Reading:
    """Return what the file says, read in the process-wide reading process, which starts when first needed."""
    with _lock:
        if not _shared:
            _shared.append(Sandbox(_JOB))
            atexit.register(close)
    return _read(_shared[0], name, content, limits)


def close() -> None:
    """End the process-wide reading process; the next `read_document` starts it again."""
    with _lock:
        for sandbox in _shared:
            sandbox.close()


def _read(sandbox: Sandbox, name: str, content: bytes, limits: settings.Limits) -> Reading:
    inner = format_limits(limits)
    if len(content) > inner.bytes:
        size, most = len(content) / 1e6, inner.bytes / 1e6
        return Reading(name, error=f"{name} is {size:.0f} MB, and {most:g} MB is the most; send a smaller file.")
    bounds = Bounds(limits.read_memory_mb, limits.read_seconds, limits.read_seconds * _WALL)
    return reading_of(name, sandbox.run(name, Task(inner, content).packed(), bounds))


def format_limits(limits: settings.Limits) -> contract.Limits:
    """Return the settings' limits in the readers' own words."""
    return contract.Limits(
        bytes=limits.file_bytes,
        pages=limits.pages,
        cells=limits.cells,
        unpacked_bytes=limits.unpacked_bytes,
        ratio=limits.ratio,
        entries=limits.entries,
    )


def reading_of(name: str, outcome: Outcome) -> Reading:
    """Return a child's answer as a `Reading`; an answer that is not what a reader writes counts as a death."""
    if outcome.ended is not Ended.WELL:
        sentence = _SENTENCES[outcome.ended].format(name=name)
        return Reading(name, error=sentence, died=True, detail=outcome.detail)
    try:
        return _checked(name, parse(outcome.output.decode("utf-8")))
    except (WireError, UnicodeDecodeError) as error:
        return Reading(name, error=_SENTENCES[Ended.FAILED].format(name=name), died=True, detail=str(error)[:500])


def _checked(name: str, answer: Json) -> Reading:
    if type(answer) is not dict:
        raise WireError("an object is wanted")
    parsed, kind, length = answer.get("parsed"), answer.get("kind", "other"), answer.get("text_length", 0)
    if kind not in _KINDS or type(length) is not int:
        raise WireError("not a reader's answer")
    return Reading(
        name,
        kind=str(kind),
        media_type=_short(answer.get("media_type")) or "",
        parsed=None if parsed is None else parsed_from(parsed),
        error=_short(answer.get("error")),
        flags=_flags(answer.get("flags")),
        text_length=length,
        deployment=None if answer.get("deployment") is None else load(Deployment, answer["deployment"]),
    )


def _short(text: Json) -> str | None:
    if text is None or (type(text) is str and len(text) <= 5_000):
        return text
    raise WireError("a short text is wanted")


def _flags(data: Json) -> frozenset[str]:
    if type(data) is not list or len(data) > 50:
        raise WireError("a list of flags is wanted")
    return frozenset(text for text in map(_short, data) if text)
