"""Killed at any point of filing or delivering: the mail is somewhere, whole, and the next run finishes the work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.inbox.mailbox.maildir import MaildirMailbox, deliver
from tests.inbox.mailboxes import imap, mail, maildir_settings
from tests.servers.dovecot import WEAK, Dovecot, dovecot

_FILE_IMAP = """
import sys
from agent.inbox.mailbox.imap import ImapMailbox
from tests.inbox.mailboxes import settings
from tests.servers.dovecot import PASSWORD
mailbox = ImapMailbox(settings(int(sys.argv[1]), sys.argv[2]), lambda: PASSWORD)
mailbox.open()
mailbox.file(mailbox.uids_after(0), "Desk/Done")
"""
_MAILDIR = """
import sys
from pathlib import Path
from agent.inbox.mailbox.maildir import MaildirMailbox, deliver
from tests.inbox.mailboxes import mail, maildir_settings
deliver(Path(sys.argv[1]), mail("one"))
mailbox = MaildirMailbox(maildir_settings(Path(sys.argv[1])))
mailbox.open()
mailbox.file(mailbox.uids_after(0), "Desk/Done")
"""


def _killed_at(point: str, script: str, *arguments: str) -> None:
    environment = os.environ | {"DESK_FAILPOINT": point}
    done = subprocess.run([sys.executable, "-c", script, *arguments], env=environment, timeout=60)
    assert done.returncode == -signal.SIGKILL, f"{point} was never reached"


@pytest.mark.live
@pytest.mark.parametrize(
    "point", ["mailbox.before_create", "mailbox.after_create", "mailbox.before_move", "mailbox.after_move"]
)
def test_killed_while_moving_the_mail_is_in_one_place_and_the_next_run_finishes(dovecot: Dovecot, point: str) -> None:
    user = dovecot.user()
    dovecot.append(user, mail("one"))
    _killed_at(point, _FILE_IMAP, str(dovecot.port), user)
    mailbox = imap(dovecot, user)
    mailbox.open()
    left = mailbox.uids_after(0)
    assert len(left) == (0 if point == "mailbox.after_move" else 1)
    mailbox.file([1], "Desk/Done")
    mailbox.close()
    assert dovecot.subjects(user, "Desk/Done") == ["one"]


@pytest.fixture(scope="module")
def plain_dovecot() -> Iterator[Dovecot]:
    with dovecot(capability=f"{WEAK} UIDPLUS") as running:
        yield running


@pytest.mark.live
@pytest.mark.parametrize(
    ("point", "copies"),
    [
        ("mailbox.before_copy", 1),
        ("mailbox.after_copy", 2),  # the one window where filing doubles a mail: both copies are filed, none is lost
        ("imap.before_store", 2),
        ("imap.after_store", 2),
        ("mailbox.before_expunge", 2),
        ("mailbox.after_expunge", 1),
    ],
)
def test_killed_while_copying_no_mail_is_lost(plain_dovecot: Dovecot, point: str, copies: int) -> None:
    user = plain_dovecot.user()
    plain_dovecot.append(user, mail("one"))
    _killed_at(point, _FILE_IMAP, str(plain_dovecot.port), user)
    mailbox = imap(plain_dovecot, user)
    mailbox.open()
    mailbox.file([1], "Desk/Done")
    assert mailbox.uids_after(0) == []
    mailbox.close()
    assert plain_dovecot.subjects(user, "Desk/Done") == ["one"] * copies


@pytest.mark.parametrize(
    ("point", "delivered"),
    [
        ("maildir.before_write", False),
        ("maildir.before_rename", False),
        ("maildir.after_rename", True),
        ("maildir.after_fsync", True),
        ("maildir.before_numbering", True),
        ("maildir.after_numbering", True),
        ("mailbox.before_move", True),
        ("mailbox.after_move", True),
    ],
)
def test_killed_anywhere_a_maildir_stays_whole(tmp_path: Path, point: str, delivered: bool) -> None:
    _killed_at(point, _MAILDIR, str(tmp_path))
    if not delivered:
        deliver(tmp_path, mail("one"))
    mailbox = MaildirMailbox(maildir_settings(tmp_path))
    mailbox.open()
    mailbox.file(mailbox.uids_after(0), "Desk/Done")
    assert [p.read_bytes() for p in (tmp_path / ".Desk.Done" / "cur").iterdir()] == [mail("one")]
    assert mailbox.uids_after(0) == []
