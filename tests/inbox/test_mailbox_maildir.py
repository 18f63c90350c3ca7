"""A Maildir as a mailbox: UIDs that survive crashes and other programs, and filing by rename."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agent.errors import MailboxError, MailboxRefusedError
from agent.inbox.mailbox.maildir import MaildirMailbox, deliver
from agent.inbox.mailbox.uidlist import NAME
from tests.inbox.mailboxes import mail, maildir_settings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "Maildir"


@pytest.fixture
def mailbox(root: Path) -> MaildirMailbox:
    return MaildirMailbox(maildir_settings(root))


def test_a_delivered_mail_lies_in_new_and_nothing_is_left_in_tmp(root: Path) -> None:
    path = deliver(root, mail("one"))
    assert path.parent == root / "new"
    assert path.read_bytes() == mail("one")
    assert list((root / "tmp").iterdir()) == []


def test_a_mail_another_program_has_shown_keeps_its_uid(mailbox: MaildirMailbox, root: Path) -> None:
    path = deliver(root, mail("one"))
    mailbox.open()
    before = mailbox.uids_after(0)
    path.rename(root / "cur" / (path.name + ":2,S"))
    assert mailbox.uids_after(0) == before
    assert [m.raw for m in mailbox.fetch(before)] == [mail("one")]


def test_a_mail_shown_between_list_and_fetch_is_read_where_it_lies_now(mailbox: MaildirMailbox, root: Path) -> None:
    path = deliver(root, mail("one"))
    mailbox.open()
    uids = mailbox.uids_after(0)
    path.rename(root / "cur" / (path.name + ":2,S"))
    assert [m.raw for m in mailbox.fetch(uids)] == [mail("one")]


def test_filing_keeps_the_flags_another_program_set(mailbox: MaildirMailbox, root: Path) -> None:
    path = deliver(root, mail("one"))
    path.rename(root / "cur" / (path.name + ":2,FS"))
    mailbox.open()
    mailbox.file(mailbox.uids_after(0), "Desk/Done")
    assert [p.name for p in (root / ".Desk.Done" / "cur").iterdir()] == [path.name + ":2,FS"]


def test_filing_an_unseen_mail_leaves_it_unseen(mailbox: MaildirMailbox, root: Path) -> None:
    path = deliver(root, mail("one"))
    mailbox.open()
    mailbox.file(mailbox.uids_after(0), "Desk/Done")
    assert [p.name for p in (root / ".Desk.Done" / "cur").iterdir()] == [path.name + ":2,"]


def test_a_line_torn_by_a_crash_is_dropped_and_its_mail_numbered_again(mailbox: MaildirMailbox, root: Path) -> None:
    deliver(root, mail("one"))
    before = mailbox.open()
    path = deliver(root, mail("two"))
    with (root / NAME).open("ab") as file:
        file.write(f"2 {path.name[:5]}".encode())
    mailbox.close()
    after = mailbox.open()
    assert (after.uidvalidity, after.uidnext) == (before.uidvalidity, 3)
    assert [m.raw for m in mailbox.fetch([2])] == [mail("two")]


def test_the_uid_of_a_deleted_mail_is_never_given_again(mailbox: MaildirMailbox, root: Path) -> None:
    mailbox.open()
    first = deliver(root, mail("first"))
    assert mailbox.uids_after(0) == [1]
    first.unlink()
    mailbox.close()
    mailbox.open()
    deliver(root, mail("second"))
    assert mailbox.uids_after(0) == [2]


def test_two_processes_agree_on_the_numbers(root: Path) -> None:
    one, two = MaildirMailbox(maildir_settings(root)), MaildirMailbox(maildir_settings(root))
    assert one.open().uidvalidity == two.open().uidvalidity
    for number in range(3):
        deliver(root, mail(f"m{number}"))
        assert one.uids_after(0) == two.uids_after(0)


def test_a_damaged_uid_list_is_told_in_one_sentence(mailbox: MaildirMailbox, root: Path) -> None:
    mailbox.open()
    mailbox.close()
    (root / NAME).write_text("who knows\n")
    with pytest.raises(MailboxRefusedError, match="is damaged; remove it"):
        mailbox.open()


def test_a_uid_list_cut_short_under_us_is_read_anew(mailbox: MaildirMailbox, root: Path) -> None:
    mailbox.open()
    os.truncate(root / NAME, 3)
    deliver(root, mail("one"))
    with pytest.raises(MailboxError, match="cut short"):
        mailbox.uids_after(0)


def test_a_folder_that_cannot_be_read_is_a_mailbox_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(MailboxError, match="Cannot open the mailbox"):
        MaildirMailbox(maildir_settings(tmp_path / "file")).open()


def test_hidden_and_impossible_names_are_no_mail(mailbox: MaildirMailbox, root: Path) -> None:
    deliver(root, mail("one"))
    (root / "new" / ".hidden").write_bytes(b"x")
    (root / "new" / "line\nbreak").write_bytes(b"x")
    mailbox.open()
    assert len(mailbox.uids_after(0)) == 1
