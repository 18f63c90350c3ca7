"""A signed paper of a known agreement: equal terms are a copy, other terms go before a person, named one by one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from agent.store.mailroom import State
from tests.conversation import Conversation, Written, sow_mail
from tests.samples.sow import SampleDeliverable, SampleRole, Sow, change_order, signed_sow

SECOND = "<m2@mail.agency.example>"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        conversation.ask(sow_mail(("SOW.docx", signed_sow())))
        yield conversation


def _ask(desk: Conversation, name: str, content: bytes) -> list[Written]:
    return desk.ask(sow_mail((name, content), message_id=SECOND))


def _saved_again() -> bytes:
    """Return the sample SOW with other bytes and the same words."""
    document = docx.Document(io.BytesIO(signed_sow()))
    document.core_properties.comments = "saved again"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_copy_in_other_bytes_with_equal_terms_is_known_already(desk: Conversation) -> None:
    (note,) = _ask(desk, "Copy.docx", _saved_again())
    assert note.row.kind == "copy_noted"
    assert desk.mails()[-1].state == State.HANDLED


def test_another_fee_and_end_under_the_same_reference_go_before_a_person(desk: Conversation) -> None:
    letters = _ask(desk, "SOW v2.docx", signed_sow(Sow(fee=Decimal(52300), end=date(2027, 5, 7))))
    told = {w.row.recipient: w for w in letters if w.row.kind == "sow_changed"}
    assert set(told) == {"sam@agency.example", "lena@agency.example"}
    for letter in told.values():
        assert "- Total fee: € 42,300 -> € 52,300" in letter.text
        assert "- End: 9 April 2027 -> 7 May 2027" in letter.text
    assert desk.mails()[-1].state == State.PERSON
    assert "Total fee" in desk.mails()[-1].reason


def test_each_side_of_a_difference_has_its_words_and_place(desk: Conversation) -> None:
    text = _ask(desk, "SOW v2.docx", signed_sow(Sow(end=date(2027, 5, 7))))[0].text
    assert "before: “April 9, 2027” (SOW.docx, paragraph" in text
    assert "now: “May 7, 2027” (SOW v2.docx, paragraph" in text


def test_nothing_in_the_project_changes_by_itself(desk: Conversation) -> None:
    before = desk.desk.project("NORTHWIND-01")
    _ask(desk, "SOW v2.docx", signed_sow(Sow(fee=Decimal(52300))))
    after = desk.desk.project("NORTHWIND-01")
    assert before is not None
    assert after is not None
    assert (after.row, after.plan) == (before.row, before.plan)
    assert desk.desk.project("NORTHWIND-02") is None


def test_an_item_that_changed_is_told_as_one_and_a_new_one_apart(desk: Conversation) -> None:
    first, *rest = Sow().deliverables
    wider = (first, *rest, SampleDeliverable("Data migration", 12, "All records are there"))
    letters = _ask(
        desk, "SOW v2.docx", signed_sow(Sow(deliverables=wider, roles=(SampleRole("UX Designer", 150, 110),)))
    )
    text = letters[0].text
    assert "- Deliverables: not said -> Data migration, due 5 April 2027" in text
    assert "- Effort: UX Designer 120 h at € 110 -> UX Designer 150 h at € 110" in text
    assert "- Effort: QA Engineer 40 h at € 90 -> not said" in text


def test_a_change_order_that_names_its_parent_is_told_apart(desk: Conversation) -> None:
    letters = _ask(desk, "CO-1.docx", change_order(Sow(fee=Decimal(48000), end=date(2027, 5, 7))))
    assert {w.row.kind for w in letters} >= {"sow_changed"}
    text = letters[0].text
    assert "is signed and amends SOW-2027-014" in text
    assert "- Total fee: € 42,300 -> € 48,000" in text
    assert "Deliverables" not in text
    assert desk.desk.project("NORTHWIND-02") is None


def test_a_change_order_of_an_agreement_nobody_sent_opens_nothing(desk: Conversation) -> None:
    letters = _ask(desk, "CO-1.docx", change_order(Sow(reference="SOW-2026-099")))
    (answer,) = [w for w in letters if w.row.recipient == "sam@agency.example"]
    assert "It amends SOW-2026-099, and no project here runs on that agreement." in answer.text
    assert desk.mails()[-1].state == State.PERSON
    assert desk.desk.project("NORTHWIND-02") is None
