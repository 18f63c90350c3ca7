"""SMTP, phase by phase (RFC 5321): smtplib knows the protocol, but not whether a letter can have left.

Its `sendmail` raises one error for silence before and after the dot, and none at all when one of two recipients is
refused; so the phases are driven here, and judged by code.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable, Sequence

from config.failpoint import reach
from outbox.addresses import on_wire
from outbox.transports import DroppedError, Envelope, HaltedError, RefusedError, Reply
from outbox.transports.login import Account, log_in

_WHO_WE_ARE = {530, 534, 535, 538}  # RFC 4954, 6: the login is the trouble, not the letter
_CLOSING = 421
_CHUNK = 1 << 16
_BARE_END = re.compile(rb"\r(?!\n)|(?<!\r)\n")


class SmtpTransport:
    """One connection to an SMTP server, reused from letter to letter."""

    def __init__(
        self, account: Account, secret: Callable[[], str] = lambda: "", tls: ssl.SSLContext | None = None
    ) -> None:
        """Take the account; `secret` is asked for the password or token at each login, `tls` replaces the system's."""
        self._account = account
        self._secret = secret
        self._tls = tls
        self._session: smtplib.SMTP | None = None
        self._echoed = False  # the server takes copies for us
        self._tail = b""
        self._begun = False  # a transaction that was not ended: RSET before the next

    @property
    def findable(self) -> bool:
        """Whether the last letter's copy to ourselves was accepted."""
        return self._echoed

    def open(self) -> None:
        """Connect, encrypt and log in, unless that is done."""
        if self._session is None:
            self._session = log_in(self._account, self._secret, self._tls)

    def begin(self, envelope: Envelope) -> None:
        """MAIL, RCPT, a second RCPT for the echo, DATA up to 354. A refused echo does not fail the letter."""
        if self._begun:
            self._reset()
        self._begun = True
        reach("smtp.before_mail")
        mail, recipient, *echo = self._say(self._commands(envelope))
        self._agree(mail)
        self._agree(recipient)
        if echo and echo[0].code == _CLOSING:
            self._agree(echo[0])
        self._echoed = bool(echo) and echo[0].code < 300
        reach("smtp.after_rcpt")
        self._agree(self._say(["DATA"])[0], wanted=3)
        reach("smtp.after_354")

    def feed(self, content: bytes) -> None:
        """Send the bytes with dots stuffed and every line end CRLF, so that nothing can be smuggled in.

        The last of them, all of a small letter, are kept to go together with the dot.
        """
        whole = content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
        data = content if whole else _BARE_END.sub(b"\r\n", content)
        data = data if data.endswith(b"\r\n") else data + b"\r\n"
        data = data.replace(b"\r\n.", b"\r\n..")
        data = b"." + data if data.startswith(b".") else data
        last = (len(data) - 1) // _CHUNK * _CHUNK
        self._send(data[:last], before_dot=True)
        self._tail = data[last:]

    def finish(self) -> Reply:
        """Send the dot and read the verdict."""
        reach("smtp.before_dot")
        self._send(self._tail + b".\r\n", before_dot=False)
        reach("smtp.after_dot")
        self._patience(self._account.dot_timeout)
        reply = self._read(before_dot=False)
        reach("smtp.after_reply")
        self._patience(self._account.timeout)
        self._begun = False
        self._agree(reply, before_dot=False)
        return reply

    def abandon(self) -> None:
        """Cut the connection: what was begun cannot arrive any more."""
        session, self._session, self._begun = self._session, None, False
        if session is not None:
            session.close()

    def close(self) -> None:
        """QUIT, where there is somebody to say it to."""
        if self._session is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._session.docmd("QUIT")
        self.abandon()

    def _reset(self) -> None:
        reply = self._say(["RSET"])[0]
        if reply.code >= 300:  # not this letter's fault: a new connection will do
            self.abandon()
            raise DroppedError(f"the server would not reset: {reply.code}", before_dot=True)

    def _commands(self, envelope: Envelope) -> list[str]:
        size = f" SIZE={envelope.size}" if self._live.has_extn("size") else ""
        commands = [f"MAIL FROM:<{on_wire(envelope.sender)}>{size}", f"RCPT TO:<{on_wire(envelope.recipient)}>"]
        if self._account.echo and self._account.echo.lower() != envelope.recipient.lower():
            commands.append(f"RCPT TO:<{on_wire(self._account.echo)}>")
        return commands

    def _say(self, commands: Sequence[str]) -> list[Reply]:
        if self._live.has_extn("pipelining"):  # RFC 2920
            self._send("".join(f"{line}\r\n" for line in commands).encode("ascii"), before_dot=True)
            return [self._read(before_dot=True) for _ in commands]
        replies = []
        for line in commands:
            self._send(f"{line}\r\n".encode("ascii"), before_dot=True)
            replies.append(self._read(before_dot=True))
            if replies[-1].code >= 300:
                break
        return replies + replies[-1:] * (2 - len(replies))

    def _agree(self, reply: Reply, wanted: int = 2, before_dot: bool = True) -> None:
        kind = reply.code // 100
        if kind == wanted:
            return
        if reply.code in _WHO_WE_ARE:
            raise HaltedError("login", f"{reply.code} {reply.text}")
        if reply.code == _CLOSING:
            self.abandon()
        if kind in (4, 5):
            raise RefusedError(reply.code, reply.text)
        self.abandon()
        raise DroppedError(f"the server answered {reply.code} out of turn", before_dot)

    def _send(self, data: bytes, before_dot: bool) -> None:
        try:
            for at in range(0, len(data), _CHUNK):  # the timeout is for each piece, whatever the size of the letter
                self._live.send(data[at : at + _CHUNK])
        except (smtplib.SMTPException, OSError) as error:
            self.abandon()
            raise DroppedError(str(error), before_dot) from error

    def _read(self, before_dot: bool) -> Reply:
        try:
            code, text = self._live.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.abandon()
            raise DroppedError(str(error), before_dot) from error
        return Reply(code, " ".join(text.decode(errors="replace").split())[:500])

    def _patience(self, seconds: float) -> None:
        if self._live.sock is not None:
            self._live.sock.settimeout(seconds)

    @property
    def _live(self) -> smtplib.SMTP:
        if self._session is None:
            raise DroppedError("the connection is not open", before_dot=True)
        return self._session
