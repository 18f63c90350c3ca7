"""Message-IDs of our own: known again, never forged, with a mark that survives in a subject."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox import identifiers
from tests.outbox.desk import KEY

TOKEN = "abcdefgh23456722"


def test_our_own_message_id_is_known_again() -> None:
    assert identifiers.is_ours(KEY, identifiers.mint(KEY, "agency.example"))


def test_two_letters_never_share_a_message_id() -> None:
    assert len({identifiers.mint(KEY, "agency.example") for _ in range(1000)}) == 1000


def test_another_home_or_another_domain_makes_other_ids() -> None:
    ours = identifiers.mint(KEY, "agency.example", TOKEN)
    assert not identifiers.is_ours(b"another key", ours)
    assert not identifiers.is_ours(KEY, ours.replace("agency", "evil"))


def test_every_changed_character_is_noticed() -> None:
    ours = identifiers.mint(KEY, "agency.example", TOKEN)
    for at, char in enumerate(ours):
        assert not identifiers.is_ours(KEY, ours[:at] + ("3" if char != "3" else "4") + ours[at + 1 :])


@given(st.text())
def test_no_text_of_a_stranger_passes_or_raises(text: str) -> None:
    assert not identifiers.is_ours(KEY, text)


def test_the_mark_is_found_in_a_reply_s_subject() -> None:
    ours = identifiers.mint(KEY, "agency.example", TOKEN)
    assert identifiers.mark_of(ours) == "[D-abcdefgh]"
    assert identifiers.marks_in("AW: Re: [d-ABCDEFGH] Kickoff [D-short]") == ("[D-abcdefgh]",)


def test_a_stranger_s_message_id_has_no_mark() -> None:
    with pytest.raises(ValueError, match="our own"):
        identifiers.mark_of("<x@y>")
