"""Untrusted words are harmless before they meet a template."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates.plain import SUBJECT_LIMIT, clean, harmless, reply_subject, unlinked


@given(st.text(max_size=2000))
def test_clean_text_is_one_short_line_without_controls(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) <= 600
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in cleaned)
    assert clean(cleaned) == cleaned


def test_clean_keeps_what_a_person_wrote() -> None:
    assert clean("Zoë’s  «Portal»\r\n\tphase 2 — €48k") == "Zoë’s «Portal» phase 2 — €48k"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("pay at evil.com now", "pay at evil|.com now"),
        ("http://evil.com", "http|://evil|.com"),
        ("www.a.b", "www|.a|.b"),
        ("write to ana@client.example.", "write to ana@client.example."),
        ("12.5 hours, v1.2, at 10.30", "12.5 hours, v1.2, at 10.30"),
        ("SOW.docx, page 3", "SOW.docx, page 3"),
        ("evil。com", "evil|。com"),
    ],
)
def test_a_dotted_name_is_no_link_and_an_address_stays_one(text: str, shown: str) -> None:
    assert unlinked(text) == shown.replace("|", "\u200b")


@given(st.text(max_size=300))
def test_unlinking_changes_nothing_that_can_be_seen_and_is_done_once(text: str) -> None:
    text = text.replace("\u200b", "")
    assert unlinked(text).replace("\u200b", "") == text
    assert unlinked(unlinked(text)) == unlinked(text)


def test_every_text_in_a_context_is_cleaned_however_deep() -> None:
    assert harmless({"a": (("x\ny", 3),)}) == {"a": (("x y", 3),)}


@pytest.mark.parametrize(
    ("subject", "answer"),
    [
        ("SOW Acme", "Re: SOW Acme"),
        ("Re: SOW Acme", "Re: SOW Acme"),
        ("RE: Re: Fwd: SOW Acme", "Re: SOW Acme"),
        ("AW: WG: SOW", "Re: SOW"),
        ("Re[2]: SOW", "Re: SOW"),
        ("Regarding: SOW", "Re: Regarding: SOW"),
        ("SOW\r\nBcc: x@evil.com", "Re: SOW Bcc: x@evil.com"),
        ("", ""),
        ("Re:", ""),
    ],
)
def test_an_answer_says_re_once(subject: str, answer: str) -> None:
    assert reply_subject(subject) == answer


@given(st.text(max_size=500))
def test_the_subject_of_an_answer_is_one_line_of_bounded_length(subject: str) -> None:
    answer = reply_subject(subject)
    assert len(answer) <= SUBJECT_LIMIT
    assert answer.splitlines() in ([], [answer])
    assert reply_subject(answer) == answer
