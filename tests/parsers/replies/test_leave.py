"""Leave in a person's own words, seen from the day they wrote."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.replies.leave import read_leave

TODAY = date(2026, 11, 24)  # a Tuesday


def told(text: str) -> list[str]:
    return [
        f"{leave.first}..{leave.last or ''} {leave.part}{'sick' if leave.sick else ''}{leave.who}".strip()
        for leave in read_leave(text, TODAY)
    ]


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("I am out 22 Dec to 2 Jan", ["2026-12-22..2027-01-02"]),
        ("on holiday next week", ["2026-11-30..2026-12-04"]),
        ("sick today", ["2026-11-24..2026-11-24 sick"]),
        ("off Friday afternoon", ["2026-11-27..2026-11-27 pm"]),
        ("back on the 5th", ["2026-11-24..2026-12-04"]),
        ("I'm away from 22 December, back on 5 January", ["2026-12-22..2027-01-04"]),
        ("Out of office until 5 January", ["2026-11-24..2027-01-05"]),
        ("I'm off on Friday and Monday", ["2026-11-27..2026-11-27", "2026-11-30..2026-11-30"]),
        ("Taking 28 Dec off, and also 4-6 January", ["2026-12-28..2026-12-28", "2027-01-04..2027-01-06"]),
        ("I'm out Mon-Wed", ["2026-11-30..2026-12-02"]),
        ("off tomorrow, back Thursday", ["2026-11-25..2026-11-25"]),
        ("Sam is on leave next week", ["2026-11-30..2026-12-04 Sam"]),
        ("ich bin vom 22.12. bis 2.1. im Urlaub", ["2026-12-22..2027-01-02"]),
        ("Bin heute krank", ["2026-11-24..2026-11-24 sick"]),
        ("ab Montag im Urlaub, wieder da am 5.1.", ["2026-11-30..2027-01-04"]),
        ("Freitag Nachmittag bin ich nicht da", ["2026-11-27..2026-11-27 pm"]),
        ("Ich habe am 4.12. frei", ["2026-12-04..2026-12-04"]),
    ],
)
def test_days_away_are_read(text: str, ranges: list[str]) -> None:
    assert told(text) == ranges


@pytest.mark.parametrize(
    "text",
    [
        "The client is on holiday next week",
        "I was off last week",
        "I'm back from holiday on Monday",
        "Can I take Friday off?",
        "done by Friday",
        "I'll get back to you on Friday",
        "> I am off on Friday\n\nok",
    ],
)
def test_what_is_no_leave_is_none(text: str) -> None:
    assert told(text) == []
