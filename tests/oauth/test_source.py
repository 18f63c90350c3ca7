"""Tokens are renewed ahead of their end; an issuer that says no is not asked again in a hurry."""

from __future__ import annotations

import pytest

from agent.errors import MailboxRefusedError
from agent.oauth import Token, TokenSource, refusing


class Issuing:
    """An issuer that counts, on a clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 0.0
        self.asked = 0
        self.refuses = False

    def now(self) -> float:
        return self.at

    def renew(self) -> Token:
        self.asked += 1
        if self.refuses:
            raise refusing("The issuer", "invalid_grant")
        return Token(f"token-{self.asked}", 3600)


@pytest.fixture
def issuing() -> Issuing:
    return Issuing()


def test_a_young_token_is_used_again_and_an_older_one_renewed(issuing: Issuing) -> None:
    source = TokenSource(issuing.renew, issuing.now)
    assert [source(), source()] == ["token-1", "token-1"]
    issuing.at = 901
    assert source() == "token-2"


def test_a_token_that_ends_soon_is_renewed_ahead_of_it(issuing: Issuing) -> None:
    source = TokenSource(lambda: Token(f"{issuing.renew().value}", 310), issuing.now)
    source()
    issuing.at = 11
    assert source() == "token-2"


def test_a_refusal_is_remembered_for_three_tries_an_hour(issuing: Issuing) -> None:
    issuing.refuses = True
    source = TokenSource(issuing.renew, issuing.now)
    for second in range(0, 3600, 30):
        issuing.at = float(second)
        with pytest.raises(MailboxRefusedError, match="invalid_grant"):
            source()
    assert issuing.asked <= 3


def test_when_consent_is_given_again_the_next_try_is_let_in(issuing: Issuing) -> None:
    issuing.refuses = True
    source = TokenSource(issuing.renew, issuing.now)
    with pytest.raises(MailboxRefusedError):
        source()
    issuing.refuses, issuing.at = False, 1_261
    assert source() == "token-2"
