"""Opening a zip container and its xml without paying for what it claims to hold."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from parsers.contract import Limits, Source, UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHUNK = 1 << 16
_SMALL = 5_000_000  # below this many bytes no ratio is a danger
_TAGS_A_PARAGRAPH = 40
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Container:
    """The entries of one office file, read under limits that hold whatever the directory says."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._name, self._limits, self._spent = source.name, limits, 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(source.content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
            raise self._damaged() from None
        entries = self._zip.infolist()
        if len(entries) > limits.entries:
            raise UnreadableError(
                f"{source.name} has {len(entries):,} parts inside, {limits.entries:,} at most; save it again in Word."
            )
        self._check_size(sum(entry.file_size for entry in entries), len(source.content))

    def names(self) -> list[str]:
        """Return the names of all entries."""
        return self._zip.namelist()

    def has(self, name: str) -> bool:
        """Say whether there is an entry of that name."""
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """Return an entry's bytes, counted while they are unpacked; raises `UnreadableError`."""
        try:
            return b"".join(self._chunks(name))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, ValueError):
            raise self._damaged() from None
        except RuntimeError:  # zipfile's way to say that an entry is encrypted
            raise UnreadableError(f"{self._name} is protected by a password; send a copy without one.") from None

    def xml(self, name: str) -> _Element:
        """Return an xml entry's root; a DOCTYPE, more tags than a document has, or broken xml is refused."""
        from lxml import etree

        data = self.read(name)
        if data.count(b"<") > self._limits.paragraphs * _TAGS_A_PARAGRAPH:
            limit = f"{self._limits.paragraphs:,}"
            raise UnreadableError(f"{self._name} has more than {limit} paragraphs; send the agreement alone.")
        if b"purl.oclc.org/ooxml" in data:
            for strict, common in _STRICT:
                data = data.replace(strict, common)
        parser: Any = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._refused(data, str(error)) from None
        if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
            raise self._doctype()
        return root

    def _chunks(self, name: str) -> list[bytes]:
        chunks = []
        with self._zip.open(name) as entry:
            while chunk := entry.read(_CHUNK):
                self._spent += len(chunk)
                if self._spent > self._limits.unpacked_bytes:
                    raise self._too_big()
                chunks.append(chunk)
        return chunks

    def _check_size(self, unpacked: int, packed: int) -> None:
        if unpacked > self._limits.unpacked_bytes:
            raise self._too_big()
        if unpacked > _SMALL and unpacked > packed * self._limits.ratio:
            raise self._too_big()

    def _refused(self, data: bytes, why: str) -> UnreadableError:
        if b"<!DOCTYPE" in data[:4096] or b"<!DOCTYPE".decode().encode("utf-16-le") in data[:4096]:
            return self._doctype()
        if "depth" in why.lower():
            return UnreadableError(f"{self._name} is nested too deeply to be a real document; save it again in Word.")
        return self._damaged()

    def _doctype(self) -> UnreadableError:
        return UnreadableError(f"{self._name} holds a DOCTYPE, which no Word file needs; save it again in Word.")

    def _too_big(self) -> UnreadableError:
        return UnreadableError(f"{self._name} unpacks to far more than a document holds; send the agreement alone.")

    def _damaged(self) -> UnreadableError:
        return UnreadableError(f"{self._name} is damaged and cannot be opened; send it again.")
