"""The ways out, under one contract: a real SMTP server and a folder take the same letters the same way."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from outbox.transports import DroppedError, Envelope, HaltedError, RefusedError, Transport, UnavailableError
from outbox.transports.folder import FolderTransport
from outbox.transports.login import Account
from outbox.transports.smtp import SmtpTransport
from tests.servers.certificates import Certificates
from tests.servers.process import free_port
from tests.servers.sink import SILENCE, Sink, sink
from tests.servers.smtpliar import smtp_liar

CONTENT = b"Subject: x\r\n\r\nfirst\r\n.\r\n..two dots\r\n.hidden\r\nlast\r\n"


@dataclass
class Way:
    """A transport and what arrived by it."""

    transport: Transport
    arrived: Callable[[], list[bytes]]


@pytest.fixture(params=["smtp", "folder"])
def way(request: pytest.FixtureRequest, smtp: Sink, tmp_path: Path) -> Iterator[Way]:
    if request.param == "smtp":
        transport: Transport = SmtpTransport(_account(smtp.port))
        yield Way(transport, lambda: [mail.raw for mail in smtp.accepted])
    else:
        transport = FolderTransport(tmp_path / "letters")
        new = tmp_path / "letters" / "new"
        yield Way(transport, lambda: [file.read_bytes() for file in sorted(new.glob("*"))])
    transport.close()


def _account(port: int, **more: object) -> Account:
    return Account("127.0.0.1", port, **{"security": "none", "timeout": 2.0, "dot_timeout": 2.0, **more})  # type: ignore[arg-type]


def _if(wanted: bool, context: ssl.SSLContext) -> ssl.SSLContext | None:
    return context if wanted else None


def _envelope(name: str = "a", recipient: str = "ana@client.example") -> Envelope:
    return Envelope("desk@agency.example", recipient, f"<{name}.mac@agency.example>", len(CONTENT))


def _send(transport: Transport, envelope: Envelope, content: bytes = CONTENT) -> int:
    transport.begin(envelope)
    transport.feed(content)
    return transport.finish().code


def test_a_letter_arrives_byte_for_byte(way: Way) -> None:
    way.transport.open()
    assert _send(way.transport, _envelope()) == 250
    assert way.arrived() == [CONTENT]


def test_many_letters_go_over_one_opening(way: Way) -> None:
    way.transport.open()
    way.transport.open()
    for name in "abc":
        _send(way.transport, _envelope(name), CONTENT + name.encode() + b"\r\n")
    assert [raw[-3:] for raw in way.arrived()] == [b"a\r\n", b"b\r\n", b"c\r\n"]


def test_nothing_arrives_before_the_end_is_said(way: Way) -> None:
    way.transport.open()
    way.transport.begin(_envelope())
    way.transport.feed(CONTENT)
    way.transport.abandon()
    way.transport.open()
    _send(way.transport, _envelope("b"), b"second\r\n")
    assert way.arrived() == [b"second\r\n"]


def test_a_repeat_has_the_same_bytes(way: Way) -> None:
    way.transport.open()
    _send(way.transport, _envelope())
    _send(way.transport, _envelope())
    assert set(way.arrived()) == {CONTENT}


def test_closing_twice_is_no_trouble(way: Way) -> None:
    way.transport.open()
    way.transport.close()
    way.transport.close()
    way.transport.abandon()


def test_a_repeat_in_a_folder_is_one_file_that_settles_doubts(tmp_path: Path) -> None:
    transport = FolderTransport(tmp_path)
    transport.open()
    assert not transport.holds("<a.mac@agency.example>")
    _send(transport, _envelope())
    _send(transport, _envelope())
    assert transport.holds("<a.mac@agency.example>")
    assert len(list((tmp_path / "new").iterdir())) == 1
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_hostile_message_id_names_no_other_file(tmp_path: Path) -> None:
    assert FolderTransport(tmp_path).path_of("<../../etc/x@y>").parent == tmp_path / "new"


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UnavailableError, match="cannot be kept"):
        FolderTransport(tmp_path / "file" / "letters").open()


def test_a_copy_goes_to_the_desk_in_the_same_transaction(smtp: Sink) -> None:
    transport = SmtpTransport(_account(smtp.port, echo="desk@agency.example"))
    transport.open()
    _send(transport, _envelope())
    _send(transport, _envelope("b", "desk@agency.example"))
    transport.close()
    assert [m.recipients for m in smtp.accepted] == [
        ("ana@client.example", "desk@agency.example"),
        ("desk@agency.example",),
    ]


def test_a_refused_copy_does_not_fail_the_letter(smtp: Sink) -> None:
    smtp.refuse["desk@agency.example"] = "550 no copies"
    transport = SmtpTransport(_account(smtp.port, echo="desk@agency.example"))
    transport.open()
    assert _send(transport, _envelope()) == 250
    transport.close()
    assert smtp.accepted[0].recipients == ("ana@client.example",)


def test_a_server_with_pipelining_gets_the_commands_at_once() -> None:
    with smtp_liar() as liar:
        liar.pipelining = True
        transport = SmtpTransport(_account(liar.port, echo="desk@agency.example"))
        transport.open()
        assert [_send(transport, _envelope(name)) for name in "ab"] == [250, 250]
        transport.close()
    assert len(liar.accepted) == 2


def test_a_refused_recipient_leaves_the_connection_usable(smtp: Sink) -> None:
    smtp.refuse["gone@client.example"] = "550 5.1.1 no such user"
    transport = SmtpTransport(_account(smtp.port))
    transport.open()
    with pytest.raises(RefusedError, match="no such user") as refused:
        _send(transport, _envelope("a", "gone@client.example"))
    assert refused.value.permanent
    assert _send(transport, _envelope("b")) == 250
    transport.close()
    assert smtp.connections == 1


def test_silence_after_the_dot_is_told_from_silence_before_it(smtp: Sink) -> None:
    for step, before_dot in (("rcpt", True), ("dot", False)):
        smtp.at = {step: SILENCE}
        transport = SmtpTransport(_account(smtp.port, timeout=0.2, dot_timeout=0.2))
        transport.open()
        with pytest.raises(DroppedError) as dropped:
            _send(transport, _envelope())
        assert dropped.value.before_dot is before_dot


def test_the_server_is_given_longer_after_the_dot() -> None:
    with smtp_liar("dot", "silence") as liar:
        transport = SmtpTransport(_account(liar.port, timeout=0.1, dot_timeout=0.5))
        transport.open()
        with pytest.raises(DroppedError):
            _send(transport, _envelope())
        assert Account("smtp.example", 587).dot_timeout >= 600


def test_bare_line_ends_cannot_end_the_letter_early(smtp: Sink) -> None:
    transport = SmtpTransport(_account(smtp.port))
    transport.open()
    _send(transport, _envelope(), b"a\n.\nMAIL FROM:<evil@x.example>\r.\rb")
    transport.close()
    assert [m.raw for m in smtp.accepted] == [b"a\r\n.\r\nMAIL FROM:<evil@x.example>\r\n.\r\nb\r\n"]


def test_nobody_listening_is_unavailable() -> None:
    with pytest.raises(UnavailableError, match=r"127\.0\.0\.1"):
        SmtpTransport(_account(free_port())).open()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_password_goes_only_over_a_verified_connection(certificates: Certificates, security: str) -> None:
    serving = certificates.serving()
    with sink(
        "desk", "pa55", tls=_if(security == "tls", serving), starttls=_if(security == "starttls", serving)
    ) as server:
        account = _account(server.port, security=security, auth="password", user="desk")
        transport = SmtpTransport(account, lambda: "pa55", certificates.trusting())
        transport.open()
        assert _send(transport, _envelope()) == 250
        transport.close()
    assert server.logins == [("desk", True)]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_halts_before_the_login(certificates: Certificates, security: str) -> None:
    serving = certificates.serving()
    with sink(
        "desk", "pa55", tls=_if(security == "tls", serving), starttls=_if(security == "starttls", serving)
    ) as server:
        account = _account(server.port, security=security, auth="password", user="desk")
        with pytest.raises(HaltedError, match="CERTIFICATE") as halted:
            SmtpTransport(account, lambda: "pa55").open()
    assert (halted.value.kind, server.logins) == ("tls", [])


def test_a_stripped_starttls_halts_and_sends_nothing(smtp: Sink) -> None:
    with pytest.raises(HaltedError, match="no STARTTLS") as halted:
        SmtpTransport(_account(smtp.port, security="starttls")).open()
    assert halted.value.kind == "tls"


def test_a_password_is_never_sent_in_clear_to_another_machine() -> None:
    account = Account("smtp.agency.example", 25, security="none", auth="password", user="desk")
    with pytest.raises(HaltedError, match="not sent unencrypted"):
        SmtpTransport(account, lambda: "pa55").open()


def test_a_refused_login_halts_and_the_password_is_in_no_error() -> None:
    with sink("desk", "pa55") as server:
        account = _account(server.port, auth="password", user="desk")
        with pytest.raises(HaltedError, match="535") as halted:
            SmtpTransport(account, lambda: "wrong-pa55").open()
    assert halted.value.kind == "login"
    assert "wrong-pa55" not in str(halted.value)


def test_a_token_is_asked_for_at_each_login_and_sent_as_xoauth2() -> None:
    tokens = iter(["one", "two"])
    with smtp_liar() as liar:
        transport = SmtpTransport(_account(liar.port, auth="xoauth2", user="desk"), lambda: next(tokens))
        transport.open()
        transport.close()
        transport.open()
        transport.close()
    assert liar.said[0].startswith("AUTH XOAUTH2 ")
    assert base64.b64decode(liar.said[0].split()[2]) == b"user=desk\1auth=Bearer one\1\1"
    assert b"Bearer two" in base64.b64decode(liar.said[1].split()[2])
