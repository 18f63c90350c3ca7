"""What runs in the reading process: a file's bytes to JSON that says what it is and what it holds."""

from __future__ import annotations

import importlib
import json
import pkgutil
from dataclasses import dataclass

from agent.reading.samples import samples
from parsers.contract import Limits, Source, UnreadableError
from parsers.formats import read
from parsers.formats.sniff import Kind, kind_of
from parsers.replies.deployment import read_deployment
from parsers.wire import Json, dump

ENCODINGS = (
    *("ascii", "utf_8_sig", "utf_16", "latin_1", "cp437", "cp932", "gb18030", "big5", "euc_kr", "shift_jis", "koi8_r"),
    *(f"cp{number}" for number in range(1250, 1259)),
    *(f"iso8859_{number}" for number in (1, 2, 5, 7, 8, 9, 15)),
)
LIBRARIES = ("lxml.etree", "pypdfium2", "pypdfium2.raw", *(f"encodings.{name}" for name in ENCODINGS))

PACKAGES = ("parsers.formats", "parsers.fields", "parsers.sow")


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read: its bytes behind a line of JSON with its limits."""

    limits: Limits
    content: bytes

    def packed(self) -> bytes:
        """Return the task as bytes for the pipe."""
        return json.dumps(dump(self.limits)).encode() + b"\n" + self.content


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
    """Return what the file is and says, as JSON; a file that cannot be read gives its sentence."""
    head, _, content = packed.partition(b"\n")
    limits = Limits(**json.loads(head))
    kind = kind_of(content)
    answer: dict[str, Json] = {"media_type": kind.value, "flags": ["macros"] if kind in (Kind.DOCM, Kind.XLSM) else []}
    try:
        answer |= _facts(Source(name, content), limits)
    except UnreadableError as error:
        answer["error"] = error.reason
    return json.dumps(answer, separators=(",", ":")).encode()


def _facts(source: Source, limits: Limits) -> dict[str, Json]:
    from parsers.sow.read import kind_of as document_kind
    from parsers.sow.read import read_sow

    document = read(source, limits)
    deployment = read_deployment(document)
    if deployment is not None:
        return {"kind": "workbook", "deployment": dump(deployment), "flags": dump(document.flags), "text_length": 0}
    return {
        "kind": document_kind(document),
        "parsed": dump(read_sow(document)),
        "flags": dump(document.flags),
        "text_length": len(document.text),
    }
