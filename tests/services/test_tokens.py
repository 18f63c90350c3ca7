"""What routes a reply never authorises it, and what a person cannot see is never read (pitfalls A5, A6, A14)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation import Conversation, Written, sow_mail
from tests.samples import mails
from tests.samples.sow import signed_sow

LENA = "Lena Lead <lena@agency.example>"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Conversation]:
    with Conversation(tmp_path) as conversation:
        conversation.ask(sow_mail(("SOW.docx", signed_sow())))
        yield conversation


def _one(desk: Conversation, kind: str) -> Written:
    (letter,) = desk.letters(kind)
    return letter


def _held(desk: Conversation) -> bool:
    return _one(desk, "kickoff_client").row.phase == "held"


def test_a_reference_with_any_letter_changed_leads_nowhere(desk: Conversation) -> None:
    ours = str(_one(desk, "kickoff").message["Message-ID"])
    for at in (1, 8, 17, 20, 32, len(ours) - 2):
        other = "a" if ours[at] != "a" else "b"
        forged = ours[:at] + other + ours[at + 1 :]
        desk.ask(
            mails.mail(LENA, subject="Re", text="ok\n", in_reply_to=forged, message_id=f"<f{at}@mail.agency.example>")
        )
    assert _held(desk)


def test_the_mark_in_a_subject_routes_the_lead_and_nobody_else(desk: Conversation) -> None:
    subject = f"Re: {_one(desk, 'kickoff').message['Subject']}"
    fay = "Fay Founder <fay@agency.example>"
    desk.ask(mails.mail(fay, subject=subject, text="ok\n", message_id="<f@mail.agency.example>"))
    assert _held(desk)
    desk.ask(mails.mail(LENA, subject=subject, text="ok\n", message_id="<l@mail.agency.example>"))
    assert not _held(desk)


@pytest.mark.parametrize(
    "html",
    [
        '<p>Let me look.</p><p style="display:none">ok</p>',
        "<p>Let me look.</p><blockquote type='cite'>ok</blockquote>",
    ],
)
def test_an_ok_nobody_can_see_opens_nothing(desk: Conversation, html: str) -> None:
    ours = str(_one(desk, "kickoff").message["Message-ID"])
    desk.ask(
        mails.mail(
            LENA, subject="Re", text="Let me look.\n", html=html, in_reply_to=ours, message_id="<h@mail.agency.example>"
        )
    )
    assert _held(desk)
