"""Who a From header names, strictly; who a To header names, leniently."""

from __future__ import annotations

import pytest

from parsers.mail.address import Mailbox, Unclear, addresses, read_mailbox


@pytest.mark.parametrize(
    ("value", "email", "name"),
    [
        ("sam@agency.example", "sam@agency.example", ""),
        ("<sam@agency.example>", "sam@agency.example", ""),
        ("Sam Sales <sam@Agency.example>", "sam@agency.example", "Sam Sales"),
        ('"Sales, Sam" <sam@agency.example>', "sam@agency.example", "Sales, Sam"),
        ('"sam@agency.example" <sam@agency.example>', "sam@agency.example", "sam@agency.example"),
        ("=?utf-8?q?S=C3=A4m?= <sam@agency.example>", "sam@agency.example", "Säm"),
        ("sam@agency.example (Sam Sales)", "sam@agency.example", "Sam Sales"),
        ('"Sam @ Agency" <sam@agency.example>', "sam@agency.example", "Sam @ Agency"),
        ("Sam (Sales) Smith <sam+x@agency.example>", "sam+x@agency.example", "Sam Smith"),
    ],
)
def test_a_clean_sender_is_read(value: str, email: str, name: str) -> None:
    assert read_mailbox(value) == Mailbox(email, name)


@pytest.mark.parametrize(
    "value", ["a@b.example, c@d.example", "a@b.example <c@d.example>", "G: a@b.example;", "", "Sam", "a@b"]
)
def test_a_doubtful_sender_is_named_unclear(value: str) -> None:
    assert isinstance(read_mailbox(value), Unclear)


def test_recipients_are_found_in_any_grammar() -> None:
    assert addresses('"x@y.example, z" <A@b.example>; c@d.example,e@f.example') == (
        "a@b.example",
        "c@d.example",
        "e@f.example",
    )
    assert addresses("undisclosed-recipients:;") == ()
