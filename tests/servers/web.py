"""A real HTTP server on loopback that keeps what it was asked and answers with the code it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Web:
    """The server: `asked` holds (method, path, json body or None) of each request."""

    url: str = ""
    code: int = 200
    asked: list[tuple[str, str, Any]] = field(default_factory=list)

    def take(self) -> list[tuple[str, str, Any]]:
        """Return what was asked since the last call."""
        taken, self.asked = self.asked, []
        return taken


@contextmanager
def serving() -> Iterator[Web]:
    """Run the server while the block runs."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            web.asked.append((self.command, self.path, body))
            self.send_response(web.code)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST = _answer

        def log_message(self, *_args: object) -> None:
            """Keep the test's output free of requests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    web.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
