"""How the workbook looks: one page of fonts, fills and borders, in the colours of our letters."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FACE = "Arial"
BLUE, INK, GREY, LINE, BAND, PALE = "2457C5", "1F2933", "5B6672", "D5DAE1", "EEF3FD", "F7F8FA"
RED, AMBER, ROOM, AWAY = "F8C9C4", "FCE3B0", "DCE8FB", "ECEFF2"
RED_INK, AMBER_INK = "8F1D14", "7A4B00"
SERIES = ("9AA5B1", "2457C5", "E07A1F")  # gross, delivery, planned


@dataclass(frozen=True, slots=True)
class Look:
    """All that makes one kind of cell."""

    font: Font
    fill: PatternFill
    border: Border
    alignment: Alignment


def _font(size: int = 10, colour: str = INK, *, bold: bool = False, italic: bool = False) -> Font:
    return Font(name=FACE, size=size, color=colour, bold=bold, italic=italic)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


_NONE, _PLAIN = PatternFill(), Border()
_UNDER = Border(bottom=Side(style="thin", color=LINE))
_ABOVE = Border(top=Side(style="thin", color=INK))
_LEFT = Alignment(vertical="center")
_WRAP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center")
_RIGHT = Alignment(horizontal="right", vertical="center")

STYLES: dict[str, Look] = {
    "title": Look(_font(18, BLUE, bold=True), _NONE, _PLAIN, _LEFT),
    "subtitle": Look(_font(10, GREY), _NONE, _PLAIN, _LEFT),
    "heading": Look(_font(12, INK, bold=True), _NONE, _PLAIN, _LEFT),
    "header": Look(_font(9, "FFFFFF", bold=True), _fill(BLUE), _PLAIN, _LEFT),
    "header week": Look(_font(9, "FFFFFF", bold=True), _fill(BLUE), _PLAIN, _MIDDLE),
    "header wrap": Look(
        _font(9, "FFFFFF", bold=True), _fill(BLUE), _PLAIN, Alignment(vertical="center", wrap_text=True)
    ),
    "body": Look(_font(), _NONE, _UNDER, _LEFT),
    "strong": Look(_font(bold=True), _NONE, _UNDER, _LEFT),
    "date": Look(_font(), _NONE, _UNDER, _MIDDLE),
    "sum": Look(_font(bold=True), _fill(PALE), _ABOVE, _LEFT),
    "wrap": Look(_font(), _NONE, _UNDER, _WRAP),
    "note": Look(_font(9, GREY), _NONE, _PLAIN, _WRAP),
    "muted": Look(_font(9, GREY), _NONE, _UNDER, _LEFT),
    "hours": Look(_font(), _NONE, _UNDER, _RIGHT),
    "heat": Look(_font(), _NONE, _UNDER, _MIDDLE),
    "total": Look(_font(bold=True), _fill(PALE), _ABOVE, _RIGHT),
    "input": Look(_font(), _fill("FFFDF2"), _UNDER, _RIGHT),
    "input text": Look(_font(), _fill("FFFDF2"), _UNDER, _LEFT),
    "tentative": Look(_font(10, GREY, italic=True), _NONE, _UNDER, _RIGHT),
    "tentative text": Look(_font(10, GREY, italic=True), _NONE, _UNDER, _LEFT),
    "figure": Look(_font(18, INK, bold=True), _fill(BAND), _PLAIN, _MIDDLE),
    "figure label": Look(
        _font(9, GREY), _fill(BAND), _PLAIN, Alignment(horizontal="center", vertical="top", wrap_text=True)
    ),
    "bad": Look(_font(10, RED_INK), _fill(RED), _UNDER, _WRAP),
    "warn": Look(_font(10, AMBER_INK), _fill(AMBER), _UNDER, _WRAP),
    "good": Look(_font(), _fill(ROOM), _UNDER, _WRAP),
}
TONES = {
    "gone": "bad",
    "over": "bad",
    "late": "bad",
    "unstaffed": "warn",
    "squeezed": "warn",
    "idle": "good",
    "room": "good",
}
