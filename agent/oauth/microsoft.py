"""Tokens of Microsoft 365 by MSAL: as an app of the tenant (client credentials), or by a person's refresh token."""

from __future__ import annotations

import os
from typing import Any, Protocol

from agent.oauth import Renew, Token, missing, not_answering, refusing
from config.failpoint import reach
from config.home import Home
from config.secrets import Secret, Secrets
from config.settings import OAuth

_ISSUER = "Microsoft"
_LOGIN = "https://login.microsoftonline.com"
_AS_APP = ["https://outlook.office365.com/.default"]
_AS_PERSON = ["https://outlook.office.com/IMAP.AccessAsUser.All", "https://outlook.office.com/SMTP.Send"]
_LATER = frozenset({"temporarily_unavailable", "server_error", "service_unavailable"})


class HttpClient(Protocol):
    """What MSAL needs to reach the issuer; tests bring their own."""

    def get(self, url: str, **kwargs: Any) -> Any:
        """GET a url."""
        ...

    def post(self, url: str, **kwargs: Any) -> Any:
        """POST to a url."""
        ...


def renewal(settings: OAuth, secrets: Secrets, home: Home, http: HttpClient | None = None) -> Renew:
    """Return how a token is renewed; secrets are read anew each time, and a rotated refresh token is kept."""

    def renew() -> Token:
        try:
            import msal
        except ImportError:
            raise missing("msal") from None
        authority = f"{settings.authority or _LOGIN}/{settings.tenant}"
        secret, refresh = secrets.find(Secret.OAUTH_SECRET), _refresh_token(secrets, home)
        options: dict[str, Any] = {"authority": authority, "http_client": http, "instance_discovery": False}
        try:
            if refresh is None:
                app = msal.ConfidentialClientApplication(
                    settings.client_id, client_credential=secrets.need(Secret.OAUTH_SECRET), **options
                )
                return _token(app.acquire_token_for_client(_AS_APP))
            given = {"client_credential": secret} if secret else {}
            kind = msal.ConfidentialClientApplication if secret else msal.PublicClientApplication
            answer = kind(settings.client_id, **given, **options).acquire_token_by_refresh_token(refresh, _AS_PERSON)
        except (OSError, ValueError) as error:  # requests' errors are OSErrors; a broken answer is a ValueError
            raise not_answering(_ISSUER, error) from error
        token = _token(answer)
        if rotated := answer.get("refresh_token"):
            keep(home, secrets.need(Secret.OAUTH_REFRESH_TOKEN), str(rotated))
        return token

    return renew


def _token(answer: dict[str, Any]) -> Token:
    if "access_token" in answer:
        return Token(str(answer["access_token"]), float(answer.get("expires_in", 0)))
    error = str(answer.get("error", "no reason given"))
    if error in _LATER:
        raise not_answering(_ISSUER, ValueError(error))
    said = str(answer.get("error_description", "")).splitlines()
    raise refusing(_ISSUER, f"{error} {said[0] if said else ''}".strip().rstrip("."))


def _refresh_token(secrets: Secrets, home: Home) -> str | None:
    """Return the refresh token Microsoft gave last, else the one that was given at first; None for an app's login."""
    given = secrets.find(Secret.OAUTH_REFRESH_TOKEN)
    if given is None or not home.refresh_token.exists():
        return given
    first, _, latest = home.refresh_token.read_text("utf-8").partition("\n")
    return latest.strip() if first == given and latest.strip() else given


def keep(home: Home, given: str, rotated: str) -> None:
    """Keep a rotated refresh token beside the one that was given, readable by the desk alone."""
    part = home.refresh_token.with_suffix(".new")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{given}\n{rotated}\n")
        file.flush()
        reach("token.before_fsync")
        os.fsync(file.fileno())
        reach("token.after_fsync")
    reach("token.before_rename")
    part.replace(home.refresh_token)
    reach("token.after_rename")
