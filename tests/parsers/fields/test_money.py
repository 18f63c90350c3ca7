"""Amounts are read in every locale's grouping, each with its currency and what it is charged by."""

from decimal import Decimal

import pytest

from parsers.fields.money import currency_in, dollar_of, find_money, read_amount


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$43,600.00", "43600.00", "USD"),
        ("US$ 1,200,000", "1200000", "USD"),
        ("€48.000,50", "48000.50", "EUR"),
        ("48 000 EUR", "48000", "EUR"),
        ("CHF 12'500", "12500", "CHF"),
        ("SGD 380,000", "380000", "SGD"),
        ("CDN$750,000", "750000", "CAD"),
        ("USD 12,34,567.50", "1234567.50", "USD"),
        ("$1.5M", "1500000", "USD"),
        ("45k EUR", "45000", "EUR"),
        ("64.800,00 €", "64800.00", "EUR"),
        ("S$ 3,000", "3000", "SGD"),
    ],
)
def test_an_amount_is_read_in_each_grouping(text: str, amount: str, currency: str) -> None:
    (span,) = find_money(text)
    assert (span.amount, span.currency) == (Decimal(amount), currency)
    assert text[span.start : span.end] == text


@pytest.mark.parametrize(("text", "per"), [("£95/hr", "hour"), ("$18,000 per month", "month"), ("€800 per day", "day")])
def test_a_rate_says_what_it_is_charged_by(text: str, per: str) -> None:
    assert find_money(text)[0].per == per


def test_a_number_without_a_currency_is_no_money() -> None:
    assert find_money("5,000 websites in 12 months, section 3.1") == ()


def test_a_placeholder_is_no_amount() -> None:
    assert find_money("Fixed Fee: $[AMOUNT] or $______") == ()


def test_a_bare_dollar_is_the_one_other_dollar_that_the_text_names() -> None:
    assert dollar_of("All amounts are in Canadian dollars.") == "CAD"
    assert dollar_of("$500") == "USD"


def test_a_heading_names_its_currency() -> None:
    assert currency_in("Betrag in €") == "EUR"
    assert currency_in("Cost (USD)") == "USD"


def test_what_is_no_number_is_none() -> None:
    assert read_amount("twelve") is None
