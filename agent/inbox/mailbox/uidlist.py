"""The UIDs of a Maildir, which has none of its own: a small file that only grows, kept beside `new` and `cur`.

First line: `desk-uids 1 <uidvalidity>`; then one line `<uid> <unique name>` for each mail ever seen, in UID order.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from agent.errors import MailboxError, MailboxRefusedError
from config import failpoint

NAME = ".desk-uids"
_HEAD = "desk-uids 1 "


class UidList:
    """Which UID each mail of a Maildir has; a UID once given is never given again under one UIDVALIDITY."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / NAME
        self.uidvalidity = 0
        self.uids: dict[str, int] = {}
        self._last = 0
        self._read_to = 0

    @property
    def uidnext(self) -> int:
        """Return the UID the next new mail will get."""
        return self._last + 1

    def number(self, names: Sequence[str]) -> None:
        """Give a UID to each of `names` that has none, in their order, durably."""
        with self._path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self._catch_up(file.fileno())
            fresh = [name for name in names if name not in self.uids]
            lines = [f"{self._last + number} {name}\n" for number, name in enumerate(fresh, 1)]
            if not self._read_to:
                self.uidvalidity = secrets.randbelow(2**31 - 1) + 1
                lines.insert(0, f"{_HEAD}{self.uidvalidity}\n")
            if lines:
                failpoint.reach("maildir.before_numbering")
                file.write("".join(lines).encode("utf-8", "surrogateescape"))
                file.flush()
                os.fsync(file.fileno())
                failpoint.reach("maildir.after_numbering")
                self._catch_up(file.fileno())

    def _catch_up(self, handle: int) -> None:
        """Read what this or another process has added; a last line without its end was torn by a crash."""
        size = os.fstat(handle).st_size
        if size < self._read_to:
            raise MailboxError(f"{self._path} was cut short by somebody else; it is read anew.")
        text = os.pread(handle, size - self._read_to, self._read_to)
        whole = text[: text.rfind(b"\n") + 1]
        if len(whole) < len(text):
            os.ftruncate(handle, self._read_to + len(whole))
        for line in whole.decode("utf-8", "surrogateescape").splitlines():
            self._take(line)
        self._read_to += len(whole)

    def _take(self, line: str) -> None:
        if not self.uidvalidity or line.startswith(_HEAD):
            head = line.removeprefix(_HEAD)
            if head == line or not head.isdigit():
                raise MailboxRefusedError(f"{self._path} is damaged; remove it, and the mail there is read again.")
            self.uidvalidity = int(head)
            return
        uid, _, name = line.partition(" ")
        if not uid.isdigit() or int(uid) <= self._last or not name:
            raise MailboxRefusedError(f"{self._path} is damaged; remove it, and the mail there is read again.")
        self.uids[name] = self._last = int(uid)
