"""What a forwarder writes above a SOW: dates, people, money, urgency, each with its words."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.replies.note import read_note

TODAY = date(2026, 11, 24)
PEOPLE = ("Sam Sales", "Jon Snow", "Ann Able", "Ann Other")


def told(note: str) -> list[str]:
    return [
        f"{fact.told}={fact.day or fact.person or (f'{fact.amount} {fact.currency}' if fact.amount else 'yes')}"
        for fact in read_note(note, TODAY, PEOPLE)
    ]


@pytest.mark.parametrize(
    ("note", "facts"),
    [
        ("start is now 12 Jan, pls use Sam", ["start_date=2027-01-12", "wanted=Sam Sales"]),
        ("Use Sam, not Jon.", ["barred=Jon Snow", "wanted=Sam Sales"]),
        ("Anyone but Jon.", ["barred=Jon Snow"]),
        ("Kickoff 12.1., bitte Sam einplanen", ["start_date=2027-01-12", "wanted=Sam Sales"]),
        ("Please start by 12 January and finish by 30 April", ["start_date=2027-01-12", "end_date=2027-04-30"]),
        ("Go-live 1 March 2027", ["end_date=2027-03-01"]),
        ("Budget is capped at €24,000, urgent", ["fee_total=24000 EUR", "urgent=yes"]),
        ("Sam should lead this one", ["wanted=Sam Sales"]),
    ],
)
def test_a_note_tells_what_its_writer_wants(note: str, facts: list[str]) -> None:
    assert told(note) == facts


@pytest.mark.parametrize(
    "note",
    [
        "Can we start on 12 Jan?",
        "If they sign we start on 12 Jan",
        "call with Sam on Friday",
        "use Figma please",
        "Ann should lead",  # there are two
        "Not urgent.",
        "fyi",
    ],
)
def test_what_states_nothing_tells_nothing(note: str) -> None:
    assert told(note) == []


def test_each_fact_quotes_its_sentence() -> None:
    assert [fact.quote for fact in read_note("Signed! Start is now 12 Jan.", TODAY)] == ["Start is now 12 Jan."]
