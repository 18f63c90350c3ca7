"""The traps that real SOWs set: other papers' dates, several totals, other locales' digits, forms and summary rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from parsers.contract import Certainty
from parsers.sow.facts import Money
from tests.parsers.sow.papers import facts, reading

HEAD = "# Statement of Work\n\nClient: Acme Ltd\nAgency: Bee GmbH\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "This SOW is governed by the Master Services Agreement dated 7 March 2024.",
        "It follows the parent SOW dated 2 June 2025.",
        "The parties signed a Non-Disclosure Agreement on 19 February 2024.",
        "Prices are taken from the price list of 1 September 2025.",
        "| Version | Date |\n|---|---|\n| 0.1 | 2 October 2025 |\n| 1.0 | 3 November 2025 |",
        "Acme was incorporated on 3 March 2011.",
        "The warranty is valid until 31 December 2027.",
        "Invoices are paid until 15 January 2027.",
    ],
)
def test_the_dates_of_other_things_are_no_dates_of_the_sow(sentence: str) -> None:
    found = facts(HEAD + sentence + "\n", "sow.md")
    assert (found.effective_date, found.start_date, found.end_date) == (None, None, None)


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("Work is performed between 1 February and 30 April 2026.", date(2026, 2, 1), date(2026, 4, 30)),
        ("The services run from 19 May 2025 through 3 October 2025.", date(2025, 5, 19), date(2025, 10, 3)),
        ('"Commencement Date" means 1 September 2025.', date(2025, 9, 1), None),
        ("This agreement enters into force on 1 October 2025.", date(2025, 10, 1), None),
        ("The end date of the SOW moves from 31 March 2026 to 30 April 2026.", None, date(2026, 4, 30)),
    ],
)
def test_sentences_say_when_the_work_starts_and_ends(sentence: str, start: date | None, end: date | None) -> None:
    found = facts(HEAD + sentence + "\n")
    assert (found.start_date and found.start_date.value, found.end_date and found.end_date.value) == (start, end)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("Total fee: 1.234,56 €", "1234.56", "EUR"),
        ("Total fee: CHF 1'234.50", "1234.50", "CHF"),
        ("Total fee: INR 12,34,567", "1234567", "INR"),
        ("Total fee: 186\u202f450,00 zł", "186450.00", "PLN"),
        ("All sums in SEK.\nTotal fee: 415 000 kr", "415000", "SEK"),
        ("Total fee: ¥4,850,000", "4850000", "JPY"),
        ("Total fee: RMB ¥90,000 (CNY)", "90000", "CNY"),
        ("The fee shall not exceed $49,000 in total.", "49000", "USD"),
        ("Price: £4,800 in total, half now", "4800", "GBP"),
    ],
)
def test_digits_and_marks_of_every_locale(text: str, amount: str, currency: str) -> None:
    found = facts(HEAD + text + "\n").fee_total
    assert found is not None
    assert found.value == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    [
        "Total fee: [TBD]",
        "The Client pays £3,500 per month.",
        "The annual maintenance fee of $84,000 is due in January.",
        "## Optional extras\n\n| Option | Price |\n|---|---|\n| Map | €4,200 |\n| Total options | €4,200 |",
        "The fee under the original SOW was $140,000.",
        "Liability shall not exceed $1,000,000.",
        "Typical projects cost a total of $10,000.",
        "Design fee: $3,000\nDevelopment fee: $9,000",
        "The total fee is $5,000.\n\nFor all work a fixed fee of $7,000 is paid.",
    ],
)
def test_other_sums_and_equal_claims_are_no_total(text: str) -> None:
    assert facts(HEAD + text + "\n", "sow.md").fee_total is None


def test_a_one_time_total_stands_beside_a_monthly_one() -> None:
    rows = "| Build | £28,000 | |\n| Hosting | | £320 |\n| Total | £28,000 | £320 |\n"
    found = facts(HEAD + "| Item | One-off | Monthly |\n|---|---|---|\n" + rows, "sow.md").fee_total
    assert found is not None
    assert found.value == Money(Decimal(28000), "GBP")


TASKS = """## Schedule

