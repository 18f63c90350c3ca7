"""Excel workbooks built from the xml of their sheets."""

from __future__ import annotations

from tests.files.word import packed

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx(
    sheets: dict[str, str],
    strings: tuple[str, ...] = (),
    styles: str = "",
    hidden: tuple[str, ...] = (),
    merged: tuple[str, ...] = (),
    columns: str = "",
    from_1904: bool = False,
) -> bytes:
    """Return a workbook; each sheet is the inner xml of its rows."""
    files: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    listed = relations = ""
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    merges = f"<mergeCells>{areas}</mergeCells>" if merged else ""
    dates = '<workbookPr date1904="1"/>' if from_1904 else ""
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{state}/>'
        relations += f'<Relationship Id="r{number}" Target="worksheets/sheet{number}.xml"/>'
        files[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_S}"><cols>{columns}</cols><sheetData>{rows}</sheetData>{merges}</worksheet>'
        )
    files["xl/workbook.xml"] = f'<workbook xmlns="{_S}" xmlns:r="{_R}">{dates}<sheets>{listed}</sheets></workbook>'
    files["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{_P}">{relations}</Relationships>'
    items = "".join(f"<si><t>{text}</t></si>" for text in strings)
    files["xl/sharedStrings.xml"] = f'<sst xmlns="{_S}">{items}</sst>'
    files["xl/styles.xml"] = f'<styleSheet xmlns="{_S}">{styles}</styleSheet>'
    return packed(files)


def row(number: int, *cells: str) -> str:
    """Return a row."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def c(name: str, value: str, kind: str = "n", style: int = 0) -> str:
    """Return a cell with its stored value."""
    return f'<c r="{name}" t="{kind}" s="{style}"><v>{value}</v></c>'
