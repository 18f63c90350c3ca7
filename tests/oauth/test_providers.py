"""Microsoft's and Google's libraries against the stub issuer, and a renewed token at a real Dovecot."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from agent.clock import SystemClock
from agent.errors import MailboxRefusedError
from agent.inbox.mailbox.imap import ImapMailbox
from agent.oauth import Token, TokenSource, google, microsoft
from config.home import Home
from config.secrets import Secrets
from config.settings import OAuth
from tests.inbox.mailboxes import settings
from tests.servers.dovecot import dovecot
from tests.servers.issuer import Issuer, issuer

MICROSOFT = OAuth(provider="microsoft", client_id="app", tenant="agency", authority="https://issuer.example")


@dataclass
class Answer:
    """An HTTP answer as MSAL reads it."""

    status_code: int
    text: str
    headers: dict[str, str] = field(default_factory=dict)

    def raise_for_status(self) -> None:
        assert self.status_code < 400


class ToStub:
    """MSAL's way out, led to the stub: its discovery is answered here, its token requests there."""

    def __init__(self, book: Issuer) -> None:
        self.book = book
        self.grants: list[dict[str, Any]] = []

    def get(self, url: str, **_: Any) -> Answer:
        base = url.partition("/v2.0/")[0].partition("/.well-known")[0]
        found = {"authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token", "issuer": base}
        return Answer(200, json.dumps(found))

    def post(self, url: str, data: dict[str, Any] | None = None, **_: Any) -> Answer:
        assert url.endswith("/token")
        self.grants.append(data or {})
        request = urllib.request.Request(self.book.url, urlencode(data or {}).encode())
        try:
            with urllib.request.urlopen(request) as answer:
                return Answer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode())

    def close(self) -> None:
        return


@pytest.fixture
def book() -> Iterator[Issuer]:
    with issuer() as running:
        running.user = "desk"
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_microsoft_gives_a_token_to_an_app_of_the_tenant(book: Issuer, home: Home) -> None:
    http = ToStub(book)
    token = microsoft.renewal(MICROSOFT, Secrets({"DESK_OAUTH_SECRET": "s"}), home, http)()
    assert token == Token("token-1", 3600)
    assert http.grants[0]["grant_type"] == "client_credentials"


def test_a_rotated_refresh_token_is_kept_for_the_desk_alone_and_used_next(book: Issuer, home: Home) -> None:
    http = ToStub(book)
    renew = microsoft.renewal(MICROSOFT, Secrets({"DESK_OAUTH_REFRESH_TOKEN": "given"}), home, http)
    renew()
    renew()
    assert [grant["refresh_token"] for grant in http.grants] == ["given", "refresh-1"]
    assert home.refresh_token.stat().st_mode & 0o777 == 0o600


def test_a_new_consent_counts_before_what_was_kept(book: Issuer, home: Home) -> None:
    http = ToStub(book)
    microsoft.renewal(MICROSOFT, Secrets({"DESK_OAUTH_REFRESH_TOKEN": "given"}), home, http)()
    microsoft.renewal(MICROSOFT, Secrets({"DESK_OAUTH_REFRESH_TOKEN": "anew"}), home, http)()
    assert http.grants[-1]["refresh_token"] == "anew"


def test_what_microsoft_refuses_is_said_in_one_sentence(book: Issuer, home: Home) -> None:
    book.user = ""
    with pytest.raises(MailboxRefusedError, match=r"Microsoft refuses a token: invalid_grant consent was withdrawn\."):
        microsoft.renewal(MICROSOFT, Secrets({"DESK_OAUTH_SECRET": "s"}), home, ToStub(book))()


def _google(book: Issuer) -> TokenSource:
    oauth = OAuth(provider="google", client_id="app", authority=book.url)
    given = {"DESK_OAUTH_SECRET": "s", "DESK_OAUTH_REFRESH_TOKEN": "given"}
    return TokenSource(google.renewal(oauth, Secrets(given), SystemClock()))


def test_google_gives_a_token_for_the_consent(book: Issuer) -> None:
    assert _google(book)() == "token-1"


def test_what_google_refuses_is_said_in_one_sentence(book: Issuer) -> None:
    book.user = ""
    with pytest.raises(MailboxRefusedError, match="Google refuses a token: invalid_grant"):
        _google(book)()


@pytest.mark.live
def test_a_renewed_token_opens_the_mailbox_and_a_refused_one_asks_three_times_an_hour_at_most(book: Issuer) -> None:
    with dovecot(introspect=book.url) as server:
        book.user = server.user()
        mailbox = ImapMailbox(settings(server.port, book.user, auth="xoauth2"), _google(book))
        mailbox.open()
        mailbox.close()
        book.user = ""
        refused = ImapMailbox(settings(server.port, "x", auth="xoauth2"), _google(book))
        for _ in range(5):
            with pytest.raises(MailboxRefusedError):
                refused.open()
        assert book.renewed == 2
