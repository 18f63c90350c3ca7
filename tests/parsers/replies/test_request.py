"""Work somebody asks about: roles with hours, from when, by when, and nothing from talk about hours."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.replies.request import read_request

TODAY = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("text", "work", "start", "due"),
    [
        (
            "can we do 120h design and 200h dev by 15 March?",
            [("design", 120), ("dev", 200)],
            None,
            date(2027, 3, 15),
        ),
        (
            "Hi,\nClient asks: 3 weeks UX, 40 days backend development, QA 20h, starting in January, by end of April?",
            [("UX", 120), ("backend development", 320), ("QA", 20)],
            date(2027, 1, 1),
            date(2027, 4, 30),
        ),
        (
            "Design: 80h\nFrontend development: 160 h\nDeadline: 2027-02-26",
            [("Design", 80), ("Frontend development", 160)],
            None,
            date(2027, 2, 26),
        ),
        ("When could we do 100 hours of frontend?", [("frontend", 100)], None, None),
    ],
)
def test_work_is_read(text: str, work: list[tuple[str, int]], start: date | None, due: date | None) -> None:
    found = read_request(text, TODAY)
    assert found is not None
    assert [(line.role, int(line.hours)) for line in found.work] == work
    assert (found.start, found.due) == (start, due)


def test_a_question_is_told_from_a_statement() -> None:
    asked, said = read_request("can we do 20h design?", TODAY), read_request("We sold 20h design.", TODAY)
    assert asked is not None
    assert said is not None
    assert (asked.asks, said.asks) == (True, False)


@pytest.mark.parametrize("text", ["Can we meet at 5?", "See you in March?", ""])
def test_no_hours_no_request(text: str) -> None:
    assert read_request(text, TODAY) is None
