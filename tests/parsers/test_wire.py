"""Readings cross between processes exactly, and nothing else does."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.contract import Certainty, Conflict, Finding, Parsed, Place
from parsers.published import published
from parsers.sow import facts as f
from parsers.wire import WireError, dump_parsed, load_parsed, parse


def found(value: object, quote: str = "quote") -> Finding[object]:
    place = Place("SOW.pdf", 3, 3 + len(quote), page=2, cell="table 1, row 1, column 2")
    return Finding(value, quote, place, Certainty.COMPUTED)


def full() -> Parsed[f.SowFacts]:
    money = f.Money(Decimal("1200.50"), "EUR")
    day = date(2026, 1, 12)
    facts = f.SowFacts(
        client=found("Acme"),  # type: ignore[arg-type]
        start_date=found(day),  # type: ignore[arg-type]
        fee_total=found(money),  # type: ignore[arg-type]
        deliverables=(found(f.Deliverable("Site", day, "signed off")),),  # type: ignore[arg-type]
        milestones=(found(f.Milestone("Kickoff", None, money, "week 1")),),  # type: ignore[arg-type]
        effort=(found(f.Effort("Designer", Decimal("40"), f.Money(Decimal("95"), None))),),  # type: ignore[arg-type]
        payments=(found(f.Payment("Deposit", None, Decimal("12.5"))),),  # type: ignore[arg-type]
        assumptions=(found("One language"),),  # type: ignore[arg-type]
        contacts=(found(f.Contact("Ana", side=f.Side.CLIENT)),),  # type: ignore[arg-type]
        signatures=(found(f.Signature(f.Side.AGENCY, "Bo", None, day, "/s/ Bo")),),  # type: ignore[arg-type]
        signed=f.Signed.PART_SIGNED,
    )
    conflict = Conflict("end_date", "Two end dates.", (found("1 May"), found("2 May")))  # type: ignore[arg-type]
    return Parsed(facts, ("agency", "end_date"), (conflict,))


def test_a_reading_comes_back_as_it_went() -> None:
    assert load_parsed(dump_parsed(full())) == full()
    assert load_parsed(dump_parsed(Parsed(f.SowFacts()))) == Parsed(f.SowFacts())


@given(st.text(), st.decimals(allow_nan=False, allow_infinity=False), st.dates())
def test_any_text_amount_and_day_come_back_as_they_went(text: str, amount: Decimal, day: date) -> None:
    quote = found("x", text)
    facts = f.SowFacts(
        client=Finding(text, text, quote.place),
        fee_total=Finding(f.Money(amount, None), text, quote.place),
        end_date=Finding(day, text, quote.place),
    )
    assert load_parsed(dump_parsed(Parsed(facts))) == Parsed(facts)


@pytest.mark.parametrize(
    ("path", "junk"),
    [
        (["facts"], None),
        (["facts"], []),
        (["facts", "client"], "Acme"),
        (["facts", "client", "value"], 7),
        (["facts", "client", "quote"], "another length"),
        (["facts", "client", "certainty"], "sure"),
        (["facts", "client", "place", "start"], -1),
        (["facts", "client", "place", "start"], 1.5),
        (["facts", "client", "place", "page"], True),
        (["facts", "start_date", "value"], "12/01/2026"),
        (["facts", "fee_total", "value", "amount"], "NaN"),
        (["facts", "fee_total", "value", "amount"], 12),
        (["facts", "fee_total", "value", "amount"], "1e"),
        (["facts", "deliverables"], {}),
        (["facts", "deliverables", 0, "value"], "Site"),
        (["facts", "signed"], "yes"),
        (["facts", "extra"], 1),
        (["missing"], [1]),
        (["missing"], "agency"),
        (["conflicts", 0, "places", 0, "value"], None),
    ],
)
def test_junk_is_refused_wherever_it_stands(path: list[str | int], junk: object) -> None:
    data = json.loads(dump_parsed(full()))
    at = data
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = junk
    with pytest.raises(WireError):
        load_parsed(json.dumps(data))


@pytest.mark.parametrize("text", ["", "{", "NaN", '{"facts": Infinity}', "[" * 100_000])
def test_what_is_no_json_of_ours_is_refused(text: str) -> None:
    with pytest.raises(WireError):
        parse(text)


def test_the_published_form_gives_each_fact_its_quote_place_and_certainty() -> None:
    form = json.loads(json.dumps(published(full())))
    assert form["signed"] == "part-signed"
    assert form["facts"]["start_date"]["value"] == "2026-01-12"
    assert form["facts"]["fee_total"]["value"] == {"amount": 1200.5, "currency": "EUR"}
    assert form["facts"]["client"]["place"]["words"] == "SOW.pdf, page 2, table 1, row 1, column 2"
    assert form["facts"]["client"]["certainty"] == "computed"
    assert form["missing"] == ["agency", "end_date"]
    assert [place["quote"] for place in form["conflicts"][0]["places"]] == ["quote", "quote"]


def test_the_published_items_have_their_own_keys_beside_the_source() -> None:
    facts = published(full())["facts"]
    assert isinstance(facts, dict)
    (effort,) = facts["effort"]  # type: ignore[misc, str-unpack]
    assert isinstance(effort, dict)
    assert (effort["role"], effort["hours"], effort["rate"], effort["unit"]) == ("Designer", 40, 95, "hour")
    assert {"quote", "place", "certainty"} <= effort.keys()
    assert set(facts) == {field.name for field in fields(f.SowFacts)}
    assert facts["agency"] is None
