"""Secrets: read from the environment, or from a file the environment names; never from agency.toml, never shown."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from config.home import Home
from config.mistakes import SettingsError


class Secret(StrEnum):
    """A secret by the variable that holds it; `<NAME>_FILE` may name a file with it instead."""

    IMAP_PASSWORD = "DESK_IMAP_PASSWORD"  # noqa: S105 - the name of a variable
    IMAP_TOKEN = "DESK_IMAP_TOKEN"  # noqa: S105
    SMTP_PASSWORD = "DESK_SMTP_PASSWORD"  # noqa: S105
    SMTP_TOKEN = "DESK_SMTP_TOKEN"  # noqa: S105
    OAUTH_SECRET = "DESK_OAUTH_SECRET"  # noqa: S105
    OAUTH_REFRESH_TOKEN = "DESK_OAUTH_REFRESH_TOKEN"  # noqa: S105
    STORE_PASSWORD = "DESK_STORE_PASSWORD"  # noqa: S105
    BROKER_PASSWORD = "DESK_BROKER_PASSWORD"  # noqa: S105
    KEY = "DESK_KEY"


SECTION_SECRETS: Mapping[str, Mapping[str, Secret]] = {
    "oauth": {"password": Secret.OAUTH_SECRET, "token": Secret.OAUTH_REFRESH_TOKEN},
    "mailbox": {"password": Secret.IMAP_PASSWORD, "token": Secret.IMAP_TOKEN},
    "smtp": {"password": Secret.SMTP_PASSWORD, "token": Secret.SMTP_TOKEN},
    "store": {"password": Secret.STORE_PASSWORD, "token": Secret.STORE_PASSWORD},
    "broker": {"password": Secret.BROKER_PASSWORD, "token": Secret.BROKER_PASSWORD},
}


@dataclass(frozen=True, slots=True)
class Secrets:
    """The secrets of one environment, read anew at each use so that a renewed token file is seen."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    def find(self, secret: Secret) -> str | None:
        """Return a secret, or None where it is not named; raise `SettingsError` where its file cannot be read."""
        value, file = self.environ.get(secret), self.file(secret)
        if value and file:
            raise SettingsError(f"Both {secret} and {secret}_FILE are set; keep one of them.")
        return _content(secret, file) if file else value or None

    def need(self, secret: Secret) -> str:
        """Return a secret; raise `SettingsError` with one sentence where it is missing."""
        value = self.find(secret)
        if value is None:
            told = f"{secret} is not set; put the secret there, or the path of a file that holds it into {secret}_FILE."
            raise SettingsError(told)
        return value

    def file(self, secret: Secret) -> Path | None:
        """Return the file named for a secret, or None."""
        name = self.environ.get(f"{secret}_FILE")
        return Path(name) if name else None

    def key(self, home: Home) -> bytes:
        """Return the key that seals tokens: DESK_KEY, or the home's key file; `SettingsError` where there is none."""
        given = self.find(Secret.KEY)
        if given is not None:
            return given.encode()
        try:
            return home.key_file.read_bytes().strip()
        except OSError as error:
            told = f"{home.key_file} cannot be read ({error.strerror}); write one with: desk init {home.path}"
            raise SettingsError(told) from None

    def with_password(self, url: str, secret: Secret) -> str:
        """Return a server's URL with the password of `secret` in it, or as it is where there is none."""
        password = self.find(secret)
        parts = urlsplit(url)
        if password is None or "@" not in parts.netloc:
            return url
        user, _, host = parts.netloc.rpartition("@")
        return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}@{host}"))

    def warnings(self, home: Home) -> Iterator[str]:
        """Yield one sentence for each file with a secret that other users of this machine can read."""
        named = [self.file(secret) for secret in Secret]
        for file in [*filter(None, named), home.key_file]:
            if file.exists() and file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
                yield f"{file} holds a secret and other users can read it; run: chmod 600 {file}"


def _content(secret: Secret, file: Path) -> str:
    try:
        content = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise SettingsError(f"{file}, which {secret}_FILE names, cannot be read: {why}.") from None
    if not content:
        raise SettingsError(f"{file}, which {secret}_FILE names, is empty; write the secret into it.")
    return content
