"""The watcher's step on a Maildir and on a lying server: what it takes in, in which order, and what it never skips."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from agent.clock import monotonic
from agent.errors import MailboxError, StoreError
from agent.inbox.mailbox import Mailbox
from agent.inbox.mailbox.imap import ImapMailbox
from agent.inbox.mailbox.maildir import MaildirMailbox, deliver
from agent.inbox.watcher import KEEP_MAILS, Watcher
from config.settings import Mailbox as MailboxSettings
from tests.inbox.ledger import HandClock, MemoryLedger
from tests.inbox.mailboxes import mail, maildir_settings, settings
from tests.servers.imapliar import Liar, imapliar


@dataclass
class Desk:
    """A watcher with its ledger, its clock, and what it told the admin."""

    watcher: Watcher
    ledger: MemoryLedger
    clock: HandClock
    interrupt: threading.Event
    alarms: list[str] = field(default_factory=list)


def desk(mailbox: Mailbox, options: MailboxSettings, interrupt: threading.Event | None = None) -> Desk:
    clock, interrupt = HandClock(), interrupt or threading.Event()
    ledger, alarms = MemoryLedger(clock), list[str]()
    return Desk(Watcher(mailbox, ledger, options, clock, interrupt, alarms.append), ledger, clock, interrupt, alarms)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "Maildir"


@pytest.fixture
def local(root: Path) -> Desk:
    return _on_maildir(root)


def _on_maildir(root: Path, **changed: object) -> Desk:
    interrupt = threading.Event()
    options = maildir_settings(root, **changed)
    return desk(MaildirMailbox(options, interrupt=interrupt), options, interrupt)


def _put(root: Path, subject: str, at: datetime) -> None:
    os.utime(deliver(root, mail(subject)), (at.timestamp(), at.timestamp()))


def _on_liar(liar: Liar) -> Desk:
    options = settings(liar.port, "box@agency.example", timeout_seconds=1, first_start="all")
    return desk(ImapMailbox(options, lambda: "secret"), options)


@pytest.fixture
def liar() -> Iterator[Liar]:
    with imapliar(Liar()) as running:
        yield running


def test_the_first_start_takes_in_nothing_old(local: Desk, root: Path) -> None:
    _put(root, "old", local.clock.now() - timedelta(minutes=1))
    assert local.watcher.pass_once() == 0
    _put(root, "new", local.clock.now() + timedelta(minutes=1))
    assert local.watcher.pass_once() == 1
    assert local.ledger.subjects() == ["new"]


def test_told_so_the_first_start_takes_in_all(root: Path) -> None:
    local = _on_maildir(root, first_start="all")
    for subject in ("a", "b"):
        _put(root, subject, local.clock.now())
    assert local.watcher.pass_once() == 2
    assert local.watcher.pass_once() == 0


def test_a_restart_goes_on_where_the_ledger_stands(local: Desk, root: Path) -> None:
    local.watcher.pass_once()
    local.watcher.close()
    _put(root, "came while we were down", local.clock.now())
    assert local.watcher.pass_once() == 1


def test_many_mails_are_kept_in_commits_of_a_hundred(local: Desk, root: Path) -> None:
    local.watcher.pass_once()
    for number in range(2 * KEEP_MAILS + 5):
        _put(root, f"m{number}", local.clock.now())
    assert local.watcher.pass_once() == 2 * KEEP_MAILS + 5
    assert local.ledger.commits == [KEEP_MAILS, KEEP_MAILS, 5]


def test_an_interrupted_pass_ends_after_its_batch_and_the_next_one_goes_on(local: Desk, root: Path) -> None:
    local.watcher.pass_once()
    for number in range(3 * KEEP_MAILS):
        _put(root, f"m{number}", local.clock.now())
    local.interrupt.set()
    assert local.watcher.pass_once() == 2 * KEEP_MAILS
    local.interrupt.clear()
    assert local.watcher.pass_once() == KEEP_MAILS


def test_a_ledger_that_fails_loses_nothing(local: Desk, root: Path) -> None:
    local.watcher.pass_once()
    _put(root, "kept later", local.clock.now())
    local.ledger.full = True
    with pytest.raises(StoreError):
        local.watcher.pass_once()
    local.ledger.full = False
    local.watcher.close()
    assert local.watcher.pass_once() == 1


def test_mail_is_filed_after_it_is_settled_and_only_once(local: Desk, root: Path) -> None:
    local.watcher.pass_once()
    _put(root, "settled", local.clock.now())
    local.watcher.pass_once()
    local.ledger.settle = "Desk/Done"
    local.watcher.pass_once()
    assert len(list((root / ".Desk.Done" / "cur").iterdir())) == 1
    assert local.watcher.pass_once() == 0


def test_a_repeated_filing_after_a_crash_is_no_error(local: Desk, root: Path) -> None:
    local.watcher.pass_once()
    _put(root, "settled", local.clock.now())
    local.watcher.pass_once()
    local.ledger.settle = "Desk/Done"
    local.watcher.pass_once()
    local.ledger.done.clear()  # the move was made, the note of it was lost
    local.watcher.pass_once()
    assert len(list((root / ".Desk.Done" / "cur").iterdir())) == 1


def test_once_a_day_what_slipped_through_is_found(local: Desk, root: Path) -> None:
    local.watcher.pass_once()
    _put(root, "slipped", local.clock.now())
    local.watcher.pass_once()
    local.ledger.arrivals.clear()
    local.ledger.mails.clear()
    assert local.watcher.pass_once() == 0
    local.clock.time += timedelta(days=1)
    assert local.watcher.pass_once() == 1
    assert local.watcher.pass_once() == 0
    assert local.ledger.reconciles == 1


def test_the_daily_comparison_leaves_alone_what_came_before_the_first_start(local: Desk, root: Path) -> None:
    _put(root, "older", local.clock.now() - timedelta(hours=1))
    local.watcher.pass_once()
    local.clock.time += timedelta(days=1)
    assert local.watcher.pass_once() == 0
    assert local.ledger.subjects() == []


def test_a_removed_uid_list_is_a_new_uidvalidity_and_repeats_nothing(local: Desk, root: Path) -> None:
    local.watcher.pass_once()
    _put(root, "before", local.clock.now())
    local.watcher.pass_once()
    local.watcher.close()
    (root / ".desk-uids").unlink()
    _put(root, "meanwhile", local.clock.now())
    assert local.watcher.pass_once() == 1
    assert local.ledger.subjects() == ["before", "meanwhile"]


def test_a_withheld_mail_is_asked_for_again_told_once_and_taken_when_it_comes(liar: Liar) -> None:
    remote = _on_liar(liar)
    liar.withhold = {2}
    assert remote.watcher.pass_once() == 2
    assert sorted(uid for _, uid in remote.ledger.arrivals) == [1, 3]
    remote.watcher.pass_once()
    assert remote.ledger.withheld == [2]
    liar.withhold = set()
    remote.watcher.pass_once()
    assert sorted(uid for _, uid in remote.ledger.arrivals) == [1, 2, 3]
    remote.watcher.close()


def test_the_newest_mail_is_not_skipped_when_it_is_withheld_over_a_restart(liar: Liar) -> None:
    remote = _on_liar(liar)
    liar.withhold = {3}
    remote.watcher.pass_once()
    remote.watcher.close()
    liar.withhold = set()
    remote.watcher.pass_once()
    assert sorted(uid for _, uid in remote.ledger.arrivals) == [1, 2, 3]
    remote.watcher.close()


def test_a_mail_deleted_between_list_and_fetch_is_told_to_nobody(liar: Liar) -> None:
    remote = _on_liar(liar)
    liar.answer["UID SEARCH"] = [b"* SEARCH 1 2 3 4\r\n{tag} OK done\r\n"]
    remote.watcher.pass_once()
    assert sorted(uid for _, uid in remote.ledger.arrivals) == [1, 2, 3]
    assert remote.ledger.withheld == []
    remote.watcher.close()


def test_uids_that_go_down_are_told_and_their_mail_is_read(liar: Liar) -> None:
    remote = _on_liar(liar)
    liar.uids = [7, 8, 9]
    remote.watcher.pass_once()
    remote.watcher.close()
    liar.uids = [4]
    remote.watcher.pass_once()
    assert (7, 4) in remote.ledger.arrivals
    assert "a second time" in remote.alarms[0]
    remote.watcher.close()


def test_a_wait_that_returns_at_once_without_news_is_not_repeated_at_once(root: Path) -> None:
    options = maildir_settings(root)
    hasty = desk(_Hasty(options), options)
    began = monotonic()
    hasty.watcher.turn()
    assert monotonic() - began >= 0.9


class _Hasty(MaildirMailbox):
    def wait(self, seconds: float) -> bool:
        return False


def test_an_error_of_the_mailbox_leaves_the_step_at_once(liar: Liar) -> None:
    remote = _on_liar(liar)
    liar.answer["UID SEARCH"] = [b"* BYE\r\n"]
    with pytest.raises(MailboxError):
        remote.watcher.pass_once()
    remote.watcher.close()
    remote.watcher.pass_once()
    assert len(remote.ledger.arrivals) == 3
    remote.watcher.close()
