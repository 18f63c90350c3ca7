"""The type scale, the one accent colour and the page of the built-in Word documents, as Word styles and theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

ACCENT = "125E63"  # theme colour "accent 1": Design > Colours in Word changes it everywhere
TINT = "E7EFEF"
BAR = "C9DDDD"
INK = "1F2A37"
GREY = "5B6775"
LINE = "D5DCE2"
FONT = "Arial"  # theme font: Design > Fonts in Word changes it everywhere

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ACCENT_COLOUR = f'<w:color w:val="{ACCENT}" w:themeColor="accent1"/>'
_WHITE = '<w:color w:val="FFFFFF" w:themeColor="background1"/>'
_ACCENT_FILL = f'<w:shd w:val="clear" w:color="auto" w:fill="{ACCENT}" w:themeFill="accent1"/>'
_BAR_FILL = f'<w:shd w:val="clear" w:color="auto" w:fill="{BAR}"/>'
_TINT_FILL = f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """One Word style: paragraph and run properties as WordprocessingML, sizes in half points."""

    name: str
    paragraph: str = ""
    run: str = ""
    based: str = "Normal"
    then: str = ""
    kind: str = "paragraph"


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _space(before: float, after: float, line: float = 1.15) -> str:
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" '
        f'w:line="{round(line * 240)}" w:lineRule="auto"/>'
    )


def _grey(points: float) -> str:
    return f'<w:color w:val="{GREY}"/>{_size(points)}'


def _list(number: int) -> str:
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr>{_space(0, 3)}'


_KEEP = "<w:keepNext/><w:keepLines/>"
_FOOT = '<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs>'
_CELL = _space(0, 0, 1.1)
_MIDDLE = '<w:jc w:val="center"/>'

STYLES = (
    Style("Normal", f"<w:widowControl/>{_space(0, 6, 1.2)}", f'<w:color w:val="{INK}"/>{_size(10)}', ""),
    Style("Eyebrow", f"<w:keepNext/>{_space(0, 8, 1)}", f'<w:b/><w:caps/>{_WHITE}<w:spacing w:val="30"/>{_size(8.5)}'),
    Style("Title", f"<w:keepNext/>{_space(0, 4, 1.05)}", f"<w:b/>{_WHITE}{_size(25)}", then="Subtitle"),
    Style("Title Long", "", _size(17), "Title", then="Subtitle"),
    Style("Subtitle", _space(0, 0, 1.1), f"{_WHITE}{_size(12)}", then="Normal"),
    Style("Lead", _space(14, 10, 1.25), _grey(11)),
    Style(
        "heading 1",
        f'{_KEEP}{_space(20, 6, 1.1)}<w:outlineLvl w:val="0"/>',
        f"<w:b/>{_ACCENT_COLOUR}{_size(15)}",
        then="Normal",
    ),
    Style("heading 2", f'{_KEEP}{_space(13, 4, 1.1)}<w:outlineLvl w:val="1"/>', f"<w:b/>{_size(11)}", then="Normal"),
    Style("List Bullet", f"<w:keepLines/>{_list(1)}"),
    Style("List Number", f"<w:keepLines/>{_list(2)}"),
    Style("Evidence", f'<w:keepLines/>{_space(0, 5, 1.1)}<w:ind w:left="340"/>', _grey(8)),
    Style(
        "Callout",
        f'<w:keepNext/><w:keepLines/><w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}" '
        f'w:themeColor="accent1"/></w:pBdr>{_TINT_FILL}{_space(2, 8)}<w:ind w:left="200"/>',
        _size(9.5),
    ),
    Style("Table Text", f"<w:widowControl/>{_CELL}", _size(9.5)),
    Style("Table Head", f"<w:keepNext/>{_CELL}", f"<w:b/>{_ACCENT_COLOUR}{_size(8.5)}", "TableText"),
    Style("Table Label", f"<w:keepNext/>{_CELL}", _grey(9), "TableText"),
    Style("Table Number", f'{_CELL}<w:ind w:right="280"/><w:jc w:val="right"/>', "", "TableText"),
    Style("Table Number Head", '<w:ind w:right="280"/><w:jc w:val="right"/>', "", "TableHead"),
    Style("Table Small", _space(2, 0, 1.1), _grey(8), "TableText"),
    Style("Table Source", _CELL, _grey(8), "TableText"),
    Style("Table Note", _space(4, 6, 1.1), _grey(8.5)),
    Style("Timeline Week", f"<w:keepNext/>{_CELL}{_MIDDLE}", _grey(7.5), "TableText"),
    Style("Timeline Rest", f"{_CELL}{_MIDDLE}", f'<w:color w:val="{LINE}"/>{_size(8)}', "TableText"),
    Style("Timeline Bar", _BAR_FILL, f'<w:color w:val="{BAR}"/>', "TimelineRest"),
    Style("Timeline Mark", _ACCENT_FILL, _WHITE, "TimelineRest"),
    Style("header", f"{_FOOT}{_space(0, 0, 1)}", _grey(8)),
    Style("footer", f"{_FOOT}{_space(0, 0, 1)}", _grey(8)),
    Style("Template Tag", _space(0, 0, 1), f'<w:color w:val="9A5B13"/>{_size(7)}'),
    Style("Source Ref", "", f'<w:color w:val="{GREY}"/>{_size(7.5)}', "DefaultParagraphFont", kind="character"),
    Style("Strong", "", "<w:b/>", "DefaultParagraphFont", kind="character"),
)


def style_id(name: str) -> str:
    """Return the id Word knows a style by: its name without spaces, headings with a capital."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def _xml(style: Style) -> str:
    default = ' w:default="1"' if style.name == "Normal" else ""
    custom = style.name in _BUILT_IN or ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{style.based}"/>' if style.based else ""
    then = f'<w:next w:val="{style_id(style.then)}"/>' if style.then else ""
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    return (
        f'<w:style xmlns:w="{_W}" w:type="{style.kind}" w:styleId="{style_id(style.name)}"{default}'
        f'{"" if custom is True else custom}><w:name w:val="{style.name}"/>{based}{then}<w:qFormat/>{paragraph}{run}'
        "</w:style>"
    )


