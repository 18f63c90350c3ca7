"""A real SMTP server on loopback that keeps a journal of what it accepted and fails where a test says so."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.process import free_port

SILENCE = "silence"  # say nothing until the client gives up
CLOSE = "close"  # close the connection instead of answering
ACCEPT_THEN_SILENCE = "accept then silence"  # at `dot` only: journal the mail, then say nothing
ACCEPT_THEN_CLOSE = "accept then close"  # at `dot` only: journal the mail, then close
OK = "250 OK"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One transaction the server took responsibility for."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


@dataclass(slots=True)
class Sink:
    """A running server. `refuse[address]` is its reply at RCPT; `at[step]` a reply or one of the faults above.

    Steps are ehlo, auth, mail, rcpt, data (before 354) and dot. `deliver` is called once for each recipient of a mail
    it accepted.
    """

    port: int
    user: str = ""
    password: str = ""
    refuse: dict[str, str] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)
    accepted: list[Accepted] = field(default_factory=list)
    logins: list[tuple[str, bool]] = field(default_factory=list)
    connections: int = 0
    deliver: Callable[[str, bytes], None] | None = None
    host: str = "127.0.0.1"
    _released: threading.Event = field(default_factory=threading.Event)

    def received_by(self, address: str) -> list[bytes]:
        """Return the mails accepted for `address`, in their order."""
        return [mail.raw for mail in self.accepted if address in mail.recipients]


class _Hooks:
    """What aiosmtpd asks at each step (its names, called in its thread)."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.sink.connections += 1
        session.host_name = hostname
        fault = await self._fault("ehlo", server)
        return [fault] if fault else responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sink.user and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if fault := await self._fault("mail", server):
            return fault
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return OK

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if fault := self.sink.refuse.get(address) or await self._fault("rcpt", server):
            return fault
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        kind = self.sink.at.get("dot", "")
        if kind and not kind.startswith("accept"):
            return await self._fault("dot", server)
        content = envelope.content
        raw = content if isinstance(content, bytes) else (content or "").encode()
        recipients = tuple(address for address in envelope.rcpt_tos if address)
        self.sink.accepted.append(Accepted(envelope.mail_from or "", recipients, raw))
        if self.sink.deliver is not None:
            for recipient in recipients:
                await asyncio.get_running_loop().run_in_executor(None, self.sink.deliver, recipient, raw)
        return await self._fault("dot", server) or "250 2.0.0 queued"

    async def _fault(self, step: str, server: SMTP) -> str:
        kind = self.sink.at.get(step, "")
        if kind.endswith(CLOSE) and server.transport is not None:
            server.transport.close()
            return "421 closing"
        if kind.endswith(SILENCE):
            while not self.sink._released.is_set():
                await asyncio.sleep(0.02)
            return "421 too late"
        return kind


class _Server(SMTP):
    """aiosmtpd's server with a fault before the 354, where it has no hook."""

    async def smtp_DATA(self, arg: str) -> None:
        hooks = self.event_handler
        assert isinstance(hooks, _Hooks)
        if fault := await hooks._fault("data", self):
            await self.push(fault)
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, **self.SMTP_kwargs)


@contextlib.contextmanager
def sink(
    user: str = "",
    password: str = "",
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    deliver: Callable[[str, bytes], None] | None = None,
) -> Iterator[Sink]:
    """Run a server; `user` makes it demand AUTH, `starttls` offer STARTTLS, `tls` speak TLS from the first byte."""
    running = Sink(free_port(), user, password, deliver=deliver)
    options: dict[str, Any] = {"data_size_limit": 100_000_000}
    if starttls is not None:
        options["tls_context"] = starttls
    if user:
        options |= {"authenticator": _authenticator(running), "auth_require_tls": starttls is not None}
    controller = _Controller(_Hooks(running), hostname="127.0.0.1", port=running.port, ssl_context=tls, **options)
    controller.start()
    try:
        yield running
    finally:
        running._released.set()
        controller.stop()


def _authenticator(running: Sink) -> Callable[..., AuthResult]:
    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        if fault := running.at.get("auth"):
            running.logins.append(("", False))
            return AuthResult(success=False, handled=False, message=fault)
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (
            running.user.encode(),
            running.password.encode(),
        )
        running.logins.append((data.login.decode() if isinstance(data, LoginPassword) else "", good))
        return AuthResult(success=good, handled=False)

    return check
