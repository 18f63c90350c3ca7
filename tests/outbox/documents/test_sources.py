"""Quotes beside facts: short, and not said twice."""

from __future__ import annotations

import pytest

from outbox.documents.sources import Sources, distinct_quote, shorten


@pytest.mark.parametrize(
    "quote",
    ["Photography and video", "•  Photography\nand video.", "(b) photography and video;", "4.1 Photography and video"],
)
def test_words_that_are_the_fact_itself_are_not_repeated(quote: str) -> None:
    assert distinct_quote("Photography and video", quote) == ""


@pytest.mark.parametrize(
    ("text", "quote"), [("€ 43,600", "€ 43,699"), ("12 January 2026", "January"), ("Phase 1", "Phase 2"), ("", "-")]
)
def test_words_that_say_anything_else_are_quoted(text: str, quote: str) -> None:
    assert distinct_quote(text, quote) == quote


def test_a_long_text_is_cut_at_a_word_and_an_endless_word_anywhere() -> None:
    assert shorten("one two three", 9) == "one two …"
    assert shorten("x" * 50, 10) == "x" * 10 + " …"
    assert shorten("€\u00a05 fee", 10) == "€\u00a05 fee"


def test_a_fact_without_a_place_is_not_cited() -> None:
    sources = Sources()
    assert (sources.cite("", "words"), sources.rows()) == ("", [])
