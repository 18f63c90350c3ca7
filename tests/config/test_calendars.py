"""Calendar settings: what cannot hold is told with its line; what holds is taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.load import load
from config.mistakes import SettingsError
from tests.config.test_load import GOOD

# lines under Bo, the line of the mistake, and the sentence
MISTAKES = [
    (
        "leave = [{ from = 2027-01-04, to = 2027-01-08 },\n  { from = 2027-01-08, to = 2027-01-11 }]",
        24,
        'leave number 2 of [[people]] number 2 ("Bo"), 2027-01-08 to 2027-01-11, overlaps number 1',
    ),
    ("leave = [{ from = 2027-01-08, to = 2027-01-04 }]", 23, "ends on 2027-01-04, before it begins, 2027-01-08."),
    ("leave = [{ from = 2027-01-08 }]", 23, "`to` is missing"),
    ('leave = [{ from = "soon", to = 2027-01-04 }]', 23, "it must be a date without quotes"),
    ("starts = 2027-02-01\nends = 2027-01-01", 24, '`ends` in [[people]] number 2 ("Bo") is 2027-01-01, before'),
    ('country = "XX"', 23, 'no holidays are known for the country "XX"'),
    ('country = "DE"\nregion = "ZZ"', 24, '"ZZ" is no region of DE; it must be one of "BB", "BE"'),
    ('region = "BY"', 23, "give its `country` too"),
    ("hours = 40\nweek = { mon = 8, tue = 8 }", 23, "its `week` adds up to 16; leave `hours` out"),
    ("week = { mo = 8 }", 23, "`mo` in `week`"),
    ("week = { mon = 0 }", 23, "has no hours"),
    ('working_hours = "17:00-09:00"', 23, "the end must come after the beginning"),
    ("non_delivery = 1", 23, "it must be a number of 0 or more, below 1"),
]


@pytest.mark.parametrize(("lines", "line", "said"), MISTAKES)
def test_a_calendar_that_cannot_hold_is_told_with_its_line(tmp_path: Path, lines: str, line: int, said: str) -> None:
    (tmp_path / "agency.toml").write_text(GOOD.replace("skills = { ux = 3 }", f"skills = {{ ux = 3 }}\n{lines}"))
    with pytest.raises(SettingsError) as caught:
        load(tmp_path)
    assert said in str(caught.value)
    assert line in [mistake.line for mistake in caught.value.mistakes]


def test_what_holds_is_taken(tmp_path: Path) -> None:
    lines = (
        'country = "DE"\nregion = "BY"\nweek = { mon = 8, wed = 4 }\nleave = [{ from = 2027-01-04, to = 2027-01-08 }]'
    )
    (tmp_path / "agency.toml").write_text(GOOD.replace("skills = { ux = 3 }", lines))
    bo = load(tmp_path).people[1]
    assert (bo.country, bo.region, bo.week) == ("DE", "BY", {"mon": 8, "wed": 4})
    assert (bo.leave[0].first, bo.leave[0].last) == (date(2027, 1, 4), date(2027, 1, 8))
