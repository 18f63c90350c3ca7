"""Old and foreign office files made into Word and Excel files by LibreOffice, confined and with macros off."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict
from pathlib import Path

from agent.reading.jail import Cell
from agent.reading.sandbox import Ended, Outcome
from parsers.contract import Help

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from agent.reading.jail import Cell, become
become(json.loads(sys.argv[2]), Cell(**json.loads(sys.argv[3])))
"""
_INPUTS = {  # by media type: the ending, and LibreOffice's name for the one format it may take the bytes for
    "application/msword": ("doc", "MS Word 97"),
    "application/vnd.ms-excel": ("xls", "MS Excel 97"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx", "Calc MS Excel 2007 XML"),
    "application/vnd.oasis.opendocument.text": ("odt", "writer8"),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods", "calc8"),
    "application/rtf": ("rtf", "Rich Text Format"),
}
_OUTPUTS = {Help.DOCX: "docx:MS Word 2007 XML", Help.XLSX: "xlsx:Calc MS Excel 2007 XML"}
_MEMORY_MB = 3_000  # of address space: LibreOffice maps far more than it uses
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Misc", "UseOpenCL", "false"),
    ("Writer/Content/Update", "Link", "2"),
    ("Calc/Content/Update", "Link", "2"),
)
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
)
_PREFIX = "desk-office-"


class Converter:
    """LibreOffice at `program`; `seconds` of CPU for a file, three times that by the clock, `most` bytes of result.

    Its first start makes a user profile, which every later one begins with a copy of.
    """

    def __init__(self, program: str, seconds: int, most: int) -> None:
        self._program, self._seconds, self._most = program, seconds, most
        self._lock = threading.Lock()
        self._fresh: tempfile.TemporaryDirectory[str] | None = None

    def convert(self, media_type: str, content: bytes, wanted: Help) -> Outcome:
        """Return the file in the wanted format, or how the conversion ended."""
        with self._lock, tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
            place = Path(folder).resolve()
            shutil.copytree(self._profile(), place / "profile")
            ending, reading_as = _INPUTS[media_type]
            source, out = place / f"in.{ending}", place / "out"
            source.write_bytes(content)
            more = [f"--infilter={reading_as}", "--convert-to", _OUTPUTS[wanted], "--outdir", str(out), str(source)]
            return self._result(self._run(place, more), out / f"in.{wanted.value}")

    def close(self) -> None:
        """Remove the profile."""
        with self._lock:
            if self._fresh is not None:
                self._fresh.cleanup()
                self._fresh = None

    def _profile(self) -> Path:
        """Return a profile with macros and links off that LibreOffice has filled with what else it wants in one."""
        if self._fresh is None:
            fresh = tempfile.TemporaryDirectory(prefix=_PREFIX)
            place = Path(fresh.name).resolve()
            _write_profile(place)
            self._run(place, ["--terminate_after_init"])
            self._fresh = fresh
        return Path(self._fresh.name).resolve() / "profile"

    def _result(self, ended: Ended, made: Path) -> Outcome:
        if ended is Ended.WELL and made.is_file() and made.stat().st_size <= self._most:
            return Outcome(Ended.WELL, made.read_bytes())
        return Outcome(Ended.FAILED if ended is Ended.WELL else ended, detail="LibreOffice gave no file")

    def _command(self, place: Path) -> list[str]:
        quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault"]
        return [self._program, *quiet, f"-env:UserInstallation=file://{place}/profile"]

    def _run(self, place: Path, more: list[str]) -> Ended:
        """Run LibreOffice in its cell, and end all it started when its time is up."""
        cell = Cell(str(place), _MEMORY_MB, self._seconds, self._most)
        command = [*self._command(place), *more]
        jail = [sys.executable, "-I", "-c", _START, json.dumps(sys.path), json.dumps(command), json.dumps(asdict(cell))]
        process = subprocess.Popen(  # noqa: S603 - our own interpreter with a fixed program
            jail,
            env={"LANG": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            status = process.wait(3 * self._seconds)
        except subprocess.TimeoutExpired:
            return Ended.TIME
        finally:
            _end(process)
            _socket(place).unlink(missing_ok=True)
        return _ENDED.get(status, Ended.WELL if status == 0 else Ended.FAILED)


_ENDED = {
    -signal.SIGXCPU: Ended.TIME,
    128 + signal.SIGXCPU: Ended.TIME,
    -signal.SIGSEGV: Ended.CRASHED,
    -signal.SIGABRT: Ended.CRASHED,
    -signal.SIGKILL: Ended.CRASHED,
}


def convertible(media_type: str) -> bool:
    """Say whether files of this type may be given to LibreOffice."""
    return media_type in _INPUTS


def found(program: str) -> str | None:
    """Return where LibreOffice is, None where it is not installed or `program` is empty."""
    return shutil.which(program) if program else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all in its session; those that ended by themselves are gone already."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _socket(place: Path) -> Path:
    """Return the socket LibreOffice makes for a profile and, confined, cannot remove itself."""
    digest = hashlib.md5(f"file://{place}/profile".encode("utf-16-le"), usedforsecurity=False).digest()
    return Path("/tmp") / f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"  # noqa: S108


def _write_profile(place: Path) -> None:
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    user = place / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items), encoding="utf-8")
