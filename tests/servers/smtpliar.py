"""An SMTP server that answers one step wrongly: with a code, with silence, by hanging up, or with babble."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

STEPS = ("banner", "ehlo", "auth", "mail", "rcpt", "data", "body", "dot")
CODES = (421, 450, 451, 452, 535, 550, 552, 554)
SILENCE, CLOSE, BABBLE = "silence", "close", "babble"
FAULTS = (*map(str, CODES), SILENCE, CLOSE, BABBLE)
_GOOD = {
    "banner": "220 liar",
    "auth": "235 ok",
    "mail": "250 ok",
    "rcpt": "250 ok",
    "data": "354 go on",
    "dot": "250 ok",
}
_EHLO = ("250-liar", "250-AUTH PLAIN LOGIN", "250 SIZE 100000000")


class _HangUpError(Exception):
    """The liar ends this connection."""


@dataclass(slots=True)
class Liar:
    """A running liar: at `step` it commits `fault`, else it is honest and keeps what it accepted."""

    port: int
    step: str = ""
    fault: str = ""
    pipelining: bool = False
    accepted: list[bytes] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # each AUTH command
    connections: int = 0
    _ended: threading.Event = field(default_factory=threading.Event)

    def serve(self, listener: socket.socket) -> None:
        """Take connections, one thread each, until the listener is closed."""
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as lines, contextlib.suppress(_HangUpError, OSError):
            self._answer(client, "banner")
            while line := lines.readline():
                verb = line[:4].upper().strip().decode(errors="replace").lower()
                if verb == "data":
                    self._take(client, lines)
                elif verb in ("rset", "quit"):
                    client.sendall(b"250 ok\r\n")
                else:
                    self.said += [line.decode().strip()] if verb == "auth" else []
                    self._answer(client, verb)

    def _take(self, client: socket.socket, lines: BinaryIO) -> None:
        if not self._answer(client, "data"):
            return
        if self.step == "body":
            lines.readline()
            self._answer(client, "body")
        content = b""
        while (line := lines.readline()) not in (b".\r\n", b""):
            content += line
        if self.step != "body" and line and self._answer(client, "dot"):
            self.accepted.append(content)

    def _answer(self, client: socket.socket, step: str) -> bool:
        """Say what belongs here, or commit the fault; True when the answer was honest."""
        if step != self.step:
            ehlo = "\r\n".join(("250-PIPELINING", *_EHLO[1:]) if self.pipelining else _EHLO)
            client.sendall((ehlo if step == "ehlo" else _GOOD[step]).encode() + b"\r\n")
            return True
        if self.fault == CLOSE:
            raise _HangUpError
        if self.fault == SILENCE:
            self._ended.wait()
            raise _HangUpError
        client.sendall(b"\x00 what? 25\r\n" if self.fault == BABBLE else f"{self.fault} no\r\n".encode())
        return False


@contextlib.contextmanager
def smtp_liar(step: str = "", fault: str = "") -> Iterator[Liar]:
    """Run a liar on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        liar = Liar(listener.getsockname()[1], step, fault)
        thread = threading.Thread(target=liar.serve, args=(listener,), daemon=True)
        thread.start()
        try:
            yield liar
        finally:
            liar._ended.set()
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
            thread.join(5)
