"""Answers to the receipt's numbered questions: applied, echoed, undone, and never guessed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest

from tests.conversation import Conversation, Written, sow_mail
from tests.samples.sow import signed_sow

SAM = "Sam Sales <sam@agency.example>"


def _without_dates() -> bytes:
    """Return the sample SOW with its start and end date taken out: both become questions."""
    document = docx.Document(io.BytesIO(signed_sow()))
    for paragraph in document.paragraphs:
        if paragraph.text.startswith(("Start Date", "End Date")):
            paragraph._element.getparent().remove(paragraph._element)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        conversation.ask(sow_mail(("SOW.docx", _without_dates())))
        yield conversation


def _receipt(desk: Conversation) -> Written:
    (letter,) = desk.letters("receipt")
    return letter


def _number(desk: Conversation, field: str) -> int:
    view = desk.desk.project("NORTHWIND-01")
    assert view is not None
    (case,) = [case for case in view.cases if case.field == field]
    return case.number


def _dates(desk: Conversation) -> tuple[date | None, date | None]:
    view = desk.desk.project("NORTHWIND-01")
    assert view is not None
    return view.row.starts_on, view.row.ends_on


def test_what_the_sow_does_not_say_is_asked_by_number(desk: Conversation) -> None:
    text = _receipt(desk).text
    assert f"{_number(desk, 'start_date')}. When does the work start?" in text
    assert f"{_number(desk, 'end_date')}. By when must everything be delivered?" in text


def test_an_answered_date_is_applied_and_echoed(desk: Conversation) -> None:
    number = _number(desk, "start_date")
    (echo,) = desk.ask(desk.reply(_receipt(desk), f"{number}: 12 Jan", SAM))
    assert _dates(desk) == (date(2027, 1, 12), None)
    assert echo.row.kind == "answers_applied"
    assert "12 January 2027" in echo.text
    assert "By when must everything be delivered?" in echo.text
    assert str(echo.message["Subject"]).count("[D-") == 1


def test_undo_takes_the_answer_back(desk: Conversation) -> None:
    number = _number(desk, "start_date")
    (echo,) = desk.ask(desk.reply(_receipt(desk), f"{number}: 12 Jan", SAM))
    (undone,) = desk.ask(desk.reply(echo, "undo", SAM))
    assert _dates(desk) == (None, None)
    assert undone.row.kind == "answers_applied"


def test_a_corrected_answer_replaces_the_first(desk: Conversation) -> None:
    number = _number(desk, "start_date")
    desk.ask(desk.reply(_receipt(desk), f"{number}: 12 Jan", SAM))
    desk.ask(desk.reply(_receipt(desk), f"{number}: 19 Jan", SAM))
    assert _dates(desk) == (date(2027, 1, 19), None)


def test_what_is_still_open_can_be_answered_to_the_echo(desk: Conversation) -> None:
    first, second = _number(desk, "start_date"), _number(desk, "end_date")
    (echo,) = desk.ask(desk.reply(_receipt(desk), f"{first}: 12 Jan", SAM))
    desk.ask(desk.reply(echo, f"{second}: 16 April 2027", SAM))
    assert _dates(desk) == (date(2027, 1, 12), date(2027, 4, 16))


def test_a_later_answer_to_the_receipt_itself_is_taken_too(desk: Conversation) -> None:
    first, second = _number(desk, "start_date"), _number(desk, "end_date")
    desk.ask(desk.reply(_receipt(desk), f"{first}: 12 Jan", SAM))
    desk.ask(desk.reply(_receipt(desk), f"{second}: 16 April 2027", SAM))
    assert _dates(desk) == (date(2027, 1, 12), date(2027, 4, 16))


def test_an_answer_that_is_no_date_is_not_guessed(desk: Conversation) -> None:
    number = _number(desk, "start_date")
    (echo,) = desk.ask(desk.reply(_receipt(desk), f"{number}: whenever Sam is back", SAM))
    assert _dates(desk) == (None, None)
    assert "no date" in echo.text


def test_a_number_nobody_asked_is_told(desk: Conversation) -> None:
    (echo,) = desk.ask(desk.reply(_receipt(desk), "77: yes", SAM))
    assert "no question with this number" in echo.text


def test_answers_of_somebody_else_are_for_a_person_to_judge(desk: Conversation) -> None:
    number = _number(desk, "start_date")
    desk.ask(desk.reply(_receipt(desk), f"{number}: 12 Jan", "Mo Member <mo@agency.example>"))
    assert _dates(desk) == (None, None)
