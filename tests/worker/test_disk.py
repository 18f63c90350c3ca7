"""The disk is full, or fails: nothing is half kept, mail stays on the server, the desk goes on or ends by itself."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.home import Home
from tests.conversation import sow_mail
from tests.samples import mails
from tests.samples.sow import part_signed_sow
from tests.servers.dovecot import Dovecot
from tests.servers.process import absent, need
from tests.servers.sink import Sink
from tests.worker.test_processes import home_on, running, until

pytestmark = pytest.mark.live


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 12 MB."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", place], capture_output=True, text=True)
    if made.returncode:
        absent("a full disk is tested on a mounted tmpfs, which this user may not mount; run it as root")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def _fill(place: Path) -> Path:
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    return ballast


def _kept(home: Home) -> list[tuple[str, int]]:
    store = sqlite3.connect(f"file:{home.database}?mode=ro", uri=True)
    try:
        return store.execute(
            "SELECT state, length(content) = mail.size FROM mail JOIN blob ON sha256 = raw_sha256"
        ).fetchall()
    finally:
        store.close()


def test_a_full_disk_stops_the_taking_in_and_room_starts_it_again(small: Path, dovecot: Dovecot, smtp: Sink) -> None:
    user = dovecot.user()
    home = home_on(small, dovecot, smtp, user, echo="false")
    raws = [mails.mail(subject=f"M{n}", text="x" * 90_000, message_id=f"<{n}@mail.agency.example>") for n in range(30)]
    with running(home, "run"):
        until(lambda: "mailbox.opened" in (home.path / "run.log").read_text(), home)
        ballast = _fill(small)
        for raw in [*raws, sow_mail(("SOW.docx", part_signed_sow()), message_id="<sow@mail.agency.example>")]:
            dovecot.append(user, raw)
        until(lambda: _refused(home, smtp), home)
        assert len(dovecot.subjects(user, "INBOX")) == 31
        ballast.unlink()
        until(lambda: len(_kept(home)) == 31 and "kept" not in {state for state, _ in _kept(home)}, home, 90)
        until(lambda: any(b"SOW" in raw for raw in smtp.received_by("sam@agency.example")), home, 90)
    assert all(whole for _, whole in _kept(home))


def _refused(home: Home, smtp: Sink) -> bool:
    """Return whether the desk has tried to take mail in and kept none of it."""
    return smtp.accepted == [] and _kept(home) == []


def test_a_sync_that_fails_ends_the_desk_with_the_reason_and_a_new_start_works(
    tmp_path: Path, dovecot: Dovecot, smtp: Sink
) -> None:
    need("strace", "strace")
    user = dovecot.user()
    home = home_on(tmp_path, dovecot, smtp, user, echo="false")
    dovecot.append(user, sow_mail(("SOW.docx", part_signed_sow())))
    with running(home, "run"):
        until(lambda: len(smtp.accepted) == 1, home)
    dovecot.append(user, sow_mail(("B.docx", part_signed_sow()), message_id="<b@mail.agency.example>", subject="B"))
    desk = [str(Path(sys.executable).with_name("desk")), "--home", str(home.path), "run"]
    injected = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=fdatasync:error=EIO:when=5+", *desk]
    environ = {**os.environ, "DESK_IMAP_PASSWORD": "secret"}
    ended = subprocess.run(injected, env=environ, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 1
    assert "the disk under the store failed (SQLITE_IOERR" in ended.stderr
    with running(home, "run"):
        until(lambda: (home.path / "run.log").read_text().count("mailbox.opened") == 2, home)
        until(lambda: {state for state, _ in _kept(home)} <= {"handled"} and len(_kept(home)) == 2, home, 150)