| Task | Start | Finish |
|---|---|---|
| 1 Build | 1 May 2026 | 30 May 2026 |
| 1.1 Code | 1 May 2026 | 20 May 2026 |
| 1.2 Test | 21 May 2026 | 30 May 2026 |
"""


def test_summary_rows_are_no_tasks() -> None:
    found = facts(HEAD + TASKS, "sow.md").milestones
    assert [(one.value.title, one.value.due) for one in found] == [
        ("Code", date(2026, 5, 20)),
        ("Test", date(2026, 5, 30)),
    ]


COUNTED = """Start date: 2026-03-09

| Milestone | Due |
|---|---|
| Audit | Three weeks from the Start Date |
| Design | Week 8 |
| Guide | T+90 days |
| Files | Month 4 |
"""


def test_times_counted_from_the_start_are_computed_apart_from_what_is_said() -> None:
    audit, *others = facts(HEAD + COUNTED, "sow.md").milestones
    assert (audit.value.due, audit.certainty) == (date(2026, 3, 30), Certainty.COMPUTED)
    assert [one.value.due for one in others] == [None] * 3
    assert [one.value.due_text for one in others] == ["Week 8", "T+90 days", "Month 4"]
    assert [one.value.due_computed for one in others] == [date(2026, 5, 4), date(2026, 6, 7), date(2026, 7, 9)]


def test_without_a_start_week_three_comes_to_no_date() -> None:
    (only,) = facts(HEAD + "## Timeline\n\n- Week 3: Design\n", "sow.md").milestones
    assert (only.value.due, only.value.due_computed, only.value.due_text) == (None, None, "Week 3")


def test_within_ten_business_days_of_signature_counts_from_the_last_signature() -> None:
    text = HEAD + (
        "## Milestones\n\n- Kickoff held within 10 business days of signature\n\n"
        "By: /s/ Jo Hall\nName: Jo Hall\nDate: 2026-01-05\n\nBy: /s/ Al Bee\nName: Al Bee\nDate: 2026-01-07\n"
    )
    (only,) = facts(text, "sow.md").milestones
    assert (only.value.due, only.certainty) == (date(2026, 1, 21), Certainty.COMPUTED)


def test_a_status_is_no_signature() -> None:
    assert facts(HEAD + "Status: Executed\nEffective date: 2026-02-16\n").signatures == ()


def test_an_end_before_the_start_names_both_places() -> None:
    conflicts = reading(HEAD + "Start date: 2026-09-01\nEnd date: 2026-06-30\n").conflicts
    assert [(one.field, [place.quote for place in one.places]) for one in conflicts] == [
        ("end_date", ["2026-09-01", "2026-06-30"])
    ]


MADE = "AGREEMENT\n\nThis Agreement is made "
ACTS = " Elm shall provide the services. Oak shall pay Elm. Elm shall perform them well."
LONDON = (
    'BETWEEN\n(1) OAK LIMITED, a company of England ("the Client")\nAND\n(2) ELM LLP of 22 Fleet Lane ("the Agency")'
)


@pytest.mark.parametrize(
    ("text", "client", "agency"),
    [
        (MADE + 'between Oak Ltd ("Oak") and Elm LLC ("Elm").' + ACTS, "Oak Ltd", "Elm LLC"),
        (MADE + LONDON, "OAK LIMITED", "ELM LLP"),
        ("# Proposal: Film\n\nPrepared by Moonrise Pictures for Cedar & Salt", "Cedar & Salt", "Moonrise Pictures"),
        (MADE + 'between Oak Inc. (the "Company") and Jo Hall (the "Consultant")', "Oak Inc.", "Jo Hall"),
        (MADE + 'between [Client Company] ("Client") and [Your Name] ("Contractor")', None, None),
    ],
)
def test_parties_however_they_are_named(text: str, client: str | None, agency: str | None) -> None:
    found = facts(text + "\n", "sow.md" if text.startswith("#") else "sow.txt")
    assert (found.client and found.client.value, found.agency and found.agency.value) == (client, agency)
