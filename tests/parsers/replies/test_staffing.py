"""A lead's wishes of a plan: who instead of whom, who not, from when; what is not understood is named."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.replies.staffing import read_wishes

TODAY = date(2026, 11, 10)
PEOPLE = {"jon": "Jon Berg", "maria": "Maria Costa", "tom": "Tom O'Neil", "uma": "Uma Ux", "lena": "Lena Lead"}
FEBRUARY = date(2027, 2, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("use Maria instead of Jon", [("bar", "jon", "", None), ("use", "maria", "", None)]),
        ("Use Maria, not Jon.", [("use", "maria", "", None), ("bar", "jon", "", None)]),
        ("please replace Jon with Maria", [("bar", "jon", "", None), ("use", "maria", "", None)]),
        ("Jon not before February", [("not before", "jon", "", FEBRUARY)]),
        ("Not Tom please", [("bar", "tom", "", None)]),
        ("Mria for frontend", [("use", "maria", "frontend", None)]),
        (
            "Uma for design, and use Maria on frontend",
            [("use", "uma", "design", None), ("use", "maria", "frontend", None)],
        ),
        (
            "ok but replace Jon with Maria and Tom not before 1 March",
            [("bar", "jon", "", None), ("use", "maria", "", None), ("not before", "tom", "", date(2027, 3, 1))],
        ),
        ("start in February\n\nThanks\nLena", [("not before", "", "", FEBRUARY)]),
        ("Tom can't do it", [("bar", "tom", "", None)]),
        ("Jon nicht vor Februar", [("not before", "jon", "", FEBRUARY)]),
    ],
)
def test_wishes_are_read(text: str, expected: list[tuple[str, str, str, date | None]]) -> None:
    found = read_wishes(text, PEOPLE, TODAY)
    assert [(w.kind, w.person, w.role, w.day) for w in found.wishes] == expected


@pytest.mark.parametrize("text", ["It looks too long", "use Bob instead of Jon", "what about the budget?"])
def test_what_is_not_understood_is_named_and_nothing_guessed(text: str) -> None:
    found = read_wishes(text, PEOPLE, TODAY)
    assert (found.wishes, len(found.unclear)) == ((), 1)
