"""The text inside one Word paragraph: runs, links, fields, content controls, tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.formats.docx_styles import W, switch
from parsers.formats.signs import PICTURE

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATE, _CHOICE, _FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
GONE = {W + "del", W + "moveFrom"}
_COME = {W + "ins", W + "moveTo"}
WRAPPERS = {W + tag for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")} | {_ALTERNATE, _CHOICE}
_SKIPPED = {W + tag for tag in ("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "rt", "commentReference")}
_SKIPPED |= {_FALLBACK, W + "delInstrText"}
_MARKS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_DRAWN = {W + "drawing", W + "pict"}
_INK = ".//{http://schemas.microsoft.com/office/word/2010/wordml}contentPart"
_T, _R, _RPR, _SYM, _BOX = W + "t", W + "r", W + "rPr", W + "sym", W + "txbxContent"
_PPR, _B, _VANISH, _MATH = W + "pPr", W + "b", W + "vanish", _M + "t"
_STRIKES = {W + "strike", W + "dstrike"}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


class Line:
    """What one paragraph shows: its text, the boxes and notes that hang on it, and how it came to be."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.boxes: list[_Element] = []
        self.notes: list[str] = []
        self._pictures: list[tuple[int, _Element]] = []
        self.properties: _Element | None = None
        self.tracked = False
        self.hidden = False
        self.struck = False
        self._shown = False
        self.bold: bool | None = None  # True where every run that shows is bold, None where no run says

    @property
    def text(self) -> str:
        """The text, in order."""
        return "".join(self._parts)

    def take(self, parent: _Element) -> None:
        """Take in all that stands in `parent`."""
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag == _PPR:
                self.properties = child
            elif tag in GONE:
                self.tracked = True
            elif tag == _BOX:
                self.boxes.append(child)
            elif tag == _ALTERNATE:
                self._one_of(child)
            elif tag == _MATH:
                self._parts.append(child.text or "")
            elif tag in _DRAWN:
                self._drawn(child)
            elif tag not in _SKIPPED:
                self.tracked = self.tracked or tag in _COME
                self.take(child)

    def _run(self, run: _Element) -> None:
        bold: bool | None = None
        for child in run:
            tag = child.tag
            if tag == _T:
                self._text(child.text, bold)
            elif tag == _RPR:
                bold, hidden, struck = _look(child)
                if hidden or struck:
                    self.hidden, self.struck = self.hidden or hidden, self.struck or struck
                    return
            elif tag in _MARKS:
                self._parts.append(_MARKS[tag])
            elif tag == _SYM:
                self._parts.append(_symbol(child.get(W + "char", "")))
            elif tag in _NOTES:
                self.notes.append(f"{_NOTES[tag]} {child.get(W + 'id')}")
            elif tag == _ALTERNATE:
                self._one_of(child)
            elif tag in _DRAWN:
                self._drawn(child)
            elif tag not in _SKIPPED and len(child):
                self.take(child)

    def _drawn(self, drawing: _Element) -> None:
        self._pictures.append((len(self._parts), drawing))
        self._parts.append("")
        self.take(drawing)

    def sign(self, is_signature: Callable[[_Element], bool]) -> None:
        """Put the sign of a picture where one shows a signature."""
        for at, drawing in self._pictures:
            if is_signature(drawing):
                self._parts[at] = PICTURE

    def _text(self, text: str | None, bold: bool | None) -> None:
        if not text:
            return
        self._parts.append(text)
        if not text.isspace():
            self.bold = bold if not self._shown else (self.bold and bold)
            self._shown = True

    def _one_of(self, alternate: _Element) -> None:
        """Read the first choice; the fallback shows the same again for old versions of Word."""
        chosen = alternate.find(_CHOICE)
        if chosen is not None and chosen.find(_INK) is not None:  # drawn by pen: the fallback holds its picture
            chosen = alternate.find(_FALLBACK)
        chosen = chosen if chosen is not None else alternate.find(_FALLBACK)
        if chosen is not None:
            self.take(chosen)


def _look(properties: _Element) -> tuple[bool | None, bool, bool]:
    """Return whether a run says it is bold, whether it is hidden, and whether it is struck out by hand."""
    bold, hidden, struck = None, False, False
    for child in properties:
        if child.tag == _B:
            bold = switch(child)
        elif child.tag == _VANISH:
            hidden = switch(child)
        elif child.tag in _STRIKES:
            struck = struck or switch(child)
    return bold, hidden, struck


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value if value >= 0xF000 else value | 0xF000) if 0 < value <= 0xFFFF else ""
