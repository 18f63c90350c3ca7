"""A scripted IMAP server on loopback that keeps to the protocol but where a test tells it to lie."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.servers.process import free_port


def body(uid: int) -> bytes:
    """Return the whole mail with this UID."""
    return f"Subject: mail {uid}\r\nMessage-ID: <liar{uid}@client.example>\r\n\r\nhello\r\n".encode()


@dataclass(slots=True)
class Liar:
    """A server with one folder. `answer[COMMAND]` replaces what it says to a command, raw, with {tag} filled in.

    COMMAND is the verb as sent (LOGIN, SELECT, UID SEARCH, UID FETCH, IDLE, ...); a list of answers is used up one
    by one, then the truth is told. `withhold` UIDs are listed but never delivered; `truncate` ones come cut short.
    """

    uids: list[int] = field(default_factory=lambda: [1, 2, 3])
    uidvalidity: int = 7
    uidnext: int | None = None
    capability: str = "IMAP4rev1 IDLE"
    greeting: bytes = b"* OK ready\r\n"
    answer: dict[str, list[bytes]] = field(default_factory=dict)
    withhold: set[int] = field(default_factory=set)
    truncate: set[int] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    connections: int = 0
    port: int = field(default_factory=free_port)

    def say(self, line: str) -> bytes:
        """Return the bytes for one command line; empty bytes close the connection."""
        tag, _, rest = line.partition(" ")
        words = rest.upper().split()
        verb = " ".join(words[:2]) if words[:1] == ["UID"] else (words or [""])[0]
        self.asked.append(f"{verb} {rest.partition(' ')[2]}".strip())
        if self.answer.get(verb):
            return self.answer[verb].pop(0).replace(b"{tag}", tag.encode())
        truth = self._truths().get(verb)
        told = truth(rest) if truth else b""
        return told + (b"" if verb == "IDLE" else f"{tag} OK done\r\n".encode())

    def _truths(self) -> dict[str, Callable[[str], bytes]]:
        return {
            "CAPABILITY": lambda _: f"* CAPABILITY {self.capability}\r\n".encode(),
            "SELECT": self._select,
            "EXAMINE": self._select,
            "UID SEARCH": self._search,
            "UID FETCH": self._fetch,
            "IDLE": lambda _: b"+ idling\r\n",
            "LOGOUT": lambda _: b"* BYE\r\n",
        }

    def _select(self, rest: str) -> bytes:
        uidnext = self.uidnext or max(self.uids, default=0) + 1
        return (
            f"* {len(self.uids)} EXISTS\r\n* OK [UIDVALIDITY {self.uidvalidity}] x\r\n"
            f"* OK [UIDNEXT {uidnext}] x\r\n* OK [PERMANENTFLAGS (\\Seen)] x\r\n"
        ).encode()

    def _search(self, rest: str) -> bytes:
        span = re.search(r"UID (\d+):(\d+|\*)", rest)
        first, last = (int(span[1]), span[2]) if span else (1, "*")
        hits = [uid for uid in self.uids if uid >= first and (last == "*" or uid <= int(last))]
        if last == "*":
            hits = hits or self.uids[-1:]  # as the standard has it: `N:*` names the last mail in any case
        return f"* SEARCH {' '.join(str(u) for u in hits)}".rstrip().encode() + b"\r\n"

    def _fetch(self, rest: str) -> bytes:
        wanted = {int(u) for u in rest.split()[2].split(",")}
        return b"".join(
            self._mail(number, uid, rest)
            for number, uid in enumerate(self.uids, 1)
            if uid in wanted and uid not in self.withhold
        )

    def _mail(self, number: int, uid: int, rest: str) -> bytes:
        raw = body(uid)[:5] if uid in self.truncate else body(uid)
        said = f'UID {uid} INTERNALDATE "02-Mar-2026 09:00:00 +0000" RFC822.SIZE {len(body(uid))}'
        return f"* {number} FETCH ({said} BODY[]<0> {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"


@contextlib.contextmanager
def imapliar(liar: Liar) -> Iterator[Liar]:
    """Run `liar` until the block ends; one thread for each connection."""
    listener = socket.create_server(("127.0.0.1", liar.port))
    listener.settimeout(0.05)
    ending = threading.Event()
    threads: list[threading.Thread] = []

    def serve(client: socket.socket) -> None:
        with contextlib.suppress(OSError), client, client.makefile("rb") as lines:
            client.sendall(liar.greeting)
            while not ending.is_set() and (line := lines.readline()):
                told = liar.say(line.decode("utf-8", "replace").strip())
                if not told:
                    return
                client.sendall(told)
                if told.startswith(b"* BYE"):
                    return

    def accept() -> None:
        while not ending.is_set():
            with contextlib.suppress(TimeoutError):
                client, _ = listener.accept()
                client.settimeout(30)
                liar.connections += 1
                clients.append(client)
                threads.append(threading.Thread(target=serve, args=(client,), daemon=True))
                threads[-1].start()

    clients: list[socket.socket] = []
    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield liar
    finally:
        ending.set()
        acceptor.join()
        for client in clients:
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(5)
        for client in clients:
            client.close()
        listener.close()
