"""IMAP on a real Dovecot: safe lines, logins, filing on servers of three strengths, and flags left alone."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.errors import MailboxError, MailboxRefusedError
from agent.inbox.mailbox.connection import Connection
from agent.inbox.mailbox.imap import ImapMailbox
from tests.inbox.mailboxes import imap, mail, settings
from tests.servers.certificates import Certificates, make
from tests.servers.dovecot import PASSWORD, WEAK, Dovecot, dovecot
from tests.servers.issuer import Issuer, issuer
from tests.servers.process import free_port

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def tokens() -> Iterator[Issuer]:
    with issuer() as running:
        yield running


@pytest.fixture(scope="module")
def oauth_dovecot(tokens: Issuer) -> Iterator[Dovecot]:
    with dovecot(introspect=tokens.url) as running:
        yield running


def _opens(mailbox: ImapMailbox) -> bool:
    mailbox.open()
    mailbox.close()
    return True


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_trusted_certificate_lets_us_in(dovecot: Dovecot, certificates: Certificates, security: str) -> None:
    port = dovecot.tls_port if security == "tls" else dovecot.port
    trusting = certificates.trusting()
    assert _opens(ImapMailbox(settings(port, dovecot.user(), security=security), lambda: PASSWORD, tls=trusting))


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_unknown_certificate_is_refused_before_any_password(dovecot: Dovecot, security: str) -> None:
    user, port = dovecot.user(), dovecot.tls_port if security == "tls" else dovecot.port
    with pytest.raises(MailboxRefusedError, match="cannot be trusted"):
        ImapMailbox(settings(port, user, security=security), lambda: PASSWORD).open()
    assert user not in dovecot.log()


def test_a_certificate_for_another_name_is_refused(dovecot: Dovecot, tmp_path: Path) -> None:
    other = make(tmp_path)
    with pytest.raises(MailboxRefusedError, match="cannot be trusted"):
        ImapMailbox(
            settings(dovecot.tls_port, dovecot.user(), security="tls"), lambda: PASSWORD, tls=other.trusting()
        ).open()


def test_without_starttls_on_offer_nothing_goes_over_the_open_line(weak_dovecot: Dovecot) -> None:
    user = weak_dovecot.user()
    with pytest.raises(MailboxRefusedError, match="offers no STARTTLS, so no password was sent"):
        ImapMailbox(settings(weak_dovecot.port, user, security="starttls"), lambda: PASSWORD).open()
    assert user not in weak_dovecot.log()


def test_a_port_that_does_not_speak_tls_is_a_failure_not_a_fallback(dovecot: Dovecot) -> None:
    with pytest.raises(MailboxError) as told:
        ImapMailbox(settings(dovecot.port, dovecot.user(), security="tls"), lambda: PASSWORD).open()
    assert isinstance(told.value.__cause__, ssl.SSLError)


def test_nobody_at_home_is_worth_a_retry() -> None:
    with pytest.raises(MailboxError, match="does not answer as an IMAP server") as told:
        ImapMailbox(settings(free_port(), "box@agency.example"), lambda: PASSWORD).open()
    assert told.value.retry_helps


def test_a_wrong_password_is_refused_in_one_sentence_that_hides_it(dovecot: Dovecot) -> None:
    with pytest.raises(MailboxRefusedError, match="refused the login") as told:
        ImapMailbox(settings(dovecot.port, dovecot.user()), lambda: "hunter2").open()
    assert "xoauth2" in str(told.value)
    assert "hunter2" not in str(told.value)


def test_a_password_with_accents_is_sent_as_it_is(dovecot: Dovecot) -> None:
    with pytest.raises(MailboxRefusedError, match="refused the login"):
        ImapMailbox(settings(dovecot.port, dovecot.user()), lambda: "pässwört").open()


def test_a_token_lets_us_in_and_an_expired_one_is_refused(oauth_dovecot: Dovecot, tokens: Issuer) -> None:
    user = oauth_dovecot.user()
    mailbox = ImapMailbox(settings(oauth_dovecot.port, user, auth="xoauth2"), lambda: "token-1")
    tokens.tokens["token-1"] = user
    assert _opens(mailbox)
    del tokens.tokens["token-1"]
    with pytest.raises(MailboxRefusedError, match="Get a fresh token"):
        mailbox.open()


def test_each_login_asks_for_the_secret_anew(oauth_dovecot: Dovecot, tokens: Issuer) -> None:
    user = oauth_dovecot.user()
    fresh = iter(("token-a", "token-b"))
    tokens.tokens["token-a"] = tokens.tokens["token-b"] = user
    mailbox = ImapMailbox(settings(oauth_dovecot.port, user, auth="xoauth2"), lambda: next(fresh))
    assert _opens(mailbox)
    assert _opens(mailbox)
    assert next(fresh, None) is None


def test_a_folder_that_is_not_there_is_for_a_person_to_settle(dovecot: Dovecot) -> None:
    with pytest.raises(MailboxRefusedError, match="cannot open the folder Requests"):
        imap(dovecot, dovecot.user(), folder="Requests").open()


def test_taking_in_sets_no_flag(dovecot: Dovecot) -> None:
    user = dovecot.user()
    dovecot.fill(user, [mail("one"), mail("two")])
    mailbox = imap(dovecot, user)
    mailbox.open()
    assert len(list(mailbox.fetch(mailbox.uids_after(0)))) == 2
    mailbox.find("<one@client.example>")
    mailbox.close()
    assert all("Seen" not in flags for flags in dovecot.flags(user))


def test_filing_moves_to_a_nested_folder_that_people_see(dovecot: Dovecot) -> None:
    user = dovecot.user()
    dovecot.fill(user, [mail("one"), mail("two")])
    mailbox = imap(dovecot, user)
    mailbox.open()
    mailbox.file(mailbox.uids_after(0), "Desk/Needs a person")
    mailbox.close()
    assert dovecot.subjects(user, "Desk/Needs a person") == ["one", "two"]
    with dovecot.session(user) as session:
        assert b"Desk/Needs a person" in b"".join(line for line in session.lsub()[1] if isinstance(line, bytes))


def test_without_move_the_mail_is_copied_and_only_it_is_expunged() -> None:
    with dovecot(separator=".", prefix="INBOX.", capability=f"{WEAK} UIDPLUS NAMESPACE") as server:
        user = server.user()
        server.fill(user, [mail("settled"), mail("deleted by a person")])
        with server.session(user) as session:
            session.store("2", "+FLAGS", "\\Deleted")
        mailbox = imap(server, user)
        mailbox.open()
        settled, deleted = mailbox.uids_after(0)
        mailbox.file([settled], "Desk/Done")
        assert mailbox.uids_after(0) == [deleted]
        mailbox.close()
        assert server.subjects(user, "INBOX.Desk.Done") == ["settled"]


def test_a_weak_server_gets_a_mark_instead_of_a_move(weak_dovecot: Dovecot) -> None:
    user = weak_dovecot.user()
    weak_dovecot.fill(user, [mail("settled"), mail("open")])
    mailbox = imap(weak_dovecot, user)
    mailbox.open()
    mailbox.file(mailbox.uids_after(0)[:1], "Desk/Done")
    mailbox.close()
    assert ["$DeskFiled" in flags for flags in weak_dovecot.flags(user)] == [True, False]


def test_where_filing_is_off_the_folder_is_opened_for_reading_only(dovecot: Dovecot) -> None:
    user = dovecot.user()
    dovecot.fill(user, [mail("one")])
    mailbox = imap(dovecot, user, file_mail=False)
    mailbox.open()
    mailbox.file(mailbox.uids_after(0), "Desk/Done")
    assert len(mailbox.uids_after(0)) == 1
    mailbox.close()


def test_a_letter_is_found_in_the_sent_folder_and_the_inbox_stays_open(dovecot: Dovecot) -> None:
    user = dovecot.user()
    dovecot.append(user, mail("sent", message_id="<desk.9@agency.example>"), folder="Sent")
    dovecot.append(user, mail("received"))
    mailbox = imap(dovecot, user)
    mailbox.open()
    assert mailbox.find("<desk.9@agency.example>")
    assert [m.raw for m in mailbox.fetch(mailbox.uids_after(0))] == [mail("received")]
    mailbox.close()


def test_a_thousand_uids_are_fetched_in_batches_and_in_order(dovecot: Dovecot) -> None:
    user = dovecot.user()
    dovecot.fill(user, [mail(f"m{n}") for n in range(1_000)])
    mailbox = imap(dovecot, user)
    mailbox.open()
    uids = mailbox.uids_after(0)
    assert [m.uid for m in mailbox.fetch(uids[::-1])] == uids
    mailbox.close()


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537, 65_536 + 4_000_000, 9_000_000])
def test_a_large_mail_comes_whole_in_pieces(dovecot: Dovecot, size: int) -> None:
    user = dovecot.user()
    for subject, length in (("before", 500), ("large", size), ("after", 500)):
        dovecot.append(user, mail(subject, length))
    mailbox = imap(dovecot, user)
    mailbox.open()
    got = [m.raw for m in mailbox.fetch(mailbox.uids_after(0))]
    assert got == [mail("before", 500), mail("large", size), mail("after", 500)]
    mailbox.close()


def test_a_mail_far_above_the_limit_is_not_pulled_in(dovecot: Dovecot) -> None:
    user = dovecot.user()
    dovecot.append(user, mail("huge", 5_000_000))
    mailbox = imap(dovecot, user, mail_bytes=1_000_000)
    mailbox.open()
    [huge] = mailbox.fetch(mailbox.uids_after(0))
    mailbox.close()
    assert (huge.oversize, b"Subject: huge" in huge.raw) == (5_000_000, True)
    assert max(session.sent for session in dovecot.traffic(user)) < 80_000


def test_a_command_that_takes_too_long_is_cut(dovecot: Dovecot) -> None:
    mailbox = imap(dovecot, dovecot.user())
    mailbox.open()
    connection = mailbox._connection
    assert isinstance(connection, Connection)
    connection._cut()
    with pytest.raises(MailboxError):
        mailbox.uids_after(0)
    mailbox.close()
