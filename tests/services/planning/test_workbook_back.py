"""The workbook comes back edited: a three-way merge; what fits is booked, the rest named, the untouched left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from agent.services.planning.situation import Situation, look
from tests.conversation import Conversation, Written, sow_mail
from tests.documents_office import converted
from tests.planning_agency import LENA, planning_desk
from tests.samples import mails
from tests.samples.sow import Sow, signed_sow

FIRST, PERSON, PROJECT, WEEKS = 5, 2, 3, 7
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with planning_desk(tmp_path) as conversation:
        conversation.clock.forward(days=60)  # 9 January 2027, when the work is about to start
        letters = conversation.ask(sow_mail(("SOW.docx", signed_sow(Sow()))))
        (proposal,) = [one for one in letters if one.row.kind == "staffing"]
        conversation.ask(conversation.reply(proposal, "ok", LENA))
        conversation.clock.forward(days=2)
        yield conversation


def _now(desk: Conversation) -> Situation:
    office = desk.desk.office
    with desk.desk.store.look() as connection:
        return look(office, connection, office.today(desk.clock.now()))


def _book(desk: Conversation, number: int = 1) -> bytes:
    (letter,) = desk.ask(mails.mail(LENA, subject="capacity?", text="capacity?", message_id=f"<c{number}@a.example>"))
    (part,) = letter.message.iter_attachments()
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def _edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    file = load_workbook(BytesIO(content))
    edit(file["Deployment"])
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def _send(desk: Conversation, content: bytes, number: int = 1, sender: str = LENA) -> Written:
    attached = [("Capacity.xlsx", EXCEL, content)]
    raw = mails.mail(sender, "desk@agency.example", "Re: Capacity", "see file", attachments=attached,
                     message_id=f"<w{number}@a.example>")  # fmt: skip
    letters = [one for one in desk.ask(raw) if one.row.kind in ("workbook_applied", "unreadable")]
    return letters[-1]


def _row(sheet: Any, person: str) -> int:
    return next(r for r in range(FIRST, sheet.max_row + 1) if sheet.cell(r, PERSON).value == person)


def _minutes(desk: Conversation, person: str) -> list[int]:
    return [one.minutes for one in _now(desk).certain if one.person == f"{person}@agency.example"]


def test_changed_hours_are_booked_echoed_and_undone(desk: Conversation) -> None:
    before = _now(desk).certain

    def edit(sheet: Any) -> None:
        sheet.cell(_row(sheet, "Uma Ux"), WEEKS).value = 20

    echo = _send(desk, _edited(_book(desk), edit))
    assert "1 change of Capacity.xlsx is booked" in echo.text
    assert "Uma Ux, NORTHWIND-01 (UX Designer), week of 11 January 2027: 32 -> 20 h" in echo.text
    assert _minutes(desk, "uma")[0] == 20 * 60
    assert [one for one in _now(desk).certain if not one.person.startswith("uma")] == [
        one for one in before if not one.person.startswith("uma")
    ]
    desk.ask(desk.reply(echo, "undo", LENA))
    assert _now(desk).certain == before


def test_sorted_rows_and_an_unedited_copy_change_nothing(desk: Conversation) -> None:
    def swap(sheet: Any) -> None:
        for column in range(1, sheet.max_column + 1):
            one, other = sheet.cell(FIRST, column), sheet.cell(FIRST + 3, column)
            one.value, other.value = other.value, one.value

    assert "holds no changes" in _send(desk, _edited(_book(desk), swap)).text


def test_text_overloads_and_unknown_names_are_refused_cell_by_cell(desk: Conversation) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(_row(sheet, "Uma Ux"), WEEKS).value = "lots"
        sheet.cell(_row(sheet, "Mo Member"), WEEKS).value = 39
        added = (("Bob", "NORTHWIND-01"), ("Mo Member", "NOPE-01"), ("Quin Tester", "NORTHWIND-01"))
        row = FIRST
        while sheet.cell(row, PERSON).value:
            row += 1
        for offset, (who, code) in enumerate(added):
            sheet.cell(row + offset, PERSON).value, sheet.cell(row + offset, PROJECT).value = who, code
            sheet.cell(row + offset, WEEKS).value = 8

    text = _send(desk, _edited(_book(desk), edit)).text
    assert "“lots”: that is no number of hours" in text
    assert "“39”: that would be more than this person can give" in text
    assert "Bob, NORTHWIND-01: nobody of this name does project work" in text
    assert "Mo Member, NOPE-01: there is no open project with this code" in text
    assert "Quin Tester, NORTHWIND-01, week of 11 January 2027: 0 -> 8 h" in text
    assert _now(desk).overloads() == ()


def test_a_stale_copy_takes_nothing_from_what_was_changed_since(desk: Conversation) -> None:
    stale, fresh = _book(desk, 1), _book(desk, 2)

    def less(hours: int) -> Callable[[Any], None]:
        return lambda sheet: setattr(sheet.cell(_row(sheet, "Uma Ux"), WEEKS), "value", hours)

    _send(desk, _edited(fresh, less(20)), 1)
    assert "changed by somebody else since" in _send(desk, _edited(stale, less(10)), 2).text
    assert _minutes(desk, "uma")[0] == 20 * 60


def test_deleted_renamed_and_doubled_rows_are_named(desk: Conversation) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(_row(sheet, "Mo Member"), PERSON).value = "Maria Costa"
        sheet.delete_rows(_row(sheet, "Uma Ux"))

    before = _now(desk).certain
    text = _send(desk, _edited(_book(desk), edit)).text
    assert "the person or project of a row cannot be changed" in text
    assert "the row is not in the file; its hours stay" in text
    assert _now(desk).certain == before


@pytest.mark.live
def test_a_copy_saved_by_libreoffice_is_read_the_same(desk: Conversation, tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(_row(sheet, "Uma Ux"), WEEKS).value = 20

    saved = converted(_edited(_book(desk), edit), "book.xlsx", "xlsx", tmp_path)
    assert "1 change of Capacity.xlsx is booked" in _send(desk, saved).text


def test_a_foreign_copy_and_a_members_copy_change_nothing(desk: Conversation) -> None:
    book = _book(desk)

    def foreign(sheet: Any) -> None:
        sheet["A1"] = "wb-ffffffffffffffff"

    assert "no copy that this desk sent" in _send(desk, _edited(book, foreign)).text
    before = _now(desk).certain
    sales = "Sam Sales <sam@agency.example>"
    assert "Only leads" in _send(desk, _edited(book, lambda _: None), 2, sales).text
    assert _now(desk).certain == before


def test_a_workbook_of_a_million_cells_is_refused_in_a_sentence(desk: Conversation) -> None:
    def flood(sheet: Any) -> None:
        for row in range(60, 12_000):
            for column in range(1, 20):
                sheet.cell(row, column).value = 1

    letter = _send(desk, _edited(_book(desk), flood))
    assert letter.row.kind == "unreadable"
    assert "cells" in letter.text
