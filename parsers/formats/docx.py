"""Word files: the text a person sees in Word, in reading order, tables and all.

Final text only: what tracked changes deleted is left out, what they inserted is read, and the flag says so.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from parsers.contract import BlockKind, Document, Limits, Seal, Source, UnreadableError
from parsers.formats.container import Container
from parsers.formats.docx_numbers import Numbers
from parsers.formats.docx_pictures import Pictures
from parsers.formats.docx_story import Story
from parsers.formats.docx_styles import Styles, W
from parsers.formats.draft import Draft
from parsers.formats.sniff import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "word/document.xml"
_SIGNED = re.compile(r"_xmlsignatures/sig\d{1,4}\.xml", re.IGNORECASE)
_MOST_SEALS = 20


def read_docx(source: Source, limits: Limits) -> Document:
    """Read a Word file; raises `UnreadableError` on damage, a password or anything past the limits."""
    container = Container(source, limits)
    main = _main_part(container)
    root = container.xml(main)
    body = root.find(W + "body")
    if body is None:
        raise UnreadableError(f"{source.name} holds no document text; save it again in Word.")
    parts = _parts(container, main)
    draft = Draft(source, Kind.DOCX.value, limits, signs=True)
    pictures = Pictures(container, main)
    story = Story(draft, Styles(parts.get("styles")), Numbers(parts.get("numbering")), _notes(parts), pictures)
    story.read(body)
    _margins(container, main, story)
    if any("/embeddings/" in name for name in container.names()):
        draft.flags.add("embedded files")
    draft.seals += _seals(container)
    return draft.document()


def _seals(container: Container) -> list[Seal]:
    """Return the digital signatures Word put into the package: they are there, and nobody here verifies them."""
    parts = [name for name in container.names() if _SIGNED.fullmatch(name)]
    return [Seal(_signer(container, name), verified=False) for name in sorted(parts)[:_MOST_SEALS]]


def _signer(container: Container, name: str) -> str:
    """Return the name that the signer typed, "" where none was."""
    typed = next((node.text for node in container.xml(name).iter("{*}SignatureText") if node.text), "")
    return " ".join(str(typed).split())[:200]


def _main_part(container: Container) -> str:
    """Return the name of the main part: the usual one, or what the package's relationships tell."""
    if not container.has(_MAIN) and container.has("_rels/.rels"):
        for relation in container.xml("_rels/.rels"):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                target = str(relation.get("Target", "")).lstrip("/")
                if container.has(target):
                    return target
    return _MAIN


def _parts(container: Container, main: str) -> dict[str, _Element]:
    """Return styles, numbering, footnotes and endnotes, those there are."""
    folder = posixpath.dirname(main)
    names = {part: f"{folder}/{part}.xml" for part in ("styles", "numbering", "footnotes", "endnotes")}
    return {part: container.xml(name) for part, name in names.items() if container.has(name)}


def _notes(parts: dict[str, _Element]) -> dict[str, _Element]:
    """Return footnotes and endnotes by "footnote 3" or "endnote 3"."""
    notes: dict[str, _Element] = {}
    for part, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        if part not in parts:
            continue
        for note in parts[part].findall(W + tag):
            if note.get(W + "type") in (None, "normal"):
                notes[f"{tag} {note.get(W + 'id')}"] = note
    return notes


def _margins(container: Container, main: str, story: Story) -> None:
    """Read headers and footers after the body, each wording once."""
    folder = posixpath.dirname(main)
    prefixes = (f"{folder}/header", f"{folder}/footer")
    seen: set[str] = set()
    for name in sorted(name for name in container.names() if name.startswith(prefixes) and name.endswith(".xml")):
        root = container.xml(name)
        words = " ".join("".join(node.itertext(W + "t")) for node in root)
        if words not in seen:
            seen.add(words)
            story.read(root, kind=BlockKind.NOTE)