_BUILT_IN = frozenset(
    {
        "Normal",
        "Title",
        "Subtitle",
        "heading 1",
        "heading 2",
        "List Bullet",
        "List Number",
        "header",
        "footer",
        "Strong",
    }
)

_DEFAULTS = (
    f'<w:docDefaults xmlns:w="{_W}"><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
    'w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
    '<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
)
_FIXED = (
    f'<w:style xmlns:w="{_W}" w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    f'<w:style xmlns:w="{_W}" w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    f'<w:style xmlns:w="{_W}" w:type="table" w:customStyle="1" w:styleId="DeskTable"><w:name w:val="Desk Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders><w:tblCellMar>'
    '<w:top w:w="60" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/>'
    '<w:right w:w="140" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="10" w:space="0" w:color="{ACCENT}" w:themeColor="accent1"/></w:tcBorders></w:tcPr>'
    "</w:tblStylePr></w:style>",
)
_LEVEL = (
    '<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:pStyle w:val="{style}"/>'
    '<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
    '<w:ind w:left="340" w:hanging="340"/></w:pPr><w:rPr>{run}</w:rPr></w:lvl></w:abstractNum>'
)
_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}">'
    + _LEVEL.format(id=0, format="bullet", style="ListBullet", text="•", run=_ACCENT_COLOUR)
    + _LEVEL.format(id=1, format="decimal", style="ListNumber", text="%1.", run=f"<w:b/>{_ACCENT_COLOUR}")
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    "</w:numbering>"
)


def apply(document: Any) -> None:
    """Replace the styles, lists and theme of a new python-docx document by ours, and set an A4 page."""
    from docx.oxml.parser import parse_xml

    root = document.styles.element
    for child in list(root):
        root.remove(child)
    for xml in (_DEFAULTS, *_FIXED, *map(_xml, STYLES)):
        root.append(parse_xml(xml))
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for child in list(parse_xml(_NUMBERING)):
        numbering.append(child)
    _set_theme(document)
    _set_compatibility(document.settings.element)
    _set_page(document.sections[0])


def _set_theme(document: Any) -> None:
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/theme"))
    theme = part.blob.decode()
    theme = re.sub(r'(<a:accent1>\s*<a:srgbClr val=")[0-9A-F]{6}', rf"\g<1>{ACCENT}", theme)
    part._blob = re.sub(r'(<a:latin typeface=")[^"]*(")', rf"\g<1>{FONT}\g<2>", theme).encode()


def _set_compatibility(settings: Any) -> None:
    """Let Word lay the page out as it does today, not as in 2010, and open it at full size."""
    for setting in settings.iter(f"{{{_W}}}compatSetting"):
        if setting.get(f"{{{_W}}}name") == "compatibilityMode":
            setting.set(f"{{{_W}}}val", "15")
    zoom = settings.find(f"{{{_W}}}zoom")
    zoom.attrib.clear()
    zoom.set(f"{{{_W}}}percent", "100")


def _set_page(section: Any) -> None:
    """A4 with 2.2 cm margins at the sides: the text is 16.6 cm wide and also fits a Letter sheet."""
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance, section.footer_distance = Cm(1.1), Cm(1.0)
