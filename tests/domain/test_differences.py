"""Two readings of one agreement: what differs is named, what is only spelled otherwise is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest

from agent.domain.planning.differences import differences
from agent.domain.planning.references import same_reference
from parsers.contract import Finding, Place
from parsers.sow.facts import Deliverable, Money, Payment, SowFacts

T = TypeVar("T")


def _found(value: T) -> Finding[T]:
    return Finding(value, str(value), Place("SOW.docx", 0, len(str(value))))


OLD = SowFacts(
    project=_found("Booking website relaunch"),
    end_date=_found(date(2027, 4, 9)),
    fee_total=_found(Money(Decimal(42300), "EUR")),
    deliverables=(_found(Deliverable("Discovery report")), _found(Deliverable("Design system", date(2027, 2, 15)))),
    payments=(_found(Payment("On signature", percent=Decimal(30))),),
)


def test_equal_terms_have_no_difference() -> None:
    assert differences(OLD, OLD, "en-GB") == ()


def test_spelling_order_and_numbering_are_no_difference() -> None:
    other = (_found(Deliverable("2. Design  System", date(2027, 2, 15))), _found(Deliverable("D1: Discovery report.")))
    assert differences(OLD, replace(OLD, deliverables=other), "en-GB") == ()


def test_an_amount_without_a_currency_agrees_with_one_that_has_it() -> None:
    bare, dollars = (replace(OLD, fee_total=_found(Money(Decimal(42300), code))) for code in (None, "USD"))
    assert differences(OLD, bare, "en-GB") == ()
    assert [d.field for d in differences(OLD, dollars, "en-GB")] == ["fee_total"]


def test_a_moved_item_is_one_difference_and_a_new_one_another() -> None:
    moved = (
        OLD.deliverables[0],
        _found(Deliverable("Design system", date(2027, 3, 1))),
        _found(Deliverable("Data migration")),
    )
    found = differences(OLD, replace(OLD, deliverables=moved), "en-GB")
    assert [(d.old.text if d.old else "", d.new.text if d.new else "") for d in found] == [
        ("Design system, due 15 February 2027", "Design system, due 1 March 2027"),
        ("", "Data migration"),
    ]


def test_silence_of_an_amendment_changes_nothing() -> None:
    amendment = SowFacts(project=_found("Change Order No. 1"), fee_total=_found(Money(Decimal(48000), "EUR")))
    assert [d.field for d in differences(OLD, amendment, "en-GB", only_stated=True)] == ["fee_total"]
    assert len(differences(OLD, amendment, "en-GB")) > 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SOW No. 2027/14", "2027/14", True),
        ("SOW #3", "3", True),
        ("SOW-2027-014", "sow-2027-014", True),
        ("Statement of Work Number: 7", "SOW 7", True),
        ("SOW-2027-014", "SOW-2027-015", False),
    ],
)
def test_a_reference_is_known_by_its_code(one: str, other: str, same: bool) -> None:
    assert same_reference(one, other) is same
