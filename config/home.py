"""An agency's home: the one folder that holds an agency, and where each of its files lies."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

EXAMPLE = Path(__file__).with_name("agency.example.toml")


@dataclass(frozen=True, slots=True)
class Home:
    """The paths of one agency's home; nothing is read or made by naming them."""

    path: Path

    @property
    def settings_file(self) -> Path:
        """What the agency writes: agency.toml."""
        return self.path / "agency.toml"

    @property
    def templates(self) -> Path:
        """The agency's own letters and Word files, over the built-in ones."""
        return self.path / "templates"

    @property
    def database(self) -> Path:
        """All state, unless agency.toml names a database server."""
        return self.path / "desk.db"

    @property
    def exports(self) -> Path:
        """Copies made for people: backups, and documents asked for."""
        return self.path / "exports"

    @property
    def lock(self) -> Path:
        """What keeps a second process from the same SQLite store."""
        return self.path / "desk.lock"

    @property
    def key_file(self) -> Path:
        """The key that seals tokens, readable by its owner only."""
        return self.path / "desk.key"

    @property
    def refresh_token(self) -> Path:
        """The latest refresh token a provider gave in place of the first, readable by its owner only."""
        return self.path / "oauth.token"

    @property
    def error_log(self) -> Path:
        """Where the details of an unexpected error are kept."""
        return self.path / "desk-errors.log"

    def make(self) -> list[Path]:
        """Make the folders, a commented agency.toml and the key where they are absent; return what was made."""
        made = [folder for folder in (self.path, self.templates, self.exports) if not folder.exists()]
        for folder in made:
            folder.mkdir(mode=0o700, parents=True)
        if not self.settings_file.exists():
            self.settings_file.write_bytes(EXAMPLE.read_bytes())
            made.append(self.settings_file)
        if not self.key_file.exists():
            _write_key(self.key_file)
            made.append(self.key_file)
        return made


def find_home(given: Path | None, environ: Mapping[str, str] = os.environ) -> Home:
    """Return the home that --home names, else DESK_HOME, else the current folder."""
    named = given or environ.get("DESK_HOME")
    return Home(Path(named or ".").expanduser().resolve())


def _write_key(file: Path) -> None:
    """Write a fresh key that nobody else could read even for a moment."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(32) + "\n")
