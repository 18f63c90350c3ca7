"""Reads a file nobody vouches for: in child processes, with every answer checked and every failure a sentence."""

from __future__ import annotations

from dataclasses import replace

from agent.reading.confinement import Bounds
from agent.reading.helpers import Helpers
from agent.reading.job import Task
from agent.reading.layout import Layout
from agent.reading.libreoffice import Converter, convertible
from agent.reading.sandbox import Ended, Outcome, Sandbox
from agent.reading.sealing import Sealing
from agent.reading.verdict import Member, Opened, Reading
from config import settings
from parsers import contract
from parsers.contract import Help
from parsers.replies.deployment import Deployment
from parsers.wire import Json, WireError, load, parse, parsed_from

_JOB = "agent.reading.job:run"
_WALL = 3  # times its CPU seconds is what a file may take by the clock, for the machine may be busy
_KINDS = ("sow", "workbook", "other")
_NEEDS = (None, *(wanted.value for wanted in Help))
_MOST_MEMBERS = 2_000
_SENTENCES = {
    Ended.MEMORY: "{name} needs more memory to read than is allowed; send a simpler copy, for example printed to pdf.",
    Ended.TIME: "{name} takes too long to read; send a simpler copy, for example printed to pdf.",
    Ended.FAILED: "{name} could not be read; send a copy saved again in Word or printed to pdf.",
    Ended.CRASHED: "{name} could not be read; send a copy saved again in Word or printed to pdf.",
}


class Reader:
    """Reads files in children of one warm process; usable from many threads, and closed when the agent stops.

    A second warm process, with Tesseract in it, starts when the first scanned page comes, and a third when the first
    digital signature does; LibreOffice runs for the files that need it. With `layout` each answer holds the text and
    its blocks too, for showing the facts in their places.
    """

    def __init__(
        self, limits: settings.Limits, reading: settings.Reading | None = None, *, layout: bool = False
    ) -> None:
        self._sandbox, self._sealing = Sandbox(_JOB), Sealing()
        self._limits = limits
        self._layout = layout
        self._helpers = Helpers(limits, reading or settings.Reading())

    def read(self, name: str, content: bytes) -> Reading:
        """Return what the file says; raises `SandboxError` only when no child can be started at all."""
        if len(content) > self._limits.file_bytes:
            return Reading(name, error=self._too_large(name, content))
        first = self._read_in(self._sandbox, name, content, self._limits.read_seconds)
        if first.needs is Help.OCR and (eyes := self._helpers.eyes()) is not None:
            return self._read_in(eyes, name, content, self._limits.ocr_seconds)
        if (
            first.needs in (Help.DOCX, Help.XLSX)
            and convertible(first.media_type)
            and (office := self._helpers.office()) is not None
        ):
            return self._converted(office, first, content)
        return first

    def open(self, name: str, content: bytes) -> Opened:
        """Return the files that a zip archive, a saved mail or a winmail.dat encloses, each for a reading of its own.

        Raises `SandboxError` only when no child can be started at all.
        """
        if len(content) > self._limits.file_bytes:
            return Opened(name, error=self._too_large(name, content))
        bounds = self._bounds(self._limits.read_seconds)
        task = Task(format_limits(self._limits), content, opening=True)
        return opened_of(name, self._sandbox.run(name, task.packed(), bounds))

    @property
    def process_id(self) -> int | None:
        """The reading process's number, None while there is none."""
        return self._sandbox.process_id

    def close(self) -> None:
        """End the reading processes."""
        self._sandbox.close()
        self._sealing.close()
        self._helpers.close()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read_in(self, sandbox: Sandbox, name: str, content: bytes, seconds: int) -> Reading:
        seals = self._sealing.seals_of(name, content, self._bounds(self._limits.read_seconds))
        task = Task(format_limits(self._limits), content, seals=seals, layout=self._layout)
        return reading_of(name, sandbox.run(name, task.packed(), self._bounds(seconds)))

    def _bounds(self, seconds: int) -> Bounds:
        return Bounds(self._limits.read_memory_mb, seconds, seconds * _WALL)

    def _converted(self, office: Converter, first: Reading, content: bytes) -> Reading:
        """Read what LibreOffice makes of a file; its type and what was seen in it stay those of the file itself."""
        assert first.needs is not None  # noqa: S101 - the caller has just looked
        outcome = office.convert(first.media_type, content, first.needs)
        if outcome.ended is not Ended.WELL:  # a file that LibreOffice refuses it refuses each time: no death
            if first.parsed is not None:  # a workbook nobody calculated: what stands in it is read all the same
                return first
            failed = reading_of(first.name, outcome)
            return replace(failed, media_type=first.media_type, died=outcome.ended is not Ended.FAILED)
        made = self._read_in(self._sandbox, first.name, outcome.output, self._limits.read_seconds)
        seen = first.flags - {"formulas without values"}
        return replace(made, media_type=first.media_type, flags=made.flags | seen | {"converted"})

    def _too_large(self, name: str, content: bytes) -> str:
        size, most = len(content) / 1e6, self._limits.file_bytes / 1e6
        return f"{name} is {size:.0f} MB, and {most:g} MB is the most; send a smaller file."


