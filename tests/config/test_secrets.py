"""Secrets come from the environment or a file it names, and are never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.home import Home
from config.mistakes import SettingsError
from config.secrets import Secret, Secrets


def _file(folder: Path, content: str, mode: int = 0o600) -> str:
    file = folder / "secret"
    file.write_text(content, encoding="utf-8")
    file.chmod(mode)
    return str(file)


def test_a_secret_is_read_from_its_variable() -> None:
    assert Secrets({"DESK_IMAP_PASSWORD": "s3cret"}).need(Secret.IMAP_PASSWORD) == "s3cret"


def test_a_secret_is_read_from_the_file_a_variable_names_without_its_line_end(tmp_path: Path) -> None:
    secrets = Secrets({"DESK_SMTP_TOKEN_FILE": _file(tmp_path, "abc\n")})
    assert secrets.need(Secret.SMTP_TOKEN) == "abc"


def test_a_token_file_is_read_anew_each_time(tmp_path: Path) -> None:
    secrets = Secrets({"DESK_IMAP_TOKEN_FILE": _file(tmp_path, "old")})
    assert secrets.need(Secret.IMAP_TOKEN) == "old"
    _file(tmp_path, "new")
    assert secrets.need(Secret.IMAP_TOKEN) == "new"


def test_a_missing_secret_is_one_sentence_when_it_is_needed() -> None:
    with pytest.raises(SettingsError, match=r"^DESK_SMTP_PASSWORD is not set; .* into DESK_SMTP_PASSWORD_FILE\.$"):
        Secrets({}).need(Secret.SMTP_PASSWORD)


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read: No such file"), ("", "is empty")])
def test_a_secret_file_that_cannot_be_used_is_named(tmp_path: Path, content: str | None, said: str) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_text(content)
    with pytest.raises(SettingsError, match=f"{file}, .*{said}|{file} .*{said}|{said}"):
        Secrets({"DESK_IMAP_TOKEN_FILE": str(file)}).find(Secret.IMAP_TOKEN)


def test_a_variable_and_a_file_for_one_secret_are_refused(tmp_path: Path) -> None:
    both = {"DESK_KEY": "a", "DESK_KEY_FILE": _file(tmp_path, "b")}
    with pytest.raises(SettingsError, match="Both DESK_KEY and DESK_KEY_FILE are set"):
        Secrets(both).find(Secret.KEY)


def test_secrets_are_not_shown() -> None:
    secrets = Secrets({"DESK_IMAP_PASSWORD": "s3cret"})
    assert "s3cret" not in repr(secrets) + str(secrets) + f"{secrets}"


def test_the_key_is_the_homes_unless_the_environment_gives_one(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.make()
    assert len(Secrets({}).key(home)) == 64
    assert Secrets({"DESK_KEY": "other"}).key(home) == b"other"


def test_a_home_without_a_key_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"desk\.key cannot be read .* desk init"):
        Secrets({}).key(Home(tmp_path))


def test_a_secret_file_others_can_read_is_a_warning(tmp_path: Path) -> None:
    file = _file(tmp_path, "abc", 0o644)
    assert list(Secrets({"DESK_KEY_FILE": file}).warnings(Home(tmp_path))) == [
        f"{file} holds a secret and other users can read it; run: chmod 600 {file}"
    ]


def test_a_server_address_gets_its_password_from_the_environment() -> None:
    secrets = Secrets({"DESK_STORE_PASSWORD": "p@ss/word"})
    assert secrets.with_password("postgresql://desk@db:5432/x", Secret.STORE_PASSWORD) == (
        "postgresql://desk:p%40ss%2Fword@db:5432/x"
    )
    assert secrets.with_password("redis://localhost", Secret.BROKER_PASSWORD) == "redis://localhost"
