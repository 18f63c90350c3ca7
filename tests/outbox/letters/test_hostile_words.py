"""Whatever a document, a subject or a name says, it stays words in the letter that reports it."""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outbox.letter import Address, Letter, Thread
from outbox.letters.facts import Origin, Question, ReadLine
from outbox.letters.needs_person import NeedsPerson, Waiting, needs_person
from outbox.letters.receipt import Receipt, receipt
from tests.outbox.letters.examples import DESK, DIGEST

PLAIN_PAGE = re.compile(r"<(/?[a-z0-9]+)")
ATTACKS = [
    "{{7*7}}",
    "{{ facts.__class__.__mro__ }}",
    "{% include 'layout.txt' %}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</div></body><form action=//evil.com>",
    "Bcc: victim@evil.com\r\n\r\nHello",
    "invoice\u202excod.exe",
    "see http://evil.com/login or www.evil.com",
    "line\u2028break\u2029and\x00nul\x1bescape",
    "<!--[if mso]>x<![endif]-->",
    "\ud800 half a pair",
]
HOSTILE = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(max_size=80),
    st.lists(st.sampled_from(["{{", "}}", "{%", "%}", "<", ">", '"', "'", "&", "\r\n", "a.b", "://"]), max_size=12).map(
        "".join
    ),
)


def about(words: str) -> Letter:
    """Return a receipt in which every word that came from outside is `words`."""
    who = Address("ines@northlight.example", words)
    said = Receipt(
        mail=Origin(words, date(2027, 1, 4)),
        file=words,
        code="HARB-01",
        title=words,
        client=words,
        read=(ReadLine(words, words, words, words),),
        lead=who,
        contact=who,
        questions=(Question(1, words),),
    )
    thread = Thread("<1@mail.example>", (), words)
    return receipt(DESK, Address("sam@northlight.example", words), said, document_digest=DIGEST, thread=thread)


@pytest.mark.parametrize("words", ATTACKS)
def test_an_attack_is_shown_and_does_nothing(words: str) -> None:
    made = about(words)
    tags = set(PLAIN_PAGE.findall(made.html))
    assert tags == set(PLAIN_PAGE.findall(about("words").html))
    assert "49" not in made.text
    shown = re.sub(r"<title>.*?</title>|\S+@evil\.com", "", made.html) + re.sub(r"\S+@evil\.com", "", made.text)
    assert not re.search(r"https?://|evil\.com", shown)


@settings(deadline=None)
@given(HOSTILE)
def test_no_words_from_outside_open_a_tag(words: str) -> None:
    assert PLAIN_PAGE.findall(about(f"x{words}").html) == PLAIN_PAGE.findall(about("words").html)


@settings(deadline=None)
@given(HOSTILE)
def test_no_words_from_outside_are_run_or_lost(words: str) -> None:
    made = about(words)
    kept = re.sub(r"\s+", "", "".join(c for c in words if c.isprintable() or c.isspace()))
    shown = re.sub(r"\s+", "", unescape(made.html)).replace("\u200b", "")
    if words.isascii():
        assert kept in shown


@settings(deadline=None)
@given(HOSTILE)
def test_a_letter_always_makes_a_mail_whose_headers_are_ours(words: str) -> None:
    made = about(words)
    mail = EmailMessage(policy=policy.SMTP)
    mail["Subject"] = made.subject
    mail.set_content(made.text)
    mail.add_alternative(made.html, subtype="html")
    read = message_from_bytes(mail.as_bytes(), policy=policy.default)
    assert set(read.keys()) == {"Subject", "MIME-Version", "Content-Type"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", made.subject + made.text + made.html)


def told(words: str) -> Letter:
    """Return the admin's digest of a stranger's mail with `words` as its sender and subject."""
    mail = Waiting(1, words, False, words, "The sender is not known.", date(2027, 1, 4))
    return needs_person(DESK, Address("mara@northlight.example"), NeedsPerson((mail,)), beat_iso="2027-01-04")


@settings(deadline=None)
@given(HOSTILE)
def test_a_strangers_subject_and_name_are_only_words_to_the_admin(words: str) -> None:
    made = told(words)
    assert PLAIN_PAGE.findall(made.html) == PLAIN_PAGE.findall(told("words").html)
    assert "(not verified)" in made.text


def test_a_subject_is_one_short_line_however_long_the_title() -> None:
    assert len(about("x" * 5000).subject) <= 150
