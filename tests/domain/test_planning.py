"""Clients, codes, leads, questions and dates: rules of facts alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.domain.planning.answered_date import date_in
from agent.domain.planning.clients import KnownClient, match_client, new_code, project_code
from agent.domain.planning.questions import in_words, questions_about
from agent.domain.planning.working_days import working_days_after
from parsers.contract import Conflict, Parsed
from parsers.sow.facts import SowFacts

TODAY = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Acme Ltd.", "ACME"),
        ("The Harbour Group", "HARBOUR"),
        ("Müller & Söhne GmbH", "MULLER"),
        ("3M", "C3M"),
        ("---", "CLIENT"),
        ("Internationalisation Partners", "INTERNATIO"),
    ],
)
def test_a_client_gets_a_code_people_can_say(name: str, code: str) -> None:
    assert new_code(name, set()) == code


@given(st.text(max_size=60), st.sets(st.sampled_from(["ACME", "ACME2", "CLIENT", "A"])))
def test_a_code_is_new_and_always_fits(name: str, taken: set[str]) -> None:
    code = new_code(name, taken)
    assert code not in taken
    assert 2 <= len(code) <= 10
    assert code.isascii()
    assert code[0].isalpha()


def test_a_client_is_known_by_name_or_alias_whatever_its_legal_form() -> None:
    acme = KnownClient("ACME", "Acme Ltd", ("Acme Holdings UK",))
    assert match_client("ACME, Inc.", [acme]) is acme
    assert match_client("acme uk", [acme]) is acme
    assert match_client("Acmeon", [acme]) is None


def test_project_codes_count_up_even_past_a_gap() -> None:
    assert project_code("ACME", set()) == "ACME-01"
    assert project_code("ACME", {"ACME-01", "ACME-07", "ACMEX-09"}) == "ACME-08"


def test_contradictions_are_asked_first_and_only_once() -> None:
    clash = Conflict("end_date", "Two dates are given: 2027-01-04 and 2027-01-25.", ())
    asked = questions_about(Parsed(SowFacts(), ("end_date", "fee_total"), (clash,)), "en-GB")
    assert [q.field for q in asked] == ["end_date", "fee_total", "contacts"]
    assert asked[0].text == "End: two dates are given: 4 January 2027 and 25 January 2027. What is right?"
    assert [q.number for q in asked] == [1, 2, 3]


def test_only_whole_dates_are_put_into_words() -> None:
    assert in_words("SOW-2027-01-04-7 of 2027-01-04", "en-GB") == "SOW-2027-01-04-7 of 4 January 2027"


@pytest.mark.parametrize(
    ("answer", "locale", "day"),
    [
        ("12 Jan", "en-GB", date(2027, 1, 12)),
        ("3/4/2027", "en-GB", date(2027, 4, 3)),
        ("3/4/2027", "en-US", date(2027, 3, 4)),
        ("between 12 Jan and 14 Jan", "en-GB", None),
        ("soon", "en-GB", None),
    ],
)
def test_an_answer_gives_one_date_or_none(answer: str, locale: str, day: date | None) -> None:
    assert date_in(answer, TODAY, locale) == day


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 11, 10), 5, date(2026, 11, 17)),
        (date(2026, 11, 13), 1, date(2026, 11, 16)),
        (date(2026, 11, 14), 0, date(2026, 11, 16)),
        (date(2026, 11, 10), 0, date(2026, 11, 10)),
    ],
)
def test_working_days_leave_weekends_out(day: date, count: int, then: date) -> None:
    assert working_days_after(day, count) == then
