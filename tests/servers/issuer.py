"""A stub token issuer on loopback: Dovecot asks it (RFC 7662) whether an XOAUTH2 token is good, and whose."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from tests.servers.process import free_port


class Issuer:
    """Which token belongs to whom just now; take one out and it is expired."""

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {}
        self.asked = 0
        self.user = ""  # whom a renewed token is for; "" refuses every renewal
        self.renewed = 0
        self.seconds = 3600
        self.port = free_port()

    @property
    def url(self) -> str:
        """Return where Dovecot asks."""
        return f"http://127.0.0.1:{self.port}/introspect"


@contextlib.contextmanager
def issuer() -> Iterator[Issuer]:
    """Run an issuer until the block ends."""
    book = Issuer()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            book.asked += 1
            form = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())
            if "grant_type" in form:
                self._renew()
                return
            user = book.tokens.get(form.get("token", [""])[0])
            body = json.dumps({"active": user is not None, "username": user or ""}).encode()
            self._say(200, body)

        def _renew(self) -> None:
            book.renewed += 1
            if not book.user:
                self._say(
                    400, json.dumps({"error": "invalid_grant", "error_description": "consent was withdrawn"}).encode()
                )
                return
            token = f"token-{book.renewed}"
            book.tokens = {token: book.user}
            given = {"access_token": token, "token_type": "Bearer", "expires_in": book.seconds}
            self._say(200, json.dumps(given | {"refresh_token": f"refresh-{book.renewed}"}).encode())

        def _say(self, code: int, body: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", book.port), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield book
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
