"""Numbered answers, in one line, one to a line, or below each question."""

from __future__ import annotations

import pytest

from parsers.replies.answers import read_answers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1: 12 Jan, 2: Sam, 3: 40h", [(1, "12 Jan"), (2, "Sam"), (3, "40h")]),
        ("1) 12 Jan\n2) Sam\n\nthanks", [(1, "12 Jan"), (2, "Sam")]),
        ("1. 12 Jan 2027\n2 - Sam\nQ3: 40h\n#4 = yes", [(1, "12 Jan 2027"), (2, "Sam"), (3, "40h"), (4, "yes")]),
        ("1: 12 Jan; 2: Sam and Ana, 3=40h", [(1, "12 Jan"), (2, "Sam and Ana"), (3, "40h")]),
        ("1: at 9, 10:30 is fine too, 2: Sam", [(1, "at 9, 10:30 is fine too"), (2, "Sam")]),
        ("1: EUR 1,200, 2: no", [(1, "EUR 1,200"), (2, "no")]),
        ("1:\n12 Jan\n2:\nSam", [(1, "12 Jan"), (2, "Sam")]),
        ("> 1. When do we start?\n12 Jan\n> 2. Who leads?\nSam", [(1, "12 Jan"), (2, "Sam")]),
        ("- 2: Sam\n- 1: 12 Jan", [(2, "Sam"), (1, "12 Jan")]),
        ("1: 12 Jan\n1: 13 Jan", [(1, "12 Jan")]),
        ("12 Jan works for us", []),
        ("2 - 3 weeks", []),
        ("2026-01-12 is fine", []),
        ("10.5 hours", []),
        ("0: x", []),
    ],
)
def test_numbered_answers_are_read(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(answer.number, answer.text) for answer in read_answers(text)] == expected


def test_each_answer_quotes_the_reply_verbatim() -> None:
    text = "Hi,\n\n1: 12 Jan, 2: Sam\n3) 40h\n\nCheers"
    assert all(answer.quote in text and answer.text in answer.quote for answer in read_answers(text))
