"""Deliverables, milestones, effort and payments out of tables and lists; contradictions named."""

from datetime import date
from decimal import Decimal

from tests.parsers.sow.papers import facts, reading

EFFORT = """# Statement of Work

## Roles and Responsibilities

| Role | Name | Responsibility |
|---|---|---|
| Project Sponsor | Alice Greer | Approves budget |

## Level of Effort

| Resource | Est. Hours | Rate |
|---|---|---|
| Engagement Lead | 40 | $185 |
| QA Analyst | [TBD] | $110 |
| **Subtotal** | 40 | |
"""


def test_a_table_of_names_and_duties_is_no_effort_and_a_sum_is_no_role() -> None:
    found = facts(EFFORT, "sow.md")
    assert [(one.value.role, one.value.hours) for one in found.effort] == [
        ("Engagement Lead", Decimal(40)),
        ("QA Analyst", None),
    ]


def test_a_role_without_hours_is_a_conflict() -> None:
    assert "effort" in [one.field for one in reading(EFFORT, "sow.md").conflicts]


def test_weeks_stay_words_and_make_no_date() -> None:
    found = facts(
        "# Statement of Work\n\n## Timeline\n\n- **Phase 1: Discovery** (Weeks 1-4)\n- **Phase 2:"
        " Build** (Weeks 5-10)\n",
        "sow.md",
    )
    assert [(one.value.title, one.value.due, one.value.due_text) for one in found.milestones] == [
        ("Phase 1: Discovery", None, "Weeks 1-4"),
        ("Phase 2: Build", None, "Weeks 5-10"),
    ]


def test_a_yearless_date_takes_the_projects_year() -> None:
    found = facts("STATEMENT OF WORK\n\nStart: November 2, 2026\nEnd: March 26, 2027\n\nMilestones\n- Beta: Jan 25\n")
    assert [one.value.due for one in found.milestones] == [date(2027, 1, 25)]


def test_the_forms_own_entries_are_no_deliverables() -> None:
    found = facts(
        "# SOW\n\n## Deliverables\n\n- Deliverable 1: Brief description\n- [Deliverable]\n- Item 2\n", "sow.md"
    )
    assert found.deliverables == ()


def test_titles_lose_bullets_numbers_and_descriptions() -> None:
    found = facts(
        "# SOW\n\n## 2. Deliverables\n\n1. **Discovery report** — interviews and maps.\n2. D2: Design system\n",
        "sow.md",
    )
    assert [one.value.title for one in found.deliverables] == ["Discovery report", "Design system"]


def test_an_end_before_its_start_and_a_sum_that_does_not_add_up_are_conflicts() -> None:
    parsed = reading(
        "STATEMENT OF WORK\n\nStart Date: May 4, 2026\nEnd Date: April 30, 2026\nTotal Fee: $30,000\n\n"
        "Payment schedule\n- Deposit: $10,000 on signing\n- Final: $15,000 on delivery\n"
    )
    assert {one.field for one in parsed.conflicts} == {"end_date", "payments"}
    assert all(len(one.places) == 2 for one in parsed.conflicts)


def test_what_is_due_after_the_end_is_a_conflict() -> None:
    parsed = reading("STATEMENT OF WORK\n\nEnd Date: 2024-12-31\n\nMilestones\n- Launch: 2025-01-31\n")
    assert [one.field for one in parsed.conflicts] == ["milestones"]


def test_two_totals_are_a_conflict() -> None:
    parsed = reading("STATEMENT OF WORK\n\nTotal Fee: $30,000\nScope\nTotal Project Fee: $32,000\n")
    assert [one.field for one in parsed.conflicts] == ["fee_total"]


def test_shares_and_their_events_are_payments() -> None:
    found = facts("# SOW\n\n## Payment Schedule\n\n- 40% upon signature\n- 60% upon launch\n", "sow.md")
    assert [(one.value.label, one.value.percent) for one in found.payments] == [
        ("upon signature", Decimal(40)),
        ("upon launch", Decimal(60)),
    ]
