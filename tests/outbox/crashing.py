"""A sender in a process of its own, to be killed at a named point and looked at afterwards."""

from __future__ import annotations

import importlib
import multiprocessing
import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import config.failpoint
from agent.store.engine import make_engine, sqlite_url
from outbox.delivery import Delivery, Pace
from outbox.transports import Transport
from outbox.transports.folder import FolderTransport
from outbox.transports.login import Account
from outbox.transports.smtp import SmtpTransport
from tests.outbox.desk import DESK, NOW

_SPAWN = multiprocessing.get_context("forkserver")
_SPAWN.set_forkserver_preload([__name__])
KILLED = -9
LETTERS = 3
FAST = Pace(per_minute=1000, per_hour=1000, lease_seconds=30)


@dataclass(frozen=True)
class Sender:
    """A home in `folder` and its way out: an SMTP port, or a folder of letters when it is 0."""

    folder: Path
    port: int
    echo: bool

    def transport(self) -> Transport:
        """Return the way out."""
        if not self.port:
            return FolderTransport(self.folder / "letters")
        echo = DESK.email if self.echo else ""
        return SmtpTransport(Account("127.0.0.1", self.port, security="none", echo=echo, timeout=5, dot_timeout=5))

    def finds(self, message_id: str) -> bool:
        """Look for a letter where its copy would lie: among the echoes, or in the folder itself."""
        if not self.port:
            return FolderTransport(self.folder / "letters").holds(message_id)
        return any(message_id.encode() in file.read_bytes() for file in (self.folder / "echo").glob("*.eml"))

    def send_until(self, point: str, minutes: int = 0, letters: int = LETTERS) -> int | None:
        """Send and resolve doubts in a new process, `minutes` after NOW, and return its exit code."""
        process = _SPAWN.Process(target=_send, args=(self, point, minutes, letters))
        process.start()
        process.join(60)
        return process.exitcode


def _send(sender: Sender, point: str, minutes: int, letters: int) -> None:
    os.environ["DESK_FAILPOINT"] = point
    importlib.reload(config.failpoint)
    engine = make_engine(sqlite_url(sender.folder / "desk.db"))
    now = NOW + timedelta(minutes=minutes)
    delivery = Delivery(engine, sender.transport(), DESK.email, lambda: now, FAST)
    delivery.send_due(letters)
    delivery.resolve_doubts(sender.finds)
    delivery.send_due()
