"""`desk run --dry-run` and `desk restore` on a real IMAP server: what leaves is what should, and nothing before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.clock import SystemClock
from tests.cli.desk import desk
from tests.conversation import sow_mail
from tests.samples.sow import part_signed_sow, signed_sow
from tests.servers.dovecot import Dovecot
from tests.servers.sink import Sink
from tests.worker.test_processes import done_in, home_on, running, until

pytestmark = pytest.mark.live


def _letters(home: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in desk("outbox", "list", "--json", "--home", home).out.splitlines()]


def test_a_dry_run_prints_each_letter_and_touches_neither_server(tmp_path: Path, dovecot: Dovecot, smtp: Sink) -> None:
    user = dovecot.user()
    home = home_on(tmp_path, dovecot, smtp, user)
    dovecot.append(user, sow_mail(("SOW.docx", part_signed_sow())))
    with running(home, "run", "--dry-run"):
        until(lambda: "would send" in (home.path / "run.log").read_text(), home)
    (line,) = [line for line in (home.path / "run.log").read_text().splitlines() if "would send" in line]
    assert line.startswith("would send 1 to sam@agency.example: ")
    assert Path(line.rpartition("(")[2].rstrip(")")).is_file()
    assert smtp.connections == 0
    assert dovecot.flags(user) == ["1 (UID 1 FLAGS ())"] or len(dovecot.subjects(user, "INBOX")) == 1
    with running(home, "run"):
        until(lambda: done_in(dovecot, user) == ["Signed SOW"], home)
    assert smtp.accepted == []
    assert [letter["phase"] for letter in _letters(home.path)] == ["held"]


def test_a_restored_desk_compares_thaws_and_goes_on_by_itself(tmp_path: Path, dovecot: Dovecot, smtp: Sink) -> None:
    user, now = dovecot.user(), SystemClock().now()
    home = home_on(tmp_path, dovecot, smtp, user)
    smtp.deliver = lambda to, raw: dovecot.append(user, raw, at=now) if to == "desk@agency.example" else None
    with running(home, "run"):
        until(lambda: "mailbox.opened" in (home.path / "run.log").read_text(), home)
    backup = tmp_path / "backup.db"
    assert desk("backup", backup, "--home", home.path).code == 0
    dovecot.append(user, sow_mail(("SOW.docx", signed_sow())), at=now)
    with running(home, "run"):
        until(lambda: len(done_in(dovecot, user)) == 3, home)
    assert len(smtp.accepted) == 2
    restored = desk("restore", backup, "--home", home.path)
    assert (restored.code, "frozen" in restored.out) == (0, True), restored.err
    dovecot.append(
        user, sow_mail(("SOW.docx", part_signed_sow()), message_id="<late@mail.agency.example>"), at=SystemClock().now()
    )
    with running(home, "run"):
        until(lambda: len(smtp.accepted) == 3, home)
    assert "store.compared" in (home.path / "run.log").read_text()
    assert smtp.accepted[-1].recipients[0] == "sam@agency.example"
    assert len(_letters(home.path)) == 4  # receipt, kickoff, the client's held one, and the new answer
