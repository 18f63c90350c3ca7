"""Each dedupe key is pinned: a changed spelling would send letters again after an upgrade."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox import keys

DIGEST = "a" * 64


@pytest.mark.parametrize(
    ("key", "spelling"),
    [
        (keys.receipt(DIGEST, "Sam@A.example"), f"receipt/{DIGEST}/sam@a.example"),
        (keys.sow_not_signed(DIGEST, "sam@a.example"), f"sow_not_signed/{DIGEST}/sam@a.example"),
        (keys.kickoff("ACME-01", 1), "kickoff/ACME-01/1"),
        (keys.kickoff_client("ACME-01", 2), "kickoff_client/ACME-01/2"),
        (keys.client_released("ACME-01", 1), "client_released/ACME-01/1"),
        (keys.unreadable(7), "unreadable/7"),
        (keys.copy_noted(7), "copy_noted/7"),
        (keys.sow_changed(7, 2), "sow_changed/7/2"),
        (keys.not_yours(7), "not_yours/7"),
        (keys.handed_on("letter-9", "Mo@a.example"), "handed_on/letter-9/mo@a.example"),
        (keys.client_held(7), "client_held/7"),
        (keys.approval_void(7), "approval_void/7"),
        (keys.help_given(7), "help_given/7"),
        (keys.status_given(7), "status_given/7"),
        (keys.client_asked(7, DIGEST), f"client_asked/7/{DIGEST}"),
        (keys.project_withdrawn(7), "project_withdrawn/7"),
        (keys.answers_applied(7), "answers_applied/7"),
        (keys.not_understood(7), "not_understood/7"),
        (keys.capacity("Ana@a.example", "2027-01-04"), "capacity/ana@a.example/2027-01-04"),
        (keys.staffing(3), "staffing/3"),
        (keys.plan_booked("Ana@a.example", "mail 7"), "plan_booked/ana@a.example/mail%207"),
        (keys.leave("Ana@a.example", "leave 3"), "leave/ana@a.example/leave%203"),
        (keys.repair(3, "Ana@a.example"), "repair/3/ana@a.example"),
        (keys.feasibility("Ana@a.example", "plan 3"), "feasibility/ana@a.example/plan%203"),
        (keys.hold_released(3), "hold_released/3"),
        (keys.my_week("Ana@a.example", "2027-01-04"), "my_week/ana@a.example/2027-01-04"),
        (keys.workbook_applied(7, "A.xlsx"), "workbook_applied/7/A.xlsx"),
        (keys.status_request("Jon@A.example", "2027-02-10"), "status_request/jon@a.example/2027-02-10"),
        (keys.status_echo(7), "status_echo/7"),
        (keys.case_step("status_reminder", 3, 1, "Jon@A.example"), "status_reminder/3/1/jon@a.example"),
        (keys.blocker_freed(4, 9, "Mia@A.example"), "blocker_freed/4/9/mia@a.example"),
        (keys.project_status(7, "ACME-01"), "project_status/7/ACME-01"),
        (keys.date_moved(7, "Ines@A.example"), "date_moved/7/ines@a.example"),
        (keys.canary("2027-01-04T10:07:00+00:00"), "canary/2027-01-04T10:07:00+00:00"),
        (keys.needs_person("mara@a.example", "2027-01-04T10:15Z"), "needs_person/mara@a.example/2027-01-04T10:15Z"),
        (
            keys.alarm("mara@a.example", "bounced", "letter 9", "2027-01-04"),
            "alarm/mara@a.example/bounced/letter%209/2027-01-04",
        ),
        (
            keys.template_fault("mara@a.example", "x"),
            "template_fault/mara@a.example/2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        ),
    ],
)
def test_a_key_is_spelled_so_for_good(key: str, spelling: str) -> None:
    assert key == spelling


@given(st.tuples(st.text(), st.text()), st.tuples(st.text(), st.text()))
def test_different_facts_never_share_a_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    same = (one[0], one[1].lower()) == (other[0], other[1].lower())
    assert (keys.receipt(*one) == keys.receipt(*other)) == same


@given(st.text(min_size=200, max_size=400))
def test_a_key_fits_its_column_and_stays_printable(text: str) -> None:
    key = keys.receipt(DIGEST, text)
    assert len(key) <= keys.LENGTH
    assert key.isascii()
    assert key.isprintable()
