"""Fills one Word template: sandboxed, strict about names, values never read as template, the same bytes each time."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2 import Environment
    from markupsafe import Markup

TEXT_CHARS = 4_000
WHOLE_ROWS = 8  # a table of up to so many rows and characters is not divided between pages
WHOLE_CHARS = 800
TIMELINE = "timeline"  # the alternative text that marks a table whose columns come out of a loop
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
)
_BLANKS = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
_KEEP_NEXT = f'<w:keepNext xmlns:w="{_W[1:-1]}"/>'
_NO_HEIGHT = (
    f'<w:p xmlns:w="{_W[1:-1]}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself: its title, its author and the day it was written."""

    title: str
    author: str
    day: date


def clean(text: str, limit: int = TEXT_CHARS) -> str:
    """Return text as a document can hold it: one line, no control or direction characters, visibly cut at `limit`."""
    line = _UNPRINTABLE.sub("", _BLANKS.sub(" ", unicodedata.normalize("NFC", text)))
    line = _BLANKS.sub(" ", line).strip(" ")
    if len(line) <= limit:
        return line
    return f"{line[:limit].rstrip()} … [cut here: {len(line) - limit:,} more characters]"


def cleaned(value: object) -> object:
    """Return a value of a context with every text in it clean, so that a template sees "" where there is no word."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {name: cleaned(item) for name, item in value.items()}
    return [cleaned(item) for item in value] if isinstance(value, list) else value


def _printed(value: object) -> Markup:
    """Return a value as the document's XML: escaped, with braces that no later step takes for a tag."""
    from markupsafe import Markup, escape

    text = "–" if value is None else clean(str(value), 10 * TEXT_CHARS)  # a filter may have joined many
    return Markup(str(escape(text)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped above


@cache
def environment() -> Environment:
    """Return the one way templates are run: sandboxed, an unknown name is an error, everything printed is escaped."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_printed)


def fill(path: Path, context: Mapping[str, object], properties: Properties | None = None) -> bytes:
    """Fill the template at `path`; raises what jinja2, lxml and zipfile raise on a broken one."""
    template = _strict(path)
    template.render({name: cleaned(value) for name, value in context.items()}, environment())
    if properties is not None:
        _describe(template, properties)
    raw = BytesIO()
    template.save(raw)
    return repack(raw.getvalue())


def patcher() -> Callable[[str], str]:
    """Return what docxtpl does with the XML of a part before it is filled: it joins tags and lifts them out of rows."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(BytesIO())
    return lambda xml: str(template.patch_xml(xml))


def _strict(path: Path) -> DocxTemplate:
    from docxtpl import DocxTemplate
    from lxml import etree

    class StrictTemplate(DocxTemplate):  # type: ignore[misc] # docxtpl is untyped
        """Refuses XML that docxtpl would mend by dropping text, and leaves the properties to us."""

        def fix_tables(self, xml: str) -> Any:
            etree.fromstring(xml)
            tree = super().fix_tables(xml)
            for table in tree.iter(f"{_W}tbl"):
                _even_columns(table)
                _keep_whole(table)
            _end_in_paragraph(tree)
            for cell in tree.iter(f"{_W}tc"):
                if len(cell) == 0 or cell[-1].tag != f"{_W}p":  # Word refuses a cell that does not end in a paragraph
                    etree.SubElement(cell, f"{_W}p")
            return tree

        def render_properties(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
            """Do nothing: a title is set as text, not filled as a template."""

    return StrictTemplate(str(path))


def _end_in_paragraph(body: Any) -> None:
    """Put a paragraph of no height after a table that ends the text: Word wants one, and a full page has no room."""
    from docx.oxml.parser import parse_xml

    tables = body.findall(f"{_W}tbl")
    if tables and all(after.tag == f"{_W}sectPr" for after in tables[-1].itersiblings()):
        tables[-1].addnext(parse_xml(_NO_HEIGHT))


def _even_columns(table: Any) -> None:
    """Give the columns a loop has made equal widths beside the first one, in a table marked as a timeline."""
    caption = table.find(f"{_W}tblPr/{_W}tblCaption")
    rows = table.findall(f"{_W}tr")
    if caption is None or caption.get(f"{_W}val") != TIMELINE or not rows:
        return
    total = sum(int(column.get(f"{_W}w")) for column in table.iter(f"{_W}gridCol"))
    first = int(rows[0].find(f"{_W}tc/{_W}tcPr/{_W}tcW").get(f"{_W}w"))
    count = max(1, len(rows[0].findall(f"{_W}tc")) - 1)
    widths = [first] + [(total - first) // count] * count
    for column, width in zip(table.iter(f"{_W}gridCol"), widths, strict=False):
        column.set(f"{_W}w", str(width))
    for row in rows:
        for cell, width in zip(row.iter(f"{_W}tcW"), widths, strict=False):
            cell.set(f"{_W}w", str(width))


def _keep_whole(table: Any) -> None:
    """Keep a short table on one page: each row but the last stays with the next one."""
    from docx.oxml.parser import parse_xml

    rows = table.findall(f"{_W}tr")
    if len(rows) > WHOLE_ROWS or sum(len(text.text or "") for text in table.iter(f"{_W}t")) > WHOLE_CHARS:
        return
    for paragraph in (p for row in rows[:-1] for p in row.iter(f"{_W}p")):
        properties = paragraph.find(f"{_W}pPr")
        if properties is not None and properties.find(f"{_W}keepNext") is None:
            style = properties.find(f"{_W}pStyle")
            properties.insert(0 if style is None else 1, parse_xml(_KEEP_NEXT))


def _describe(template: DocxTemplate, properties: Properties) -> None:
    core = template.docx.core_properties
    core.title = clean(properties.title, 200)
    core.author = core.last_modified_by = clean(properties.author, 200)
    core.created = core.modified = datetime(properties.day.year, properties.day.month, properties.day.day)  # noqa: DTZ001 - python-docx writes it as UTC
    core.comments = core.keywords = core.subject = ""
    core.revision = 1


def repack(content: bytes) -> bytes:
    """Return the same zip entries with one fixed time, so that equal documents are equal bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
