"""Access tokens for mailboxes that refuse passwords (XOAUTH2): renewed ahead of expiry, and never in a hurry."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from agent.clock import monotonic
from agent.errors import MailboxError, MailboxRefusedError

AHEAD_SECONDS = 300.0  # a token is renewed this long before it ends
REUSE_SECONDS = 900.0  # an older one is renewed before a login: the server may have refused it
REFUSED_SECONDS = 1_260.0  # between two tries at an issuer that refuses: three an hour, which locks nobody out


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and for how many seconds from now it is good."""

    value: str
    seconds: float


Renew = Callable[[], Token]


class TokenSource:
    """Gives the token for each login; safe in any thread.

    A call raises `MailboxRefusedError` where the issuer says no (and again, without asking, for the next 21 minutes),
    `MailboxError` where it does not answer.
    """

    def __init__(self, renew: Renew, now: Callable[[], float] = monotonic) -> None:
        self._renew = renew
        self._now = now
        self._lock = threading.Lock()
        self._token: Token | None = None
        self._got = 0.0
        self._refused: MailboxRefusedError | None = None
        self._refused_at = 0.0

    def __call__(self) -> str:
        """Return a token that is good for the next minutes."""
        with self._lock:
            if self._refused is not None and self._now() - self._refused_at < REFUSED_SECONDS:
                raise MailboxRefusedError(str(self._refused))
            if self._token is None or not self._good(self._token):
                self._token = self._fresh()
            return self._token.value

    def _good(self, token: Token) -> bool:
        age = self._now() - self._got
        return age < REUSE_SECONDS and token.seconds - age > AHEAD_SECONDS

    def _fresh(self) -> Token:
        try:
            token = self._renew()
        except MailboxRefusedError as error:
            self._refused, self._refused_at = error, self._now()
            raise
        self._refused, self._got = None, self._now()
        return token


def not_answering(issuer: str, error: Exception) -> MailboxError:
    """Return the error of an issuer that did not answer; the mailbox is tried again later."""
    return MailboxError(f"{issuer} did not give a token just now ({type(error).__name__}).")


def refusing(issuer: str, why: str) -> MailboxRefusedError:
    """Return the error of an issuer that said no: a person has to look at the app or give consent again."""
    return MailboxRefusedError(f"{issuer} refuses a token: {why}. Check the app's id, its secret and its consent.")


def missing(library: str) -> MailboxRefusedError:
    """Return the error of an installation without the libraries for tokens."""
    return MailboxRefusedError(f"{library} is not installed, so no token can be renewed; install the extra `oauth`.")
