"""Formulas with their values: openpyxl writes none beside a formula, so who does not calculate would see nothing.

What each formula comes to is known when it is written. This pass puts it into the sheet's XML (`<v>` beside `<f>`,
ECMA-376 part 1, 18.3.1.4), gives the archive fixed times, and leaves all else as openpyxl wrote it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TypeAlias

Value: TypeAlias = Decimal | str
Cached = dict[str, dict[str, Value]]  # by sheet title and cell

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def with_values(content: bytes, cached: Cached, written: date) -> bytes:
    """Return the workbook with every formula's value beside it; raises `KeyError` for a formula without one."""
    source = zipfile.ZipFile(BytesIO(content))
    parts = _parts_of_sheets(source)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            data = source.read(item)
            if item.filename in parts:
                data = _filled(data, cached.get(parts[item.filename], {}))
            elif item.filename == "docProps/core.xml":
                data = _STAMP.sub(rb"\g<1>" + written.isoformat().encode() + b"T00:00:00Z", data)
            stamp = zipfile.ZipInfo(item.filename, (written.year, written.month, written.day, 0, 0, 0))
            stamp.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(stamp, data)
    return target.getvalue()


def _parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the title of the sheet that each part of the archive holds."""
    from lxml import etree

    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): str(one.get("Target")).lstrip("/") for one in relations}
    book = etree.fromstring(archive.read("xl/workbook.xml"))
    return {_full(targets[sheet.get(_RELATION)]): str(sheet.get("name")) for sheet in book.iter(f"{_MAIN}sheet")}


def _full(target: str) -> str:
    return target if target.startswith("xl/") else f"xl/{target}"


def _filled(sheet: bytes, values: Mapping[str, Value]) -> bytes:
    from lxml import etree

    root = etree.fromstring(sheet)
    for formula in root.iter(f"{_MAIN}f"):
        cell = formula.getparent()
        value = values[str(cell.get("r"))]
        slot = cell.find(f"{_MAIN}v")
        slot = etree.SubElement(cell, f"{_MAIN}v") if slot is None else slot
        slot.text = value if isinstance(value, str) else format(value.normalize(), "f")
        if isinstance(value, str):
            cell.set("t", "str")
        elif "t" in cell.attrib:
            del cell.attrib["t"]
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
