"""Letters as files in a Maildir: nothing is sent; for the demo, dry runs and homes without SMTP."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path

from config.failpoint import reach
from outbox.transports import DroppedError, Envelope, Reply, UnavailableError

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.@_-]{0,150}\Z")


class FolderTransport:
    """Writes each letter to `tmp`, then moves it to `new`. The name comes from the Message-ID: a repeat overwrites."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._message_id = ""

    def path_of(self, message_id: str) -> Path:
        """Return where the letter with this Message-ID lies or would lie."""
        inner = message_id.strip("<>")
        return self.path / "new" / f"{inner if _PLAIN.match(inner) else hashlib.sha256(inner.encode()).hexdigest()}.eml"

    def holds(self, message_id: str) -> bool:
        """Return whether the letter has arrived here; what settles a doubt about it."""
        return self.path_of(message_id).exists()

    @property
    def findable(self) -> bool:
        """What was written here can be looked for here."""
        return True

    def open(self) -> None:
        """Make the folders of a Maildir."""
        try:
            for name in ("tmp", "new", "cur"):
                (self.path / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnavailableError(f"letters cannot be kept in {self.path}: {error.strerror}") from error

    def begin(self, envelope: Envelope) -> None:
        """Choose the file."""
        self._message_id = envelope.message_id

    def feed(self, content: bytes) -> None:
        """Write the bytes and have them on the disk."""
        try:
            with self._half.open("wb") as file:
                file.write(content)
                file.flush()
                reach("folder.before_fsync")
                os.fsync(file.fileno())
                reach("folder.after_fsync")
        except OSError as error:
            raise DroppedError(f"the letter could not be written: {error.strerror}", before_dot=True) from error

    def finish(self) -> Reply:
        """Move the file in and have its name on the disk."""
        whole = self.path_of(self._message_id)
        self._place(whole)
        try:
            _sync_folder(whole.parent)
        except OSError as error:
            raise DroppedError(f"the folder could not be written: {error.strerror}", before_dot=False) from error
        return Reply(250, f"kept as {whole.name}")

    def abandon(self) -> None:
        """Take the half-written file away."""
        with contextlib.suppress(OSError):
            self._half.unlink(missing_ok=True)

    def close(self) -> None:
        """Do nothing."""

    @property
    def _half(self) -> Path:
        return self.path / "tmp" / self.path_of(self._message_id).name

    def _place(self, whole: Path) -> None:
        try:
            reach("folder.before_rename")
            self._half.rename(whole)
            reach("folder.after_rename")
        except OSError as error:
            raise DroppedError(f"the letter could not be moved in: {error.strerror}", before_dot=True) from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        reach("folder.before_sync")
        os.fsync(descriptor)
        reach("folder.after_sync")
    finally:
        os.close(descriptor)
