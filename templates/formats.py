"""Dates, money and numbers as a person of the agency's locale writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "AUD": "A$", "CAD": "C$", "NZD": "NZ$", "INR": "₹"}
_TIGHT = frozenset({"$", "£", "¥", "A$", "C$", "NZ$", "₹"})  # "$48,000", but "€ 48,000"


@dataclass(frozen=True, slots=True)
class _Language:
    """How one language writes a date and a number; `day` has the fields day, month and year."""

    months: tuple[str, ...]
    day: str = "{day} {month} {year}"
    group: str = "."
    point: str = ","
    symbol_last: bool = True


def _months(names: str) -> tuple[str, ...]:
    return tuple(names.split())


_ENGLISH = _months("January February March April May June July August September October November December")
_LANGUAGES = {
    "en": _Language(_ENGLISH, group=",", point=".", symbol_last=False),
    "en-US": _Language(_ENGLISH, "{month} {day}, {year}", group=",", point=".", symbol_last=False),
    "de": _Language(
        _months("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        "{day}. {month} {year}",
    ),
    "fr": _Language(
        _months("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        group="\u202f",
    ),
    "es": _Language(
        _months("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        "{day} de {month} de {year}",
    ),
    "it": _Language(
        _months("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre")
    ),
    "nl": _Language(
        _months("januari februari maart april mei juni juli augustus september oktober november december"),
        symbol_last=False,
    ),
    "pt": _Language(
        _months("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
        "{day} de {month} de {year}",
    ),
}


def _language(locale: str) -> _Language | None:
    return _LANGUAGES.get(locale) or _LANGUAGES.get(locale.partition("-")[0])


def date_text(day: date, locale: str = "en-GB") -> str:
    """Write a date in words, e.g. "12 January 2026"; a language that is not known here gives 2026-01-12."""
    language = _language(locale)
    if language is None:
        return day.isoformat()
    return language.day.format(day=day.day, month=language.months[day.month - 1], year=day.year)


def number_text(number: Decimal | int, locale: str = "en-GB", decimals: int | None = None) -> str:
    """Write a number with its thousands grouped; without `decimals` as many as it has, at most two, no idle zeros."""
    language = _language(locale) or _LANGUAGES["en"]
    places = 2 if decimals is None else decimals
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:,.{places}f}".partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    return whole.replace(",", language.group) + (language.point + fraction if fraction else "")


def money_text(amount: Decimal, currency: str | None, locale: str = "en-GB") -> str:
    """Write an amount with its currency, e.g. "€ 48,000" or "$1,200.50"; cents only where there are any.

    The space is a no-break space, so that a line never ends between the sign and the amount. An ISO 4217 code
    without a known sign stays a code ("CHF 48,000"); an amount without a currency stays a bare number.
    """
    cents = 2 if amount % 1 else 0
    figure = number_text(abs(amount), locale, cents)
    minus = "-" if amount < 0 else ""
    if currency is None:
        return minus + figure
    sign = _SYMBOLS.get(currency, currency)
    language = _language(locale)
    if language is not None and language.symbol_last:
        return f"{minus}{figure}{NO_BREAK_SPACE}{sign}"
    return f"{minus}{sign}{'' if sign in _TIGHT else NO_BREAK_SPACE}{figure}"
