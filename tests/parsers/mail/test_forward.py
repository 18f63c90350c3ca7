"""Forwards unwrapped: who wrote first, when, about what, and the forwarder's note."""

from __future__ import annotations

import pytest

from agent.inbox.message import read_mail
from parsers.mail.forward import bare_subject, chain, person, unwrap
from tests.samples import mails


def test_an_outlook_forward_gives_the_client_and_the_note() -> None:
    mail = read_mail(mails.outlook_forward())
    found = unwrap(mail.subject, mail.text)
    assert found is not None
    assert (found.name, found.address) == ("Carla Client", "carla@client.example")
    assert (found.subject, found.date) == ("RE: SOW website relaunch", "Monday, November 9, 2026 4:12 PM")
    assert found.note.startswith("Signed! Start is now 12 Jan, pls use Sam.")
    assert found.text.startswith("Hi Sam,\n\nsigned on our side")


def test_the_same_forward_is_read_from_its_html_alone() -> None:
    html = mails.OUTLOOK_HTML.format(note="Signed!")
    mail = read_mail(f"From: {mails.SALES}\nSubject: FW: SOW\nContent-Type: text/html\n\n{html}".encode())
    found = unwrap(mail.subject, mail.text)
    assert found is not None
    assert (found.address, found.note.splitlines()[0]) == ("carla@client.example", "Signed!")


def test_a_reply_with_outlooks_header_block_is_no_forward() -> None:
    assert unwrap("RE: SOW website relaunch", mails.OUTLOOK_TEXT.format(note="Thanks!")) is None
    assert unwrap("Lunch?", "Shall we?\n\nOn Mon, 9 Nov 2026 at 09:00, Jo <jo@x.example> wrote:\n> x") is None


def test_a_forward_quoted_below_a_reply_is_old_news() -> None:
    old = "> ---------- Forwarded message ---------\n> From: C <c@client.example>\n> Subject: SOW\n>\n> Signed."
    assert unwrap("Re: SOW", f"ok\n\nOn Mon, 9 Nov 2026 at 09:00, Jo <jo@x.example> wrote:\n{old}") is None


def test_a_separator_in_an_unknown_language_counts_with_headers_behind_it() -> None:
    text = "{note}-------- Zzxxy Yyxzz --------\nSubject: SOW\nDate: 9 Nov 2026\nFrom: C <c@client.example>\n\nSigned."
    found = unwrap("Fwd: SOW", text.format(note="fyi\n\n"))
    assert found is not None
    assert (found.address, found.note, found.text) == ("c@client.example", "fyi", "Signed.")
    assert unwrap("Re: SOW", text.format(note="ok\n\n")) is None


@pytest.mark.parametrize(
    "sentence",
    [
        'On 28/10/2021, 12:46, "John Doe" <john@acme.example> wrote:',
        'El 28/10/2021 12:46, "John Doe" <john@acme.example> escribió:',
        '"John Doe" <john@acme.example> kirjoitti 28.10.2021 klo 12.46:',
        "Le 28/10/2021 12:46, « John Doe » <john@acme.example> a écrit :",
        '2021. 10. 28. dátummal, 12:46 időpontban "John Doe" <john@acme.example> írta:',
        'Il 28/10/21, 12:46 "John Doe" <john@acme.example> ha scritto:',
        'Op 28-10-2021 12:46 heeft "John Doe" <john@acme.example> geschreven:',
        'Dnia 28.10.2021 12:46 "John Doe" <john@acme.example> napisał:',
        'No dia 28/10/2021, 12:46, "John Doe" <john@acme.example> escreveu:',
        '28.10.2021, 12:46 пользователь "John Doe" <john@acme.example> написал:',
    ],
)
def test_outlook_for_mac_introduces_a_forward_by_a_sentence(sentence: str) -> None:
    found = unwrap("FW: SOW", f"{sentence}\n\n    Signed.\n    Carla\n")
    assert found is not None
    assert (found.name, found.address, found.subject) == ("John Doe", "john@acme.example", "SOW")
    assert found.text == "Signed.\nCarla"
    assert unwrap("RE: SOW", f"ok\n\n{sentence}\n\n    Signed.\n") is None


def test_a_chain_of_forwards_ends_with_the_one_who_wrote_first() -> None:
    head = "---------- Forwarded message ---------\nFrom: Carla <carla@client.example>"
    inner = f"{head}\nDate: Mon, 9 Nov 2026\nSubject: SOW\n\nSigned."
    head = "fyi\n\nBegin forwarded message:\n\nFrom: Lee <lee@client.example>"
    outer = f"{head}\nSubject: Fwd: SOW\nDate: 9 Nov 2026\n\nsee\n\n{inner}"
    found = chain("Fwd: Fwd: SOW", outer)
    assert [(f.address, f.note) for f in found] == [("lee@client.example", "fyi"), ("carla@client.example", "see")]
    assert found[-1].text == "Signed."


def test_prefixes_of_many_languages_leave_a_subject() -> None:
    subjects = (
        "Fwd: SOW",
        "WG: SOW",
        "TR : SOW",
        "RV: Re: SOW",
        "Fw: FW: SOW",
        "İLT: SOW",
        "Antw: [2]: SOW",
        "转发：SOW",
    )
    assert {bare_subject(subject).removeprefix("[2]: ") for subject in subjects} == {"SOW"}
    assert bare_subject("Invoice: SOW") == "Invoice: SOW"


def test_a_sender_is_read_as_programs_print_it() -> None:
    assert person('"John Doe" <john@acme.example>') == ("John Doe", "john@acme.example")
    assert person("Questions [mailto:q@acme.example]") == ("Questions", "q@acme.example")
    assert person("John<mailto:j@acme.example> <j@acme.example<mailto:j@acme.example>>") == ("John", "j@acme.example")
    assert person("Carla Client") == ("Carla Client", "")
