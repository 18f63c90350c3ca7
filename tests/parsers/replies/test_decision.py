"""Replies to numbered decisions: each number's choice, and what stays unclear."""

from __future__ import annotations

import pytest

from parsers.replies.decision import read_decisions


def told(text: str, *numbers: int) -> list[str]:
    return [
        f"{d.number} {d.choice}{f' {d.option}' if d.option else ''}{f' {d.who}' if d.who else ''}"
        for d in read_decisions(text, numbers or (1, 2, 3))
    ]


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("1a 2 yes, 3 ask Sam", ["1 option a", "2 yes", "3 ask Sam"]),
        ("1a, rest default", ["1 option a", "2 default", "3 default"]),
        ("approve all", ["1 yes", "2 yes", "3 yes"]),
        ("all as recommended", ["1 default", "2 default", "3 default"]),
        ("no to all", ["1 no", "2 no", "3 no"]),
        ("1: b\n2: no\n3) later", ["1 option b", "2 no", "3 later"]),
        ("yes to 1 and 3, no to 2", ["1 yes", "2 no", "3 yes"]),
        ("1-2 yes, 3 no", ["1 yes", "2 yes", "3 no"]),
        ("1 and 2: default; 3: b", ["1 default", "2 default", "3 option b"]),
        ("1 - yes\n2 - no, too expensive\nThanks\nFay", ["1 yes", "2 no"]),
        ("1 ja, 2 nein, Rest wie vorgeschlagen", ["1 yes", "2 no", "3 default"]),
        ("> 1. Hire Bob?\nyes\n> 2. Swap Jon and Ann?\n\nask Sam\n", ["1 yes", "2 ask Sam"]),
        ("I'm travelling until 3 May, 2 yes", ["2 yes"]),
        ("Thanks!", []),
    ],
)
def test_each_number_gets_its_choice(text: str, decided: list[str]) -> None:
    assert told(text) == decided


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("1 yes but only until March, 2b", ["1 unclear", "2 option b"]),
        ("1: let's use Jon for 20h", ["1 unclear"]),
        ("yes", ["1 unclear", "2 unclear", "3 unclear"]),
        ("2: yes?", ["2 unclear"]),
    ],
)
def test_what_is_no_choice_is_named_unclear(text: str, decided: list[str]) -> None:
    assert told(text) == decided


def test_a_bare_answer_is_about_the_only_decision() -> None:
    assert told("yes", 1) == ["1 yes"]
    assert told("b", 4) == ["4 option b"]


def test_the_quote_is_what_was_written() -> None:
    assert [d.quote for d in read_decisions("1a, 2 no thanks", (1, 2))] == ["1a", "2 no thanks"]
