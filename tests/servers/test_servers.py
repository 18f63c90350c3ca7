"""The servers of the tests come up, answer, and keep to this machine."""

from __future__ import annotations

import smtplib
import socket

import psycopg
import pytest

from tests.servers.certificates import Certificates
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.guard import OutsideError
from tests.servers.process import answers
from tests.servers.sink import ACCEPT_THEN_CLOSE, CLOSE, Sink, sink


def test_no_test_leaves_this_machine() -> None:
    with pytest.raises(OutsideError), socket.socket() as probe:
        probe.connect(("192.0.2.1", 25))
    with pytest.raises(OutsideError):
        socket.getaddrinfo("mail.agency.example", 25)


@pytest.mark.live
def test_dovecot_keeps_what_is_put_there_and_says_what_it_sent(dovecot: Dovecot) -> None:
    user = dovecot.user()
    dovecot.fill(user, [b"Subject: first\r\n\r\nx\r\n"])
    dovecot.append(user, b"Subject: second\r\n\r\nx\r\n")
    assert dovecot.subjects(user, "INBOX") == ["first", "second"]
    assert all(session.sent > 0 for session in dovecot.traffic(user))


@pytest.mark.live
def test_a_new_uidvalidity_is_seen_by_the_next_session(dovecot: Dovecot) -> None:
    user = dovecot.user()
    dovecot.append(user, b"Subject: first\r\n\r\nx\r\n")
    dovecot.set_uidvalidity(user, 4711)
    with dovecot.session(user) as session:
        assert session.response("UIDVALIDITY")[1] == [b"4711"]


@pytest.mark.live
def test_the_weak_dovecot_offers_next_to_nothing(weak_dovecot: Dovecot) -> None:
    with weak_dovecot.session(weak_dovecot.user()) as session:
        assert session.capability()[1] == [b"IMAP4rev1"]


def test_the_sink_journals_what_it_accepts_and_refuses_whom_it_is_told(smtp: Sink) -> None:
    smtp.refuse["b@client.example"] = "550 no such user"
    with smtplib.SMTP(smtp.host, smtp.port) as client:
        refused = client.sendmail(
            "a@agency.example", ["b@client.example", "c@client.example"], b"Subject: x\r\n\r\ny\r\n"
        )
    assert refused == {"b@client.example": (550, b"no such user")}
    assert [mail.recipients for mail in smtp.accepted] == [("c@client.example",)]


@pytest.mark.parametrize(("fault", "kept"), [(ACCEPT_THEN_CLOSE, 1), (CLOSE, 0)])
def test_the_sink_closes_after_the_dot_with_or_without_the_mail(smtp: Sink, fault: str, kept: int) -> None:
    smtp.at["dot"] = fault
    with pytest.raises(smtplib.SMTPServerDisconnected), smtplib.SMTP(smtp.host, smtp.port) as client:
        client.sendmail("a@agency.example", ["c@client.example"], b"Subject: x\r\n\r\ny\r\n")
    assert len(smtp.accepted) == kept


def test_the_sink_can_refuse_before_the_body_and_demand_a_login_over_starttls(certificates: Certificates) -> None:
    with (
        sink("desk", PASSWORD, starttls=certificates.serving()) as running,
        smtplib.SMTP(running.host, running.port) as client,
    ):
        client.starttls(context=certificates.trusting())
        client.login("desk", PASSWORD)
        running.at["data"] = "451 later"
        with pytest.raises(smtplib.SMTPDataError):
            client.sendmail("a@agency.example", ["c@client.example"], b"Subject: x\r\n\r\ny\r\n")
        assert running.logins == [("desk", True)]


@pytest.mark.live
def test_each_test_gets_an_empty_database(postgres: str) -> None:
    with psycopg.connect(postgres.replace("+psycopg", "")) as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


@pytest.mark.live
def test_redis_and_rabbitmq_answer(redis: str, rabbitmq: str) -> None:
    ports = [int(url.rpartition(":")[2].partition("/")[0]) for url in (redis, rabbitmq)]
    assert all(answers(port) for port in ports)
