"""What the tests of mailboxes share: settings for a server on loopback, and mails to put there."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

from agent.inbox.mailbox.imap import ImapMailbox
from config.settings import Mailbox as MailboxSettings
from tests.servers.dovecot import PASSWORD, Dovecot

MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)


def mail(subject: str, size: int = 0, message_id: str = "") -> bytes:
    """Return a small mail with `subject`, padded to about `size` bytes."""
    head = (
        f"From: sales@agency.example\r\nSubject: {subject}\r\nMessage-ID: {message_id or f'<{subject}@client.example>'}"
    )
    line = b"the quick brown fox jumps over the lazy dog and then some more words\r\n"
    return head.encode() + b"\r\n\r\n" + (line * (size // len(line) + 1))[: max(size - len(head) - 4, 8)]


def settings(port: int, user: str, **changed: object) -> MailboxSettings:
    """Return settings for an IMAP server on the loopback `port`, without TLS and with short waits."""
    plain: dict[str, object] = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "user": user,
        "timeout_seconds": 5,
        "idle_seconds": 5,
        "poll_seconds": 1,
    }
    return MailboxSettings.model_validate(plain | changed)


def imap(server: Dovecot, user: str, interrupt: threading.Event | None = None, **changed: object) -> ImapMailbox:
    """Return a mailbox of `user` on a real Dovecot."""
    return ImapMailbox(settings(server.port, user, **changed), lambda: PASSWORD, interrupt=interrupt)


def maildir_settings(path: Path, **changed: object) -> MailboxSettings:
    """Return settings for a Maildir at `path`, with short waits."""
    return MailboxSettings.model_validate({"kind": "maildir", "path": path, "idle_seconds": 5} | changed)
