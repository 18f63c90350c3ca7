"""What a person's mail is, by its own words."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.mail.reply import visible
from parsers.replies.kind import read_words

TODAY = date(2026, 11, 24)
HISTORY = "\n\nOn Mon, 23 Nov 2026 at 09:00, Desk <desk@agency.example> wrote:\n"


def said(subject: str, text: str, replies: bool = True) -> str:
    return str(read_words(subject, text, visible(text), replies, TODAY).said)


@pytest.mark.parametrize(
    ("subject", "text", "kind"),
    [
        ("Re: Status of ACME", f"wireframes done, copy with client{HISTORY}> How is ACME?", "status_reply"),
        ("Re: Status", f"Still blocked by Jon.{HISTORY}> How?", "status_reply"),
        ("Re: Status", f"80%, back on Monday{HISTORY}> How?", "status_reply"),
        ("AW: Status", "Build ist fertig, Texte liegen beim Kunden.", "status_reply"),
        ("Re: Status", f"> How far is the build?\n\n60%{HISTORY}", "status_reply"),
        ("Re: Decisions this week", f"1a 2 yes, rest default{HISTORY}> 1. Hire Bob?\n> 2. Swap?", "decision_reply"),
        ("Re: Decisions this week", f"approve all{HISTORY}> 1. Hire Bob?\n> 2. Swap?", "decision_reply"),
        ("Re: Decisions this week", f"ok{HISTORY}> Please approve the swap.", "decision_reply"),
        ("Re: Your week", f"1: no\n2: ask Sam{HISTORY}> 1. Move?\n> 2. Hire?", "decision_reply"),
        ("Re: Status", f"I am out 22 Dec to 2 Jan{HISTORY}> How?", "leave"),
        ("Re: Status", f"sick today, sorry{HISTORY}> How?", "leave"),
        ("Re: Status", f"Who signs the SOW?{HISTORY}> How is ACME?", "question"),
        ("Re: Status", f"Thanks!{HISTORY}> How is ACME?", "other"),
    ],
)
def test_a_reply_is_named_by_what_it_says(subject: str, text: str, kind: str) -> None:
    assert said(subject, text) == kind


@pytest.mark.parametrize(
    ("subject", "text", "kind"),
    [
        ("Holiday", "Hi, I'm on holiday next week. Sam", "leave"),
        ("Krank", "Bin heute krank.", "leave"),
        ("Lunch", "Shall we eat at noon?", "question"),
        ("Invoice", "We sent you the invoice, it is approved.", "other"),
        ("ACME status", "Wireframes done, build at 40%.", "status_reply"),
        ("Newsletter", "All our offers are live.", "other"),
    ],
)
def test_a_mail_of_its_own_is_named_too(subject: str, text: str, kind: str) -> None:
    assert said(subject, text, replies=False) == kind
