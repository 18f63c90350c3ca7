"""Tokens of Google by google-auth: from the refresh token that the mailbox's owner consented to."""

from __future__ import annotations

from datetime import UTC

from agent.clock import Clock
from agent.oauth import Renew, Token, missing, not_answering, refusing
from config.secrets import Secret, Secrets
from config.settings import OAuth

_ISSUER = "Google"
_TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address, no secret
_SCOPES = ["https://mail.google.com/"]


def renewal(settings: OAuth, secrets: Secrets, clock: Clock) -> Renew:
    """Return how a token is renewed; secrets are read anew each time."""

    def renew() -> Token:
        try:
            from google.auth.exceptions import GoogleAuthError, RefreshError
            from google.auth.transport.requests import Request
            from google.oauth2.credentials import Credentials
        except ImportError:
            raise missing("google-auth") from None
        given = Credentials(  # type: ignore[no-untyped-call]
            token=None,
            refresh_token=secrets.need(Secret.OAUTH_REFRESH_TOKEN),
            token_uri=settings.authority or _TOKEN_URL,
            client_id=settings.client_id,
            client_secret=secrets.need(Secret.OAUTH_SECRET),
            scopes=_SCOPES,
        )
        try:
            given.refresh(Request())  # type: ignore[no-untyped-call]
        except RefreshError as error:
            if getattr(error, "retryable", False):
                raise not_answering(_ISSUER, error) from error
            raise refusing(_ISSUER, str(error.args[0] if error.args else error).rstrip(".")) from error
        except (GoogleAuthError, OSError) as error:
            raise not_answering(_ISSUER, error) from error
        left = (given.expiry.replace(tzinfo=UTC) - clock.now()).total_seconds() if given.expiry else 0.0
        return Token(str(given.token), left)

    return renew
