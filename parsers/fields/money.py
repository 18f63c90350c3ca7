"""Amounts of money in text, with their ISO 4217 currency, in any locale's digit grouping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_SYMBOLS = {
    "US$": "USD", "U.S.$": "USD", "USD$": "USD", "CA$": "CAD", "CDN$": "CAD", "C$": "CAD", "CAD$": "CAD", "A$": "AUD",
    "AU$": "AUD", "NZ$": "NZD", "S$": "SGD", "SG$": "SGD", "HK$": "HKD", "R$": "BRL", "MX$": "MXN", "$": "USD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₪": "ILS", "₩": "KRW", "₽": "RUB", "₺": "TRY", "zł": "PLN",
    "Kč": "CZK", "Rs.": "INR", "Rs": "INR", "SFr.": "CHF", "Fr.": "CHF", "RM": "MYR", "Ft": "HUF", "лв": "BGN",
}  # fmt: skip
_CODES = (
    "USD EUR GBP CHF CAD AUD NZD SGD HKD JPY CNY INR SEK NOK DKK PLN CZK HUF RON BGN ILS ZAR AED SAR"
    " BRL MXN KRW TRY THB"
    " MYR IDR PHP VND NGN KES EGP UAH COP CLP ARS QAR KWD"
).split()
_WORDS = {
    "euros": "EUR", "euro": "EUR", "us dollars": "USD", "u.s. dollars": "USD", "dollars": "USD",
    "pounds sterling": "GBP", "canadian dollars": "CAD", "australian dollars": "AUD", "singapore dollars": "SGD",
    "swiss francs": "CHF", "zloty": "PLN", "złoty": "PLN", "rupees": "INR", "yen": "JPY", "yuan": "CNY", "rmb": "CNY",
}  # fmt: skip
_FOLDED = {symbol.lower(): code for symbol, code in _SYMBOLS.items()} | _WORDS | {code.lower(): code for code in _CODES}
_DOLLARS = ("CAD", "AUD", "NZD", "SGD", "HKD")
_CROWNS = {"SEK": r"SEK|swedish|sweden", "NOK": r"NOK|norwegian|norway", "DKK": r"DKK|danish|denmark"}


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SYMBOL, _CODE, _WORD = _either(_SYMBOLS), _either(_CODES), _either(_WORDS)
_NUMBER = (
    r"(?:\d{1,2}(?:,\d\d){1,4},\d{3}(?:\.\d{1,2})?"  # 12,34,567.50
    r"|\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,2})?|\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,2})?"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3}){1,5}(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,2})?)(?![\d]|[.,]\d)"
)
_SCALE = r"(?:[ \u00a0]?(?P<scale>k|million|thousand|mio\.?|bn|billion|mm?)(?!\w))?"
_BEFORE = re.compile(
    rf"(?<![\w$])(?P<mark>{_SYMBOL}|kr\.?(?!\w)|(?:{_CODE})(?![A-Z]))[ \u00a0]{{0,2}}(?P<number>{_NUMBER}){_SCALE}"
    rf"(?:[ \u00a0]?\(?(?P<post>{_CODE})(?!\w))?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?<![\w.,$€£-])(?P<number>{_NUMBER}){_SCALE}"
    rf"[ \u00a0\u202f]?(?P<mark>(?:{_CODE}|{_WORD})(?!\w)|US\$|[€£₹₽₺]|(?:zł|Kč|kr|Ft)(?!\w)|\$(?![ ]?\d))",
    re.IGNORECASE,
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mm": 6, "million": 6, "mio": 6, "bn": 9, "billion": 9}
_PER = re.compile(
    r"[ \u00a0]{0,2}(?:\([^()\n]{0,40}\)[ ]?)?(?:/|per|an|a|each|every|pro|par)[ ]?"
    r"(?P<unit>hour|hr|h|day|d|week|month|mo|year|annum|yr|quarter|sprint|person|user|seat|unit|share"
    r"|mile|word|stunde|tag|monat)s?(?!\w)"
    r"|[ ]{0,2}(?P<adverb>monthly|hourly|daily|weekly|annually|yearly|quarterly)(?!\w)",
    re.IGNORECASE,
)
_ADVERBS = {
    "monthly": "month", "hourly": "hour", "daily": "day", "weekly": "week", "annually": "year", "yearly": "year",
    "quarterly": "quarter",
}  # fmt: skip
_UNITS = {
    "hr": "hour", "h": "hour", "d": "day", "mo": "month", "annum": "year", "yr": "year", "stunde": "hour", "tag": "day",
    "monat": "month",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoneySpan:
    """An amount at `text[start:end]`; `per` is the unit it is charged by ("hour", "month"), None for a sum.

    `bare_dollar` says that the mark was a plain `$`, whose country only the rest of the document can tell; `currency`
    is None for a plain "kr".
    """

    start: int
    end: int
    amount: Decimal
    currency: str | None
    per: str | None = None
    bare_dollar: bool = False


def find_money(text: str, start: int = 0, end: int | None = None) -> tuple[MoneySpan, ...]:
    """Return the amounts of `text[start:end]` that bear a currency mark, in reading order, without overlaps."""
    stop = len(text) if end is None else end
    found = sorted(_spans(text, start, stop), key=lambda span: (span.start, -span.end))
    kept: list[MoneySpan] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def read_amount(text: str) -> Decimal | None:
    """Return the number that `text` is, its digit grouping understood ("1.234,50", "1 234", "12,34,567"); else None."""
    if not re.fullmatch(_NUMBER, text.strip()):
        return None
    try:
        return Decimal(_plain(re.sub(r"[ \u00a0\u2009\u202f'’]", "", text)))
    except InvalidOperation:
        return None


def dollar_of(text: str) -> str:
    """Return the currency a bare `$` means in `text`: the one other dollar it names, else USD."""
    lowered = text.lower()
    named = {code for code in _DOLLARS if re.search(rf"(?<![A-Z]){code}(?![A-Z])", text)}
    named |= {code for words, code in _WORDS.items() if code in _DOLLARS and words in lowered}
    if len(named) == 1 and not re.search(r"\bUSD\b|US\$|U\.S\. dollars", text):
        return named.pop()
    return "USD"


def crown_of(text: str) -> str | None:
    """Return the currency that "kr" means in `text`: the one Nordic crown it speaks of, else None."""
    named = [code for code, words in _CROWNS.items() if re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE)]
    return named[0] if len(named) == 1 else None


def yen_of(text: str) -> str:
    """Return the currency that "¥" means in `text`: the yuan where only that is named, else the yen."""
    return "CNY" if re.search(r"(?<!\w)(?:CNY|RMB)(?!\w)", text) and not re.search(r"(?<!\w)JPY(?!\w)", text) else "JPY"


def currency_in(text: str) -> str | None:
    """Return the currency that a table heading such as "Cost (USD)" or "Betrag in €" names, else None."""
    match = re.search(
        rf"(?<!\w)({_CODE})(?!\w)|US\$|CA\$|CDN\$|A\$|NZ\$|S\$|HK\$|[€£¥₹$]|(?<!\w)(?:zł|Kč|Ft)(?!\w)", text
    )
    return _FOLDED[match.group().lower()] if match else None


def _spans(text: str, start: int, end: int) -> Iterator[MoneySpan]:
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text, start, end):
            amount = read_amount(match["number"])
            if amount is None:
                continue
            if match["scale"]:
                amount = Decimal(int(amount.scaleb(_SCALES[match["scale"].lower().rstrip(".")])))
            mark = match.groupdict().get("post") or match["mark"]
            stop = match.end()
            currency = _FOLDED.get(mark.lower())  # kr is a crown of some country
            yield MoneySpan(match.start(), stop, amount, currency, _per(text, stop), mark == "$")


def _plain(digits: str) -> str:
    """Return `digits` with a dot for decimals and no grouping."""
    last_comma, last_dot = digits.rfind(","), digits.rfind(".")
    if last_comma >= 0 and last_dot >= 0:
        grouping = "," if last_comma < last_dot else "."
        return digits.replace(grouping, "").replace(",", ".")
    mark = "," if last_comma >= 0 else "."
    parts = digits.split(mark)
    grouped = len(parts) > 1 and len(parts[-1]) == 3 and len(parts[0]) <= 3 and parts[0] != "0"
    return "".join(parts) if len(parts) > 2 or grouped else digits.replace(",", ".")


def _per(text: str, position: int) -> str | None:
    match = _PER.match(text, position, position + 70)
    if not match:
        return None
    if match["adverb"]:
        return _ADVERBS[match["adverb"].lower()]
    unit = match["unit"].lower()
    return _UNITS.get(unit, unit)
