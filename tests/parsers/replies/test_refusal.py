"""Holding something back in plain words, with the reason kept as it was written."""

from __future__ import annotations

import pytest

from parsers.replies.refusal import read_refusal


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no", ""),
        ("No, thanks", ""),
        ("not yet", ""),
        ("Not yet!\n\nLena", ""),
        ("no, fix the dates first", "fix the dates first"),
        ("Hi Sam,\n\nnot yet - legal has to see it.\n\nThanks\nLena", "legal has to see it."),
        ("don't send it yet, the fee is wrong", "the fee is wrong"),
        ("hold on: Dana is away until Monday", "Dana is away until Monday"),
        ("Wait", ""),
    ],
)
def test_a_refusal_keeps_its_reason(text: str, reason: str) -> None:
    found = read_refusal(text, "Lena Lead")
    assert found is not None
    assert found.reason.rstrip(".") == reason.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "no problem, send it",
        "no objections",
        "No changes, please send",
        "nothing to add",
        "undo",
        "> no",
        "note this",
        "",
    ],
)
def test_what_only_begins_like_one_is_none(text: str) -> None:
    assert read_refusal(text, "Lena Lead") is None
