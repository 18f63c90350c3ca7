"""`desk doctor` says in a line each what is there and what to do about what is not, and ends with 1 on a failure."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from agent.cli.checks import clock, disk, trust
from config.home import Home
from config.load import load
from config.settings import Settings
from tests.cli.desk import Said, desk, made_home
from tests.cli.worked import worked_home
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.process import free_port
from tests.servers.sink import sink


def _checks(said: Said) -> dict[str, dict[str, Any]]:
    return {check["name"]: check for check in map(json.loads, said.out.splitlines())}


def _imap_home(folder: Path, server: Dovecot, user: str) -> Path:
    """Make a home whose mailbox is a real one, in the clear on loopback."""
    settings = made_home(folder) / "agency.toml"
    text = re.sub(r'kind = "maildir"\npath = "mail"', 'kind = "imap"', settings.read_text(encoding="utf-8"))
    for old, new in (
        ('host = "imap.agency.example"', f'host = "{server.host}"'),
        ("port = 993", f"port = {server.port}"),
        ('security = "tls" ', 'security = "none" '),
        ('user = "desk@agency.example"', f'user = "{user}"'),
    ):
        text = text.replace(old, new, 1)
    settings.write_text(text, encoding="utf-8")
    return folder


def test_a_home_that_can_run_passes_with_a_line_for_each_check(tmp_path: Path) -> None:
    said = desk("doctor", "--home", made_home(tmp_path))
    assert said.code == 0, said.out
    for name in ("settings", "secrets", "templates", "LibreOffice", "OCR", "store", "mailbox", "SMTP", "clock", "disk"):
        assert re.search(rf"(?m)^(ok|note)\s+{name}\s", said.out), said.out


def test_settings_with_a_mistake_fail_with_its_line_and_the_rest_is_still_looked_at(tmp_path: Path) -> None:
    made_home(tmp_path)
    (tmp_path / "agency.toml").write_text("[agency\n", encoding="utf-8")
    said = desk("doctor", "--home", tmp_path, "--json")
    checks = _checks(said)
    assert said.code == 1
    assert "agency.toml, line 1: " in checks["settings"]["detail"]
    assert {"LibreOffice", "OCR", "disk"} <= checks.keys()


@pytest.mark.live
def test_a_real_mailbox_is_logged_in_to_and_left_as_it_was(tmp_path: Path, dovecot: Dovecot) -> None:
    user = dovecot.user()
    dovecot.append(user, b"From: a@b.example\r\nSubject: one\r\n\r\nhello\r\n")
    said = desk("doctor", "--json", "--home", _imap_home(tmp_path, dovecot, user), DESK_IMAP_PASSWORD=PASSWORD)
    assert _checks(said)["mailbox"]["ok"] is True, said.out
    assert "holds 1 mails" in _checks(said)["mailbox"]["detail"]
    assert "Seen" not in dovecot.flags(user)[0]


@pytest.mark.live
def test_a_refused_login_fails_and_says_what_to_do(tmp_path: Path, dovecot: Dovecot) -> None:
    home = _imap_home(tmp_path, dovecot, dovecot.user())
    said = desk("doctor", "--json", "--home", home, DESK_IMAP_PASSWORD="wrong")
    mailbox = _checks(said)["mailbox"]
    assert (said.code, mailbox["ok"]) == (1, False)
    assert "refused the login" in mailbox["detail"]
    assert "[mailbox]" in mailbox["advice"]


def test_a_missing_secret_is_named(tmp_path: Path) -> None:
    said = desk("doctor", "--json", "--home", _smtp_home(tmp_path, free_port()))
    assert said.code == 1
    assert "DESK_SMTP_PASSWORD is not set" in _checks(said)["secrets"]["detail"]


def _smtp_home(folder: Path, port: int) -> Path:
    """Make a home whose letters leave by a real SMTP server on loopback."""
    settings = made_home(folder) / "agency.toml"
    text = settings.read_text(encoding="utf-8").replace('kind = "folder"\npath = "letters"', 'kind = "smtp"')
    text = text.replace('"smtp.agency.example"', '"127.0.0.1"').replace("port = 587", f"port = {port}")
    settings.write_text(text.replace('security = "starttls" ', 'security = "none" '), encoding="utf-8")
    return folder


def test_the_smtp_server_is_logged_in_to_and_no_letter_is_begun(tmp_path: Path) -> None:
    with sink(user="desk@agency.example", password="right") as server:
        home = _smtp_home(tmp_path, server.port)
        good = desk("doctor", "--json", "--home", home, DESK_SMTP_PASSWORD="right")
        bad = desk("doctor", "--json", "--home", home, DESK_SMTP_PASSWORD="wrong")
        assert server.accepted == []
        assert [allowed for _, allowed in server.logins] == [True, False]
    assert (good.code, _checks(good)["SMTP"]["ok"]) == (0, True), good.out
    assert (bad.code, _checks(bad)["SMTP"]["ok"]) == (1, False)
    assert "[smtp]" in _checks(bad)["SMTP"]["advice"]


def test_a_server_that_is_not_there_fails(tmp_path: Path) -> None:
    said = desk("doctor", "--json", "--home", _smtp_home(tmp_path, free_port()), DESK_SMTP_PASSWORD="x")
    assert (said.code, _checks(said)["SMTP"]["ok"]) == (1, False)


def test_a_broker_that_is_not_there_fails(tmp_path: Path) -> None:
    settings = made_home(tmp_path) / "agency.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("[broker]", f'[broker]\nurl = "redis://127.0.0.1:{free_port()}"'), encoding="utf-8"
    )
    said = desk("doctor", "--json", "--home", tmp_path)
    assert (said.code, _checks(said)["broker"]["ok"]) == (1, False)


def test_a_key_that_others_can_read_is_worth_a_note(tmp_path: Path) -> None:
    home = made_home(tmp_path)
    (home / "desk.key").chmod(0o644)
    said = desk("doctor", "--home", home)
    assert said.code == 0
    assert re.search(r"(?m)^note  secrets\s+.*desk.key holds a secret and other users.*\n\s+-> run: ", said.out)


def test_what_waits_and_is_stuck_is_told_with_the_command_that_shows_it(tmp_path: Path) -> None:
    said = desk("doctor", "--json", "--home", worked_home(tmp_path / "home"))
    waiting = _checks(said)["waiting"]
    assert "mails for a person: 1; letters held: 1; last mail seen " in waiting["detail"]
    assert waiting["advice"] == "see: desk inbox list --state person and desk outbox list --phase held"


def test_a_damaged_store_fails(tmp_path: Path) -> None:
    home = made_home(tmp_path)
    (home / "desk.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    said = desk("doctor", "--json", "--home", home)
    assert (said.code, _checks(said)["store"]["ok"]) == (1, False)


def test_a_broken_template_is_named(tmp_path: Path) -> None:
    home = made_home(tmp_path)
    letter = home / "templates" / "email" / "kickoff" / "body.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text("Hello {{ nobody_knows }}\n", encoding="utf-8")
    said = desk("doctor", "--json", "--home", home)
    assert (said.code, _checks(said)["templates"]["ok"]) == (1, False)
    assert "nobody_knows" in _checks(said)["templates"]["detail"]


def test_a_clock_behind_the_mail_server_fails() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    behind = clock(now + timedelta(hours=1), now)
    assert (behind.ok, behind.detail) == (False, "this machine is 1:00:00 behind the mail server")
    assert clock(now + timedelta(seconds=30), now).ok is not False
    assert clock(None, now).detail.startswith("2026-11-23 09:00:00 UTC")


def test_the_room_left_is_told_for_a_home_that_is_not_there_yet(tmp_path: Path) -> None:
    assert f"free at {tmp_path}" in disk(Home(tmp_path / "not" / "yet")).detail


def test_settings_that_believe_nobody_are_worth_a_note(tmp_path: Path) -> None:
    settings: Settings = load(made_home(tmp_path))
    nobody = settings.model_copy(update={"trust": settings.trust.model_copy(update={"authserv_id": ""})})
    assert trust(nobody).ok is None
    assert "authserv_id" in trust(nobody).advice