def format_limits(limits: settings.Limits) -> contract.Limits:
    """Return the settings' limits in the readers' own words."""
    return contract.Limits(
        bytes=limits.file_bytes,
        pages=limits.pages,
        cells=limits.cells,
        unpacked_bytes=limits.unpacked_bytes,
        ratio=limits.ratio,
        entries=limits.entries,
        scanned_pages=limits.scanned_pages,
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


def opened_of(name: str, outcome: Outcome) -> Opened:
    """Return a child's answer as `Opened`; one that is not what the opener writes counts as a death."""
    if outcome.ended is not Ended.WELL:
        return Opened(name, error=_SENTENCES[outcome.ended].format(name=name), died=True)
    head, _, rest = outcome.output.partition(b"\n")
    try:
        return _members(name, parse(head.decode("utf-8")), rest)
    except (WireError, UnicodeDecodeError):
        return Opened(name, error=_SENTENCES[Ended.FAILED].format(name=name), died=True)


def _members(name: str, answer: Json, rest: bytes) -> Opened:
    """Cut the members out of the bytes behind the answer's line."""
    if type(answer) is not dict or type(listed := answer.get("members", [])) is not list:
        raise WireError("an object is wanted")
    if len(listed) > _MOST_MEMBERS:
        raise WireError("too many members")
    found, at = [], 0
    for item in listed:
        title, kind, size = item if type(item) is list and len(item) == 3 else (None, None, None)
        if type(size) is not int or not 0 <= size <= len(rest) - at:
            raise WireError("not a member")
        found.append(Member(_short(title) or "file", _short(kind) or "", rest[at : at + size]))
        at += size
    return Opened(name, tuple(found), _short(answer.get("error")))


def _checked(name: str, answer: Json) -> Reading:
    if type(answer) is not dict:
        raise WireError("an object is wanted")
    parsed, kind, length = answer.get("parsed"), answer.get("kind", "other"), answer.get("text_length", 0)
    sure, needs = answer.get("confidence"), answer.get("needs")
    if kind not in _KINDS or type(length) is not int or needs not in _NEEDS:
        raise WireError("not a reader's answer")
    if sure is not None and (type(sure) is not int or not 0 <= sure <= 100):
        raise WireError("not a confidence")
    return Reading(
        name,
        kind=str(kind),
        media_type=_short(answer.get("media_type")) or "",
        parsed=None if parsed is None else parsed_from(parsed),
        error=_short(answer.get("error")),
        flags=_flags(answer.get("flags")),
        text_length=length,
        confidence=sure,
        needs=None if needs is None else Help(str(needs)),
        deployment=None if answer.get("deployment") is None else load(Deployment, answer["deployment"]),
        layout=None if answer.get("layout") is None else load(Layout, answer["layout"]),
    )


def _short(text: Json) -> str | None:
    if text is None or (type(text) is str and len(text) <= 5_000):
        return text
    raise WireError("a short text is wanted")


def _flags(data: Json) -> frozenset[str]:
    if type(data) is not list or len(data) > 50:
        raise WireError("a list of flags is wanted")
    return frozenset(text for text in map(_short, data) if text)
