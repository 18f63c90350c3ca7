"""Replies to our letters: the client gate opens on `ok`, answers are applied, echoed and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.store.mailroom import State
from tests.conversation import Conversation, Written, sow_mail
from tests.samples import mails
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


def test_a_second_ok_is_a_no_op_that_says_so_and_stands_in_the_log(desk: Conversation) -> None:
    desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA))
    (answer,) = desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA))
    assert answer.row.kind == "approval_void"
    assert "was let go on 10 November 2026 by Lena Lead" in answer.text
    assert answer.row.act_id is not None
    assert len(desk.letters("kickoff_client")) == len(desk.letters("client_released")) == 1


@pytest.mark.parametrize(
    ("words", "reason"), [("no", ""), ("not yet", ""), ("no, fix the dates first", "fix the dates first")]
)
def test_a_no_keeps_the_letter_here_with_its_reason_and_says_how_to_send_it_later(
    desk: Conversation, words: str, reason: str
) -> None:
    (echo,) = desk.ask(desk.reply(_one(desk, "kickoff"), words, LENA))
    held = _one(desk, "kickoff_client").row
    assert (echo.row.kind, held.phase) == ("client_held", "held")
    assert f"desk outbox release {held.id}" in echo.text
    view = desk.desk.project("NORTHWIND-01")
    assert view is not None
    assert [(c.state, c.answer) for c in view.cases if c.kind == "approval"] == [("held", reason)]


def test_an_ok_after_a_no_lets_it_go(desk: Conversation) -> None:
    (echo,) = desk.ask(desk.reply(_one(desk, "kickoff"), "not yet", LENA))
    desk.ask(desk.reply(echo, "ok", LENA))
    assert _one(desk, "kickoff_client").row.phase == "sent"


def test_an_ok_to_a_letter_of_long_ago_is_asked_for_again(desk: Conversation) -> None:
    desk.clock.forward(days=31)
    (answer,) = desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA))
    assert "You answered our letter of 10 November 2026" in answer.text
    assert _one(desk, "kickoff_client").row.phase == "held"
    desk.ask(desk.reply(answer, "ok", LENA))
    assert _one(desk, "kickoff_client").row.phase == "sent"


def test_status_tells_the_projects_one_leads(desk: Conversation) -> None:
    (answer,) = desk.ask(mails.mail(LENA, subject="status", text="", message_id="<st@mail.agency.example>"))
    assert answer.row.kind == "status_given"
    assert "NORTHWIND-01 Booking website relaunch, Northwind Travel Ltd.: signed" in answer.text
    assert "the client's letter waits for an ok" in answer.text


def test_status_of_a_founder_tells_every_project_and_of_a_member_none(desk: Conversation) -> None:
    fay, mo = (
        desk.ask(mails.mail(who, subject="Re", text="Status please\n", message_id=f"<{n}@mail.agency.example>"))[0].text
        for n, who in enumerate(("Fay Founder <fay@agency.example>", "Mo Member <mo@agency.example>"))
    )
    assert "led by Lena Lead" in fay
    assert "You lead no project." in mo


def test_help_is_given_by_what_one_may_do(desk: Conversation) -> None:
    (lena,) = desk.ask(desk.reply(_one(desk, "kickoff"), "help", LENA))
    (mo,) = desk.ask(
        mails.mail("Mo Member <mo@agency.example>", subject="help", text="", message_id="<h@mail.agency.example>")
    )
    assert "Reply “ok” to a kickoff letter" in lena.text
    assert "ok" not in mo.text.split("undo")[0].split("words")[1]


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
    (answer,) = desk.ask(desk.reply(_one(desk, "kickoff"), "ok", LENA))
    assert "was let go on 10 November 2026 by root" in answer.text


def test_letters_over_the_cap_are_told_to_the_admin_in_one_digest(desk: Conversation) -> None:
    asked = [mails.mail(SAM, subject="help", text="", message_id=f"<h{n}@mail.agency.example>") for n in range(14)]
    letters = desk.ask(*asked)
    held = [w for w in letters if w.row.kind == "help_given" and w.row.phase == "held"]
    (digest,) = [w for w in letters if w.row.kind == "needs_person"]
    assert len(held) == 3
    assert digest.message["Subject"] == f"{len(held)} letters are held"
    assert "because sam@agency.example had its share of the hour" in digest.text
