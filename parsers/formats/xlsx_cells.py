"""What an Excel cell shows: the stored value in the dress of its number format."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from parsers.formats.clean import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN = {9: "0%", 10: "0.00%", 5: '"$"#,##0', 6: '"$"#,##0', 7: '"$"#,##0.00', 8: '"$"#,##0.00'}
_BUILT_IN |= {42: '"$"#,##0', 44: '"$"#,##0.00'}
_BUILT_IN |= dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), "yyyy-mm-dd")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[(?!\$)[^\]]*\]')
_CURRENCY = re.compile(r"\[\$([^\]-]+)[^\]]*\]|([$€£¥])|\"\s*([A-Z]{3}|[$€£¥]|kr|zł)\s*\"")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - Excel's days have no zone


class Formats:
    """The number formats of one workbook, by the number of a cell's style."""

    def __init__(self, styles: _Element | None, *, from_1904: bool) -> None:
        self._codes: list[str] = []
        self._known: dict[tuple[str, str | None], str] = {}
        self._epoch = _EPOCH_1904 if from_1904 else _EPOCH
        if styles is None:
            return
        own = {f.get("numFmtId"): f.get("formatCode", "") for f in styles.iterfind(f"{S}numFmts/{S}numFmt")}
        for style in styles.iterfind(f"{S}cellXfs/{S}xf"):
            number = style.get("numFmtId", "0")
            self._codes.append(own.get(number) or _BUILT_IN.get(int(number) if number.isdigit() else 0, ""))

    def shown(self, text: str, style: str | None) -> str:
        """Return a stored number as its cell shows it: a date, a percentage, money, or the number."""
        key = (text, style)
        if key not in self._known:
            self._known[key] = self._dressed(text, style)
        return self._known[key]

    def _dressed(self, text: str, style: str | None) -> str:
        code = self._codes[int(style)] if style and style.isdigit() and int(style) < len(self._codes) else ""
        try:
            value = Decimal(text)
        except InvalidOperation:
            return clean(text)
        if not value.is_finite() or abs(value.adjusted()) > 15:
            return clean(text)
        return self._day(value) if _is_date(code) else _number(value, code)

    def _day(self, value: Decimal) -> str:
        try:
            moment = self._epoch + timedelta(seconds=round(float(value) * 86_400))
        except OverflowError:
            return str(value)
        if moment.hour or moment.minute:
            return moment.strftime("%Y-%m-%d %H:%M")
        return moment.strftime("%Y-%m-%d")


def _is_date(code: str) -> bool:
    bare = _LITERAL.sub("", code.split(";")[0]).lower()
    return "general" not in bare and any(mark in bare for mark in ("y", "d", "mmm"))


def _number(value: Decimal, code: str) -> str:
    if "%" in code:
        return f"{_plain(value * 100)}%"
    money = _CURRENCY.search(code)
    if money is None:
        return _plain(value)
    symbol = next(group for group in money.groups() if group)
    amount = f"{round(value, 2):,.2f}".removesuffix(".00")
    return f"{symbol}{amount}" if len(symbol) == 1 else f"{symbol} {amount}"


def _plain(value: Decimal) -> str:
    """Return a number without the noise of binary fractions: 0.1 is stored as 0.10000000000000001."""
    rounded = round(value, 9).normalize()
    return f"{rounded:f}"
