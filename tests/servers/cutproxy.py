"""A TCP proxy on loopback that counts what the server sends and cuts the line after a given byte."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from tests.servers.process import free_port

Cut = Literal["fin", "rst", "hole"]


@dataclass(slots=True)
class CutProxy:
    """A line to `target`: after `cut_after` bytes from the server each connection ends by `cut`, or falls silent.

    `hole` passes nothing on any more, either way, and tells nobody. `cut_after` None lets everything through;
    `cut_now` cuts the connections that are open.
    """

    target: int
    port: int = field(default_factory=free_port)
    cut: Cut = "fin"
    cut_after: int | None = None
    connections: int = 0
    passed: int = 0  # bytes from the server, over all connections
    open: list[_Line] = field(default_factory=list)
    _ending: threading.Event = field(default_factory=threading.Event)

    def cut_now(self, cut: Cut) -> None:
        """Cut every open connection by `cut`."""
        for line in list(self.open):
            line.end(cut)


@dataclass(slots=True)
class _Line:
    proxy: CutProxy
    client: socket.socket
    server: socket.socket
    silent: bool = False

    def end(self, cut: Cut) -> None:
        if cut == "hole":
            self.silent = True
            return
        if cut == "rst":
            self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.client.close()
        for end in (self.client, self.server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def up(self) -> None:
        with contextlib.suppress(OSError):
            while data := self._from_client():
                if not self.silent:
                    self.server.sendall(data)
        self._close()

    def _from_client(self) -> bytes:
        """Read in short waits: a socket closed under a blocked read sends its RST only when that read returns."""
        while True:
            with contextlib.suppress(TimeoutError):
                return self.client.recv(65536)

    def down(self) -> None:
        left = self.proxy.cut_after
        with contextlib.suppress(OSError):
            while data := self.server.recv(65536):
                if self.silent:
                    continue
                part = data if left is None else data[:left]
                self.proxy.passed += len(part)
                self._to_client(part)
                if left is not None:
                    left -= len(part)
                    if left <= 0:
                        self.end(self.proxy.cut)
        if not self.silent:
            self._close()

    def _to_client(self, data: bytes) -> None:
        while data:
            with contextlib.suppress(TimeoutError):
                data = data[self.client.send(data) :]

    def _close(self) -> None:
        for end in (self.client, self.server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def cutproxy(target: int) -> Iterator[CutProxy]:
    """Run a proxy to the loopback port `target` until the block ends."""
    proxy = CutProxy(target)
    listener = socket.create_server(("127.0.0.1", proxy.port))
    listener.settimeout(0.05)
    threads: list[threading.Thread] = []

    def accept() -> None:
        while not proxy._ending.is_set():
            with contextlib.suppress(TimeoutError):
                client, _ = listener.accept()
                client.settimeout(0.05)
                proxy.connections += 1
                line = _Line(proxy, client, socket.create_connection(("127.0.0.1", target), 5))
                line.server.settimeout(None)
                for end in (line.client, line.server):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                proxy.open.append(line)
                for way in (line.up, line.down):
                    threads.append(threading.Thread(target=way, daemon=True))
                    threads[-1].start()

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield proxy
    finally:
        proxy._ending.set()
        acceptor.join()
        proxy.cut_now("fin")
        for thread in threads:
            thread.join(5)
        for line in proxy.open:
            line.client.close()
            line.server.close()
        listener.close()
