"""One contract for every mailbox: a real Dovecot, a weak one, and a Maildir keep the same promises."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from os import utime
from pathlib import Path

import pytest

from agent.errors import MailboxError
from agent.inbox.mailbox import Mailbox
from agent.inbox.mailbox.maildir import MaildirMailbox, deliver
from config.settings import Mailbox as MailboxSettings
from tests.inbox.mailboxes import MARCH, imap, mail, maildir_settings
from tests.inbox.mailboxes import settings as imap_settings
from tests.servers.dovecot import Dovecot

_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Box:
    """A mailbox under test and the test's own hands on what lies behind it."""

    mailbox: Mailbox
    put: Callable[[bytes, datetime], None]
    interrupt: threading.Event
    moves: bool = True


def _imap_box(server: Dovecot, moves: bool = True) -> Box:
    user, interrupt = server.user(), threading.Event()
    limit = imap_settings(1, "x", mail_bytes=20_000).mail_bytes

    def put(raw: bytes, at: datetime) -> None:
        server.append(user, raw, at=at)

    return Box(imap(server, user, interrupt, mail_bytes=limit), put, interrupt, moves)


def _maildir_box(path: Path) -> Box:
    interrupt = threading.Event()
    settings: MailboxSettings = maildir_settings(path, mail_bytes=20_000)

    def put(raw: bytes, at: datetime) -> None:
        stamp = at.timestamp() + next(_NUMBERS) * 0.001
        utime(deliver(path, raw), (stamp, stamp))

    return Box(MaildirMailbox(settings, interrupt=interrupt), put, interrupt)


@pytest.fixture(
    params=[
        pytest.param("dovecot", marks=pytest.mark.live),
        pytest.param("weak dovecot", marks=pytest.mark.live),
        "maildir",
    ]
)
def box(request: pytest.FixtureRequest, tmp_path: Path) -> Box:
    if request.param == "maildir":
        return _maildir_box(tmp_path / "Maildir")
    server: Dovecot = request.getfixturevalue("dovecot" if request.param == "dovecot" else "weak_dovecot")
    return _imap_box(server, moves=request.param == "dovecot")


def test_new_mail_gets_ascending_uids_below_uidnext(box: Box) -> None:
    for subject in ("one", "two", "three"):
        box.put(mail(subject), MARCH)
    state = box.mailbox.open()
    uids = box.mailbox.uids_after(0)
    assert (state.exists, len(uids)) == (3, 3)
    assert uids == sorted(uids)
    assert uids[-1] == state.uidnext - 1
    box.mailbox.close()


def test_only_mail_above_the_cursor_is_listed(box: Box) -> None:
    box.put(mail("old"), MARCH)
    cursor = box.mailbox.open().uidnext - 1
    assert box.mailbox.uids_after(cursor) == []
    box.put(mail("new"), MARCH)
    box.mailbox.wait(1)
    [uid] = box.mailbox.uids_after(cursor)
    assert uid > cursor
    box.mailbox.close()


def test_the_bytes_come_as_they_were_delivered_with_the_time_of_arrival(box: Box) -> None:
    box.put(mail("exact", 5_000), MARCH)
    box.mailbox.open()
    [fetched] = box.mailbox.fetch(box.mailbox.uids_after(0))
    assert (fetched.raw, fetched.oversize) == (mail("exact", 5_000), None)
    assert fetched.received_at.replace(microsecond=0) == MARCH
    assert fetched.received_at.utcoffset() == timedelta(0)
    box.mailbox.close()


def test_a_mail_that_is_gone_is_left_out_of_what_is_fetched(box: Box) -> None:
    box.put(mail("here"), MARCH)
    box.mailbox.open()
    [uid] = box.mailbox.uids_after(0)
    assert [m.uid for m in box.mailbox.fetch([uid, uid + 1])] == [uid]
    box.mailbox.close()


def test_a_mail_above_the_limit_comes_as_its_header_alone(box: Box) -> None:
    for subject, size in (("before", 100), ("huge", 30_000), ("after", 100)):
        box.put(mail(subject, size), MARCH)
    box.mailbox.open()
    before, huge, after = box.mailbox.fetch(box.mailbox.uids_after(0))
    assert huge.oversize == len(mail("huge", 30_000))
    assert huge.raw.startswith(b"From: sales@agency.example")
    assert len(huge.raw) < 300
    assert (before.oversize, after.oversize) == (None, None)
    box.mailbox.close()


def test_the_daily_reconcile_lists_mail_since_a_day(box: Box) -> None:
    box.put(mail("january"), MARCH - timedelta(days=60))
    box.put(mail("march"), MARCH)
    box.mailbox.open()
    every = box.mailbox.uids_after(0)
    assert box.mailbox.uids_since(MARCH - timedelta(days=2)) == every[1:]
    box.mailbox.close()


def test_a_letter_is_found_by_its_message_id(box: Box) -> None:
    box.put(mail("echo", message_id="<desk.1@agency.example>"), MARCH)
    box.mailbox.open()
    assert box.mailbox.find("<desk.1@agency.example>")
    assert not box.mailbox.find("<desk.2@agency.example>")
    box.mailbox.close()


def test_a_letter_is_found_where_it_was_filed_too(box: Box) -> None:
    box.put(mail("echo", message_id="<desk.3@agency.example>"), MARCH)
    box.mailbox.open()
    box.mailbox.file(box.mailbox.uids_after(0), "Desk/Done")
    assert box.mailbox.find("<desk.3@agency.example>")
    assert not box.mailbox.find("<desk.4@agency.example>")
    box.mailbox.close()


def test_filed_mail_leaves_the_inbox_where_that_is_safe_and_a_gone_uid_is_no_error(box: Box) -> None:
    box.put(mail("settled"), MARCH)
    box.put(mail("open"), MARCH)
    box.mailbox.open()
    settled, still_open = box.mailbox.uids_after(0)
    box.mailbox.file([settled, 999], "Desk/Needs a person")
    box.mailbox.file([settled], "Desk/Needs a person")
    assert box.mailbox.uids_after(0) == ([still_open] if box.moves else [settled, still_open])
    box.mailbox.close()


def test_uids_and_uidvalidity_stay_over_sessions(box: Box) -> None:
    box.put(mail("one"), MARCH)
    before = box.mailbox.open()
    uids = box.mailbox.uids_after(0)
    box.mailbox.close()
    box.put(mail("two"), MARCH)
    after = box.mailbox.open()
    assert after.uidvalidity == before.uidvalidity
    assert box.mailbox.uids_after(0)[:1] == uids
    assert after.uidnext == before.uidnext + 1
    box.mailbox.close()


def test_waiting_ends_early_when_mail_comes(box: Box) -> None:
    box.mailbox.open()
    timer = threading.Timer(0.3, box.put, (mail("news"), MARCH))
    timer.start()
    assert box.mailbox.wait(5)
    timer.join()
    if not box.mailbox.uids_after(0):  # a server without IDLE is polled, and the poll came before the mail
        box.mailbox.wait(1)
    assert len(box.mailbox.uids_after(0)) == 1
    box.mailbox.close()


def test_waiting_ends_early_when_it_is_interrupted(box: Box) -> None:
    box.mailbox.open()
    box.interrupt.set()
    box.mailbox.wait(60)
    assert box.mailbox.uids_after(0) == []
    box.mailbox.close()


def test_a_closed_mailbox_says_so_and_can_be_closed_again(box: Box) -> None:
    box.mailbox.open()
    box.mailbox.close()
    box.mailbox.close()
    with pytest.raises(MailboxError, match="not open"):
        box.mailbox.uids_after(0)
