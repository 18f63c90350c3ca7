"""Replies to our letters: the client gate opens on `ok`, answers are applied, echoed and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.store.mailroom import State
from tests.conversation import Conversation, Written, sow_mail
from tests.samples.sow import signed_sow

LENA = "Lena Lead <lena@agency.example>"
SAM = "Sam Sales <sam@agency.example>"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        conversation.ask(sow_mail(("SOW.docx", signed_sow())))
        yield conversation


def _one(desk: Conversation, kind: str) -> Written:
    (letter,) = desk.letters(kind)
    return letter


def test_ok_of_the_lead_lets_the_client_edition_go(desk: Conversation) -> None:
    (echo,) = desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA))
    assert _one(desk, "kickoff_client").row.phase == "sent"
    assert (echo.row.kind, echo.row.recipient) == ("client_released", "lena@agency.example")


def test_a_second_ok_is_a_no_op(desk: Conversation) -> None:
    desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA))
    assert desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA)) == []
    assert desk.mails()[-1].reason == "approved already by lena@agency.example"


def test_ok_of_somebody_else_opens_nothing(desk: Conversation) -> None:
    desk.ask(desk.reply(_one(desk, "kickoff"), "ok", "Mo Member <mo@agency.example>"))
    assert _one(desk, "kickoff_client").row.phase == "held"
    assert desk.mails()[-1].state == State.PERSON


def test_the_founders_ok_to_the_leads_letter_is_told_to_both_and_opens_nothing(desk: Conversation) -> None:
    letters = desk.ask(desk.reply(_one(desk, "kickoff"), "ok", "Fay Founder <fay@agency.example>"))
    told = {w.row.kind: w for w in letters}
    assert _one(desk, "kickoff_client").row.phase == "held"
    assert (told["not_yours"].row.recipient, told["handed_on"].row.recipient) == (
        "fay@agency.example",
        "lena@agency.example",
    )
    assert "is for Lena Lead to answer. We passed on what you wrote." in told["not_yours"].text
    assert "“ok”" in told["handed_on"].text


def test_the_owner_of_a_letter_hears_of_a_colleague_once_and_the_colleague_each_time(desk: Conversation) -> None:
    fay = "Fay Founder <fay@agency.example>"
    desk.ask(desk.reply(_one(desk, "kickoff"), "ok", fay))
    desk.ask(desk.reply(_one(desk, "kickoff"), "please send it", fay))
    assert (len(desk.letters("handed_on")), len(desk.letters("not_yours"))) == (1, 2)


def test_a_lead_who_lost_the_role_is_told_who_may(desk: Conversation) -> None:
    text = desk.home.settings_file.read_text(encoding="utf-8")
    text = text.replace('email = "lena@agency.example"\nroles = ["lead"]', 'email = "lena@agency.example"')
    desk.restart(text.replace('roles = ["founder"]', 'roles = ["founder", "lead"]'))
    (answer,) = [w for w in desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA)) if w.row.kind == "not_yours"]
    assert "is for Fay Founder to decide" in answer.text
    assert _one(desk, "kickoff_client").row.phase == "held"


def test_who_left_the_agency_sets_nothing_in_motion(desk: Conversation) -> None:
    text = desk.home.settings_file.read_text(encoding="utf-8")
    desk.restart(text.replace("lena@agency.example", "new.lead@agency.example"))
    letters = desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA))
    assert {w.row.recipient for w in letters} == {"ada@agency.example"}
    assert _one(desk, "kickoff_client").row.phase == "held"


def test_a_forged_ok_opens_nothing_and_is_not_answered(desk: Conversation) -> None:
    letters = desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA, stamped="fail"))
    assert _one(desk, "kickoff_client").row.phase == "held"
    assert {w.row.recipient for w in letters} <= {"ada@agency.example"}


def test_ok_but_is_not_ok(desk: Conversation) -> None:
    letters = desk.ask(desk.reply(_one(desk, "kickoff"), "ok but change the end date first", LENA))
    assert _one(desk, "kickoff_client").row.phase == "held"
    assert "not_understood" in {w.row.kind for w in letters}


def test_an_ok_that_stands_only_in_the_quoted_text_is_none(desk: Conversation) -> None:
    desk.ask(desk.reply(_one(desk, "kickoff"), "", LENA))
    assert _one(desk, "kickoff_client").row.phase == "held"


def test_a_command_releases_a_held_letter_too(desk: Conversation) -> None:
    from agent.services.commands import release

    release(desk.desk.office, _one(desk, "kickoff_client").row.id, "root")
    desk.work()
    assert _one(desk, "kickoff_client").row.phase == "sent"
    assert desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA)) == []
