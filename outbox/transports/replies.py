"""SMTP replies read strictly (RFC 5321, 4.2): whole lines, one code, an end; anything else is no reply at all."""

from __future__ import annotations

import re
import smtplib

_REPLY = re.compile(rb"([2-5][0-9][0-9])(?:([ -])([^\r\n]*))?\r?\n\Z")
_LINES = 100
_LINE_BYTES = 8192


class StrictSmtp(smtplib.SMTP):
    """smtplib's session with replies read strictly."""

    def getreply(self) -> tuple[int, bytes]:
        """Return code and text; raises `SMTPServerDisconnected` for silence, an end or babble, and hangs up."""
        return _read(self)


class StrictSmtps(smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""

    def getreply(self) -> tuple[int, bytes]:
        """Return code and text; raises `SMTPServerDisconnected` for silence, an end or babble, and hangs up."""
        return _read(self)


def _read(session: smtplib.SMTP) -> tuple[int, bytes]:
    codes: set[int] = set()
    texts: list[bytes] = []
    while len(texts) < _LINES:
        found = _REPLY.match(_line(session))
        if found is None:
            break
        codes.add(int(found[1]))
        texts.append(found[3] or b"")
        if found[2] != b"-" and len(codes) == 1:
            return codes.pop(), b"\n".join(texts)
    session.close()
    raise smtplib.SMTPServerDisconnected("the server did not speak SMTP")


def _line(session: smtplib.SMTP) -> bytes:
    if session.sock is None:
        raise smtplib.SMTPServerDisconnected("the connection is closed")
    try:
        if session.file is None:
            session.file = session.sock.makefile("rb")
        line = bytes(session.file.readline(_LINE_BYTES))
    except OSError as error:
        session.close()
        raise smtplib.SMTPServerDisconnected(f"the server fell silent ({error})") from error
    if not line:
        session.close()
        raise smtplib.SMTPServerDisconnected("the server closed the connection")
    return line
