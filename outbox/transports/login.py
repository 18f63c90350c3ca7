"""Getting into an SMTP server: connect, encrypt, prove who we are; each failure named for what can mend it."""

from __future__ import annotations

import base64
import ipaddress
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from outbox.transports import HaltedError, TransportError, UnavailableError
from outbox.transports.replies import StrictSmtp, StrictSmtps


@dataclass(frozen=True, slots=True)
class Account:
    """Where letters are handed in and how; silence is borne for `timeout` seconds, after the dot for `dot_timeout`.

    RFC 5321, 4.5.3.2 asks for ten minutes after the dot. `echo` is an own address that gets a copy of each letter
    in the same transaction, or empty; `greeting` is the name given in EHLO.
    """

    host: str
    port: int
    security: Literal["tls", "starttls", "none"] = "starttls"
    auth: Literal["password", "xoauth2", "none"] = "none"
    user: str = ""
    echo: str = ""
    greeting: str = "[127.0.0.1]"
    timeout: float = 60
    dot_timeout: float = 600


def log_in(account: Account, secret: Callable[[], str], tls: ssl.SSLContext | None) -> smtplib.SMTP:
    """Return a session ready for MAIL; raises `UnavailableError` or `HaltedError`.

    Certificates are verified, and a password never goes out unencrypted but to this machine.
    """
    session: smtplib.SMTP | None = None
    try:
        session = _connect(account, tls)
        _greet(session)
        if account.security == "starttls":
            _encrypt(session, tls)
        if account.auth != "none":
            _authenticate(session, account, secret())
    except (TransportError, smtplib.SMTPException, OSError, ValueError) as error:
        if session is not None:
            session.close()
        raise _named(error, account) from error
    return session


def _connect(account: Account, tls: ssl.SSLContext | None) -> smtplib.SMTP:
    if account.security == "none" and account.auth != "none" and not _on_this_machine(account.host):
        raise HaltedError("tls", "a password is not sent unencrypted; set security to starttls or tls")
    where = (account.host, account.port, account.greeting)
    session: smtplib.SMTP
    if account.security == "tls":
        session = StrictSmtps(*where, timeout=account.timeout, context=tls or ssl.create_default_context())
    else:
        session = StrictSmtp(*where, timeout=account.timeout)
    if session.sock is not None:  # or the dot would wait for the acknowledgement of what went before it
        session.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return session


def _greet(session: smtplib.SMTP) -> None:
    _accepted(*session.ehlo(), kind="server")


def _encrypt(session: smtplib.SMTP, tls: ssl.SSLContext | None) -> None:
    if not session.has_extn("starttls"):
        raise HaltedError("tls", "the server offers no STARTTLS; nothing is sent unencrypted")
    code, text = session.starttls(context=tls or ssl.create_default_context())
    _accepted(code, text, kind="tls")
    _greet(session)


def _authenticate(session: smtplib.SMTP, account: Account, secret: str) -> None:
    offered = session.esmtp_features.get("auth", "").upper().split()
    if account.auth == "xoauth2":
        code, text = session.docmd("AUTH", f"XOAUTH2 {_xoauth2(account.user, secret)}")
        if code == 334:  # the server explains; an empty answer brings the verdict
            code, text = session.docmd("")
    elif "PLAIN" in offered:
        code, text = session.docmd("AUTH", f"PLAIN {_base64(f'{chr(0)}{account.user}{chr(0)}{secret}')}")
    elif "LOGIN" in offered:
        code, text = _login(session, account.user, secret)
    else:
        raise HaltedError("login", "the server offers neither AUTH PLAIN nor AUTH LOGIN")
    _accepted(code, text, kind="login")


def _login(session: smtplib.SMTP, user: str, secret: str) -> tuple[int, bytes]:
    code, text = session.docmd("AUTH", "LOGIN")
    for answer in (user, secret):
        if code == 334:
            code, text = session.docmd(_base64(answer))
    return code, text


def _xoauth2(user: str, token: str) -> str:
    return _base64(f"user={user}\1auth=Bearer {token}\1\1")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _accepted(code: int, text: bytes, kind: str) -> None:
    if 200 <= code < 300:
        return
    said = " ".join([str(code), *text.decode(errors="replace").split()])
    if 400 <= code < 500:
        raise UnavailableError(said)
    raise HaltedError(kind, said)


def _named(error: Exception, account: Account) -> TransportError:
    where = f"{account.host}:{account.port}"
    if isinstance(error, HaltedError):
        return HaltedError(error.kind, f"{where}: {error}")
    if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
        return HaltedError("tls", f"{where}: {error.reason or error}")
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500:
        said = error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return HaltedError("server", f"{where}: {error.smtp_code} {said}")
    return UnavailableError(f"{where}: {error}")


def _on_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
