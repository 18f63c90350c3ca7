"""Which answers at the client gate still count, and who may give them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agent.domain.quality.gate import Standing, may_release, standing
from tests.samples import mails

ASKED = datetime(2026, 11, 10, 9, tzinfo=UTC)
MONTH = timedelta(days=30)


@pytest.mark.parametrize(
    ("state", "letter_after", "now_after", "verdict"),
    [
        ("open", timedelta(0), timedelta(hours=1), Standing.COUNTS),
        ("held", timedelta(0), timedelta(days=30), Standing.COUNTS),
        ("open", -timedelta(seconds=1), timedelta(hours=1), Standing.OLDER),
        ("answered", -timedelta(seconds=1), timedelta(hours=1), Standing.OLDER),
        ("answered", timedelta(0), timedelta(hours=1), Standing.DONE),
        ("withdrawn", timedelta(0), timedelta(hours=1), Standing.WITHDRAWN),
        ("open", timedelta(0), timedelta(days=31), Standing.EXPIRED),
        ("open", timedelta(days=31), timedelta(days=32), Standing.COUNTS),
    ],
)
def test_an_answer_counts_for_what_its_letter_asked_once_and_for_a_time(
    state: str, letter_after: timedelta, now_after: timedelta, verdict: Standing
) -> None:
    assert standing(state, ASKED, ASKED + letter_after, ASKED + now_after, MONTH) is verdict


def test_the_right_to_release_is_that_of_today() -> None:
    settings = mails.settings()
    sam, fay = (settings.person(email) for email in ("sam@agency.example", "fay@agency.example"))
    assert sam is not None
    assert fay is not None
    assert (may_release(sam, settings), may_release(fay, settings)) == (False, True)
