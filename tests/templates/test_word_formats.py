"""Dates, money and numbers read as a person writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from templates.formats import date_text, money_text, number_text


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-GB", "12 January 2026"),
        ("en", "12 January 2026"),
        ("en-US", "January 12, 2026"),
        ("de-AT", "12. Januar 2026"),
        ("es-ES", "12 de enero de 2026"),
        ("fi-FI", "2026-01-12"),
    ],
)
def test_a_date_is_written_the_way_of_the_locale(locale: str, text: str) -> None:
    assert date_text(date(2026, 1, 12), locale) == text


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        ("48000", "EUR", "en-GB", "€\u00a048,000"),
        ("48000.00", "EUR", "en-GB", "€\u00a048,000"),
        ("1200.5", "USD", "en-US", "$1,200.50"),
        ("48000", "CHF", "en-GB", "CHF\u00a048,000"),
        ("48000", None, "en-GB", "48,000"),
        ("-75", "GBP", "en-GB", "-£75"),
        ("48000", "EUR", "de-DE", "48.000\u00a0€"),
        ("48000", "EUR", "nl-NL", "€\u00a048.000"),
        ("1234567.891", "EUR", "fi-FI", "€\u00a01,234,567.89"),
    ],
)
def test_money_carries_its_currency_and_no_idle_cents(
    amount: str, currency: str | None, locale: str, text: str
) -> None:
    assert money_text(Decimal(amount), currency, locale) == text


@pytest.mark.parametrize(("number", "text"), [("120", "120"), ("37.50", "37.5"), ("0.125", "0.13"), ("1200", "1,200")])
def test_a_number_keeps_the_decimals_it_has_and_no_more_than_two(number: str, text: str) -> None:
    assert number_text(Decimal(number)) == text
