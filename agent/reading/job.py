"""What runs in the reading process: a file's bytes to JSON that says what it is and what it holds."""

from __future__ import annotations

import importlib
import json
import pkgutil
from dataclasses import dataclass

from agent.reading.layout import Layout
from agent.reading.samples import samples
from parsers.contract import Document, Help, HelpWantedError, Limits, Seal, Source, UnreadableError
from parsers.formats import read
from parsers.formats.ocr import Eye
from parsers.formats.sniff import has_macros, kind_of
from parsers.formats.xlsx import read_xlsx
from parsers.replies.deployment import read_deployment
from parsers.wire import Json, dump, load

ENCODINGS = (
    *("ascii", "utf_8_sig", "utf_16", "latin_1", "cp437", "cp932", "gb18030", "big5", "euc_kr", "shift_jis", "koi8_r"),
    *(f"cp{number}" for number in range(1250, 1259)),
    *(f"iso8859_{number}" for number in (1, 2, 5, 7, 8, 9, 15)),
)
LIBRARIES = (
    "lxml.etree",
    "pypdfium2",
    "pypdfium2.raw",
    "PIL",
    "PIL.ImageDraw",
    *(f"PIL.{name}ImagePlugin" for name in ("Png", "Jpeg", "Gif", "Bmp", "Ppm")),
    "oxmsg",
    "oxmsg.properties",
    *(f"encodings.{name}" for name in ENCODINGS),
)

PACKAGES = ("parsers.formats", "parsers.fields", "parsers.sow")


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read, or to open for the files inside it: its bytes behind a line of JSON with its limits.

    `seals` are its digital signatures, checked beforehand; `layout` asks for its text and blocks, too.
    """

    limits: Limits
    content: bytes
    opening: bool = False
    seals: tuple[Seal, ...] = ()
    layout: bool = False

    def packed(self) -> bytes:
        """Return the task as bytes for the pipe."""
        head = {
            "limits": dump(self.limits),
            "opening": self.opening,
            "seals": dump(self.seals),
            "layout": self.layout,
        }
        return json.dumps(head).encode() + b"\n" + self.content

    @classmethod
    def unpacked(cls, packed: bytes) -> Task:
        """Return the task that `packed` holds."""
        head, _, content = packed.partition(b"\n")
        said = json.loads(head)
        seals = tuple(load(Seal, one) for one in said["seals"])
        return cls(Limits(**said["limits"]), content, said["opening"], seals, said["layout"])


def warm() -> None:
    """Load all that reading needs: once confined, the process can open no file, and so import nothing."""
    for library in LIBRARIES:
        importlib.import_module(library)
    for package in PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            importlib.import_module(module.name)
    for name, content in samples():
        run(name, Task(Limits(), content).packed())


def run(name: str, packed: bytes) -> bytes:
    """Return what the file is and says, as JSON, or the files inside it; one that cannot be read gives its sentence."""
    task = Task.unpacked(packed)
    return _members(name, task) if task.opening else answer(name, task)


def answer(name: str, task: Task, eye: Eye | None = None) -> bytes:
    """Return what the file is and says, its pictured pages read by `eye`; `needs` names the help that was missing."""
    content = task.content
    flags = {"macros"} if has_macros(content) else set()
    told: dict[str, Json] = {"media_type": kind_of(content).value}
    try:
        document = read(Source(name, content, task.seals), task.limits, eye)
        told |= _returned(name, task, document) or _facts(document, task.layout)
        flags |= document.flags
        if "unread pages" in flags:
            told["needs"] = Help.OCR.value
        elif "formulas without values" in flags and "deployment" not in told:
            told["needs"] = Help.XLSX.value
    except HelpWantedError as error:
        told |= {"error": error.reason, "needs": error.wanted.value}
    except UnreadableError as error:
        told["error"] = error.reason
    return json.dumps({**told, "flags": sorted(flags)}, separators=(",", ":")).encode()


def _members(name: str, task: Task) -> bytes:
    """Return a line of JSON that lists the files inside a file, and their bytes behind it."""
    from parsers.formats.enclosed import members_of

    try:
        members = members_of(Source(name, task.content), task.limits)
    except UnreadableError as error:
        return json.dumps({"error": error.reason}).encode()
    listed = [[member.name, member.media_type, len(member.content)] for member in members]
    return b"\n".join((json.dumps({"members": listed}).encode(), b"".join(member.content for member in members)))


def _returned(name: str, task: Task, document: Document) -> dict[str, Json]:
    """Return the rows of a capacity workbook of ours; nothing for other files, which have no hidden keys."""
    if "hidden cells" not in document.flags:
        return {}
    deployment = read_deployment(read_xlsx(Source(name, task.content), task.limits, hidden=True))
    if deployment is None:
        return {}
    return {"kind": "workbook", "deployment": dump(deployment), "text_length": 0}


def _facts(document: Document, layout: bool) -> dict[str, Json]:
    from parsers.sow.read import kind_of as document_kind
    from parsers.sow.read import read_sow

    shown = Layout(document.text, document.blocks, document.tables, document.pages) if layout else None
    return {
        "layout": dump(shown),
        "kind": document_kind(document),
        "parsed": dump(read_sow(document)),
        "text_length": len(document.text),
        "confidence": document.confidence,
    }
