"""A server that lies, floods or hangs up costs a MailboxError within the time-out: never a hang, never a lost mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from agent.clock import monotonic
from agent.errors import MailboxError, MailboxRefusedError
from agent.inbox.mailbox.connection import advice
from agent.inbox.mailbox.imap import ImapMailbox
from tests.inbox.mailboxes import settings
from tests.servers.imapliar import Liar, body, imapliar

_FETCH = "UID FETCH"


@pytest.fixture
def liar() -> Iterator[Liar]:
    with imapliar(Liar()) as running:
        yield running


def _mailbox(liar: Liar, **changed: object) -> ImapMailbox:
    return ImapMailbox(settings(liar.port, "box@agency.example", timeout_seconds=1, **changed), lambda: "secret")


def _take(liar: Liar) -> list[int]:
    mailbox = _mailbox(liar)
    try:
        mailbox.open()
        return [mail.uid for mail in mailbox.fetch(mailbox.uids_after(0))]
    finally:
        mailbox.close()


def test_told_the_truth_all_is_taken_in(liar: Liar) -> None:
    assert _take(liar) == [1, 2, 3]


@pytest.mark.parametrize(
    "lie",
    [
        pytest.param(b"* 1 FETCH (UID 1 BODY[]<0> {4294967295}\r\n" + b"x" * 100, id="a literal of 4 GB"),
        pytest.param(b"* 1 FETCH (UID 1 BODY[]<0> {500}\r\nshort", id="silence within a literal"),
        pytest.param(
            b"* 1 FETCH (UID 1 BODY[]<0> {500}\r\nshort\r\n* BYE session ended\r\n", id="BYE within a literal"
        ),
        pytest.param(b"* OK " + b"x" * 2_000_000, id="an endless line"),
        pytest.param(b"* OK still here\r\n" * 500_000 + b"{tag} OK done\r\n", id="eight million bytes of chatter"),
        pytest.param(b"* 1 FETCH (UID 1 BODY[\r\n{tag} OK done\r\n", id="broken brackets"),
        pytest.param(b"* 1 FETCH (UID x RFC822.SIZE y)\r\n{tag} OK done\r\n", id="words for numbers"),
        pytest.param(b"* 1 FETCH " + b"(" * 5_000 + b"\r\n{tag} OK done\r\n", id="brackets without end"),
        pytest.param(b"* BYE Session invalidated - AccessTokenExpired\r\n", id="BYE"),
        pytest.param(b"{tag} NO try later\r\n", id="NO"),
        pytest.param(b"", id="nothing but a closed line"),
    ],
)
def test_a_lie_in_fetch_is_a_mailbox_error_in_time(liar: Liar, lie: bytes) -> None:
    liar.answer[_FETCH] = [lie]
    liar.uids = [1]
    began = monotonic()
    with pytest.raises(MailboxError):
        _take(liar)
    assert monotonic() - began < 8


@pytest.mark.parametrize("command", ["LOGIN", "SELECT", "UID SEARCH", "CAPABILITY"])
@pytest.mark.parametrize("lie", [b"", b"* BYE\r\n", b"{tag} BAD what\r\n", b"\x00\xff\r\n", b"* SEARCH one two\r\n"])
def test_a_lie_anywhere_else_is_a_mailbox_error_too(liar: Liar, command: str, lie: bytes) -> None:
    liar.answer[command] = [lie] * 5
    with pytest.raises(MailboxError):
        _take(liar)


def test_a_line_cut_during_login_is_no_refusal(liar: Liar) -> None:
    liar.answer["LOGIN"] = [b""]
    with pytest.raises(MailboxError) as told:
        _take(liar)
    assert not isinstance(told.value, MailboxRefusedError)


@pytest.mark.parametrize("code", [b"[UNAVAILABLE] down", b"[LIMIT] Too many connections", b"Temporary failure"])
def test_a_server_out_of_breath_at_login_is_no_refusal(liar: Liar, code: bytes) -> None:
    liar.answer["LOGIN"] = [b"{tag} NO " + code + b"\r\n"]
    with pytest.raises(MailboxError, match="just now") as told:
        _take(liar)
    assert not isinstance(told.value, MailboxRefusedError)


def test_a_server_that_takes_no_password_is_never_told_one(liar: Liar) -> None:
    liar.capability = "IMAP4rev1 LOGINDISABLED"
    with pytest.raises(MailboxRefusedError, match="takes no password"):
        _take(liar)
    assert not any(line.startswith("LOGIN ") for line in liar.asked)


def test_a_withheld_mail_is_left_out_and_the_others_come(liar: Liar) -> None:
    liar.withhold = {2}
    assert _take(liar) == [1, 3]


def test_a_body_far_too_short_is_asked_for_again(liar: Liar) -> None:
    liar.truncate = {2}
    assert _take(liar) == [1, 2, 3]
    bodies = [line for line in liar.asked if "BODY.PEEK[]" in line]
    assert [line.split()[3] for line in bodies] == ["1,2,3", "2"]


def test_a_folder_without_uidvalidity_cannot_be_watched(liar: Liar) -> None:
    liar.answer["SELECT"] = [b"* 1 EXISTS\r\n{tag} OK done\r\n"]
    with pytest.raises(MailboxRefusedError, match="no UIDVALIDITY"):
        _take(liar)


def test_an_impossible_internaldate_does_not_hide_the_mail(liar: Liar) -> None:
    head = b'* 1 FETCH (UID 1 INTERNALDATE "99-Foo-0000 77:00:00 +9999" BODY[]<0> {%d}\r\n' % len(body(1))
    liar.uids, liar.answer[_FETCH] = [1], [head + body(1) + b")\r\n{tag} OK done\r\n"]
    mailbox = _mailbox(liar)
    mailbox.open()
    [mail] = mailbox.fetch([1])
    assert (mail.raw, mail.received_at) == (body(1), datetime(1970, 1, 1, tzinfo=UTC))
    mailbox.close()


def test_a_notice_in_one_packet_with_the_start_of_idle_is_seen(liar: Liar) -> None:
    liar.answer["IDLE"] = [b"+ idling\r\n* 4 EXISTS\r\n"]
    liar.answer["DONE"] = [b"ignored"]
    mailbox = _mailbox(liar)
    mailbox.open()
    began = monotonic()
    with pytest.raises(MailboxError):  # this liar answers DONE with nonsense; the point is that we did not wait
        mailbox.wait(60)
    assert monotonic() - began < 8
    mailbox.close()


def test_a_server_that_closes_idle_at_once_is_an_error_not_silence(liar: Liar) -> None:
    liar.answer["IDLE"] = [b"+ idling\r\n* BYE tired\r\n"]
    mailbox = _mailbox(liar)
    mailbox.open()
    with pytest.raises(MailboxError):
        mailbox.wait(60)
    mailbox.close()


def test_a_very_long_range_is_searched_in_spans(liar: Liar) -> None:
    liar.uids, liar.uidnext = [5, 60_000, 120_000], 120_001
    assert _take(liar) == [5, 60_000, 120_000]
    searches = [line.split()[-1] for line in liar.asked if line.startswith("UID SEARCH")]
    assert searches == ["1:50000", "50001:100000", "100001:*"]


@pytest.mark.parametrize(
    ("host", "auth", "word"),
    [
        ("outlook.office365.com", "password", "Microsoft 365 no longer takes passwords"),
        ("imap.gmail.com", "password", "app password"),
        ("mail.agency.example", "password", "Check user and password"),
        ("outlook.office365.com", "xoauth2", "fresh token"),
    ],
)
def test_a_refused_login_comes_with_what_to_do(host: str, auth: str, word: str) -> None:
    assert word in advice(settings(993, "box@agency.example", host=host, auth=auth))
