"""Parties, dates and fee are told from those of other papers."""

from datetime import date
from decimal import Decimal

import pytest

from parsers.contract import Certainty
from parsers.sow.facts import Money
from tests.parsers.sow.papers import facts, reading


@pytest.mark.parametrize("label", ["Client", "Customer", "Sponsor", "Prepared for", "Customer Name", "Auftraggeber"])
def test_the_client_goes_by_many_labels(label: str) -> None:
    found = facts(f"STATEMENT OF WORK\n\n{label}: Blue Heron Health, Inc.\n")
    assert found.client is not None
    assert found.client.value == "Blue Heron Health, Inc."


def test_the_company_is_the_one_the_consultant_works_for() -> None:
    found = facts(
        "CONSULTING AGREEMENT\n\nThis Agreement is made as of May 1, 2019 by and between Vexel Biotech,"
        ' Inc. (the "Company"), a Nevada '
        'corporation, and Hartigan Advisory LLC (the "Consultant").\n'
    )
    assert (found.client and found.client.value, found.agency and found.agency.value) == (
        "Vexel Biotech, Inc.",
        "Hartigan Advisory LLC",
    )


def test_parties_named_only_on_the_signature_lines_take_their_side_from_who_provides() -> None:
    found = facts(
        "Statement of Work\n\nProject Scope\nAdatum Corporation will provide monitoring services.\n\nSignatures\n\n"
        "________________ (Adatum Corporation - Elizabeth Moore)\n\n________________ (Woodgrove Bank - Chris Green)\n"
    )
    assert found.client is not None
    assert (found.client.value, found.client.certainty) == ("Woodgrove Bank", Certainty.INFERRED)


def test_dates_of_other_papers_are_left_alone() -> None:
    found = facts(
        "STATEMENT OF WORK\n\nThis SOW is governed by the Master Services Agreement dated March 3, 2025,"
        " the NDA signed on June 14, 2025 "
        "and the price list of June 1, 2026.\nRevision history\n1.0 January 2, 2026 first draft\n"
    )
    assert (found.effective_date, found.start_date, found.end_date) == (None, None, None)


def test_an_agreement_states_its_own_date_and_term() -> None:
    found = facts(
        "WEB DEVELOPMENT AGREEMENT\n\nThis Web Development Agreement is entered into as of the 3rd day"
        " of August, 2021.\n"
        "The term of this Agreement shall commence on August 16, 2021 and shall continue through February 28, 2022.\n"
    )
    dates = (found.effective_date, found.start_date, found.end_date)
    assert [one and one.value for one in dates] == [date(2021, 8, 3), date(2021, 8, 16), date(2022, 2, 28)]


def test_a_relative_end_is_computed_and_marked() -> None:
    found = facts(
        "STATEMENT OF WORK\n\nEffective Date: January 12, 2026\nThe term of this SOW ends six (6) weeks"
        " from the Effective Date.\n"
    )
    assert found.end_date is not None
    assert (found.end_date.value, found.end_date.certainty) == (date(2026, 2, 23), Certainty.COMPUTED)


def test_an_open_date_is_a_conflict_and_no_fact() -> None:
    parsed = reading("STATEMENT OF WORK\n\nStart Date: 03/04/2026\n")
    assert parsed.facts.start_date is None
    assert [(one.field, len(one.places)) for one in parsed.conflicts] == [("start_date", 1)]


def test_another_date_settles_an_open_one() -> None:
    parsed = reading("STATEMENT OF WORK\n\nStart Date: 03/04/2026\nEnd Date: 29/05/2026\n")
    assert parsed.facts.start_date is not None
    assert parsed.facts.start_date.value == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ("Total Fixed Fee: $30,000", "30000"),
        ("The fees are not to exceed $65,000.", "65000"),
        ("The Client pays a total fixed fee of $148,500 for the Services.", "148500"),
        ("Festpreis: 64.800,00 EUR", "64800.00"),
        ("Budget: CHF 12'500", "12500"),
    ],
)
def test_the_fee_is_read_in_its_usual_places(line: str, amount: str) -> None:
    found = facts(f"STATEMENT OF WORK\n\nFees\n{line}\n").fee_total
    assert found is not None
    assert found.value.amount == Decimal(amount)


@pytest.mark.parametrize(
    "line",
    [
        "Total Fee: [TBD]",
        "Managed hosting is $450 per month.",
        "Parent SOW CF-0031 had a total of $120,000.",
        "Liability shall not exceed $500,000.",
        "Upon termination the Company will pay a total amount of $75,000.",
    ],
)
def test_other_sums_are_not_the_fee(line: str) -> None:
    assert facts(f"STATEMENT OF WORK\n\nFees\n{line}\n").fee_total is None


def test_a_bare_dollar_is_read_as_the_documents_dollar() -> None:
    found = facts("STATEMENT OF WORK\n\nAll amounts are in Canadian dollars.\nTotal Fee: $9,000\n").fee_total
    assert found is not None
    assert found.value == Money(Decimal(9000), "CAD")
