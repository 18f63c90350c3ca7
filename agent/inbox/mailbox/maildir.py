"""A Maildir as a Mailbox: mail delivered by rename into `new`, filed by rename into folders of the Maildir++ kind."""

from __future__ import annotations

import os
import re
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from agent.clock import monotonic
from agent.errors import MailboxError
from agent.inbox.mailbox import Fetched, FolderState, header_of
from agent.inbox.mailbox.uidlist import UidList
from config import failpoint
from config.settings import Mailbox as MailboxSettings

_LOOK_SECONDS = 0.2
_HEADER_BYTES = 262_144
_MESSAGE_ID = re.compile(rb"^message-id:[ \t\r\n]*(<[^>\r\n]*>)", re.IGNORECASE | re.MULTILINE)


class MaildirMailbox:
    """The inbox of a Maildir; the mail's time is its file's. `interrupt`, when set, ends a `wait` early."""

    def __init__(self, settings: MailboxSettings, *, interrupt: threading.Event | None = None) -> None:
        if settings.path is None:
            raise ValueError("a maildir mailbox needs a path")
        self.account = settings.user or "maildir"
        self.folder = settings.folder
        self._settings = settings
        self._root = settings.path if settings.folder == "INBOX" else folder_of(settings.path, settings.folder)
        self._interrupt = interrupt or threading.Event()
        self._list: UidList | None = None
        self._files: dict[int, Path] = {}
        self._seen: tuple[int, ...] = ()

    def open(self) -> FolderState:
        """Make the directories where they are absent and number what is there."""
        with self._working("open"):
            for name in ("tmp", "new", "cur"):
                (self._root / name).mkdir(parents=True, exist_ok=True)
            self._list = UidList(self._root)
            self._look()
            return FolderState(self._list.uidvalidity, self._list.uidnext, len(self._files))

    def uids_after(self, uid: int) -> list[int]:
        """Return the UIDs above `uid`, ascending."""
        with self._working("list"):
            self._look()
            return sorted(known for known in self._files if known > uid)

    def uids_since(self, day: datetime) -> list[int]:
        """Return the UIDs received on or after the UTC day of `day`, ascending."""
        start = day.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
        with self._working("list"):
            self._look()
            return sorted(uid for uid, path in self._files.items() if _born(path) >= start)

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched]:
        """Yield the mails that still exist among `uids`, ascending; one above the limit with its header alone."""
        for uid in sorted(set(uids)):
            with self._working("read"):
                mail = self._read(uid) or self._read_again(uid)
            if mail is not None:
                yield mail

    def find(self, message_id: str) -> bool:
        """Return whether a mail with this Message-ID is here, where we filed it, or among what was sent."""
        wanted = message_id.encode("utf-8", "surrogateescape")
        with self._working("search"):
            folders = (self._root, self._folder(self._settings.done_folder), self._root / ".Sent")
            return any(_message_id(path) == wanted for folder in folders for path in _mails(folder))

    def beside(self) -> list[str]:
        """Return the folders that are there and hold mail we filed or letters we sent."""
        names = (self._settings.done_folder, self._settings.person_folder, "Sent")
        return [name for name in names if self._folder(name).is_dir()]

    def file(self, uids: Sequence[int], folder: str) -> None:
        """Move `uids` to `folder`, making it when absent; a UID that is gone is no error."""
        if not self._settings.file_mail:
            return
        with self._working("file"):
            target = self._folder(folder)
            for name in ("tmp", "new", "cur"):
                (target / name).mkdir(parents=True, exist_ok=True)
            for uid in sorted(set(uids)):
                self._move(uid, target)

    def wait(self, seconds: float) -> bool:
        """Look at the directories every 0.2 s for up to `seconds`; True when they changed since they were listed."""
        ends = monotonic() + seconds
        with self._working("watch"):
            while not (changed := self._stamp() != self._seen) and (left := ends - monotonic()) > 0:
                if self._interrupt.wait(min(left, _LOOK_SECONDS)):
                    break
            return changed

    def close(self) -> None:
        """Forget what was listed; never raises."""
        self._list, self._files, self._seen = None, {}, ()

    def _look(self) -> None:
        """List the directories again if they changed; a mail another program moves to `cur` keeps its UID."""
        if self._list is None:
            raise MailboxError(f"The mailbox at {self._root} is not open.")
        stamp = self._stamp()
        if stamp == self._seen:
            return
        found = sorted(_mails(self._root), key=lambda path: (_born(path), path.name))
        self._list.number([_unique(path) for path in found])
        self._files = {self._list.uids[_unique(path)]: path for path in found}
        self._seen = stamp

    def _stamp(self) -> tuple[int, ...]:
        """Return what changes when a mail comes: times may be equal within a tick, so the number in `new` counts."""
        times = tuple((self._root / name).stat().st_mtime_ns for name in ("new", "cur"))
        return (*times, len(os.listdir(self._root / "new")))

    def _read(self, uid: int) -> Fetched | None:
        path = self._files.get(uid)
        if path is None:
            return None
        try:
            stat = path.stat()
            with path.open("rb") as file:
                large = stat.st_size > self._settings.mail_bytes
                raw = header_of(file.read(_HEADER_BYTES)) if large else file.read()
        except FileNotFoundError:
            return None
        return Fetched(uid, datetime.fromtimestamp(stat.st_mtime, UTC), raw, stat.st_size if large else None)

    def _read_again(self, uid: int) -> Fetched | None:
        """Read a mail that another program may have moved to `cur`, or shown, since it was listed."""
        self._look()
        return self._read(uid)

    def _move(self, uid: int, target: Path) -> None:
        path = self._files.get(uid)
        if path is None:
            return
        name = path.name if ":2," in path.name else path.name + ":2,"
        failpoint.reach("mailbox.before_move")
        try:
            path.rename(target / "cur" / name)
        except FileNotFoundError:
            return
        failpoint.reach("mailbox.after_move")
        del self._files[uid]

    def _folder(self, name: str) -> Path:
        return folder_of(self._root, name)

    @contextmanager
    def _working(self, doing: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise MailboxError(f"Cannot {doing} the mailbox at {self._root}: {error.strerror or error}.") from error


def folder_of(root: Path, name: str) -> Path:
    """Return where the folder `name` (written with /) of a Maildir lies (Maildir++)."""
    return root / ("." + name.replace("/", "."))


def deliver(root: Path, raw: bytes) -> Path:
    """Put one mail into the Maildir at `root` as a mail server does: synced in `tmp`, renamed into `new`."""
    for name in ("tmp", "new", "cur"):
        (root / name).mkdir(parents=True, exist_ok=True)
    name = f"desk.{secrets.token_hex(12)}"
    failpoint.reach("maildir.before_write")
    with (root / "tmp" / name).open("xb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    failpoint.reach("maildir.before_rename")
    delivered = (root / "tmp" / name).rename(root / "new" / name)
    failpoint.reach("maildir.after_rename")
    handle = os.open(root / "new", os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    failpoint.reach("maildir.after_fsync")
    return delivered


def _mails(folder: Path) -> Iterator[Path]:
    for name in ("new", "cur"):
        if (folder / name).is_dir():
            with os.scandir(folder / name) as entries:
                names = [entry.name for entry in entries]
            yield from (folder / name / n for n in names if not n.startswith(".") and "\n" not in n)


def _unique(path: Path) -> str:
    """Return the part of a mail's file name that stays when its flags or its directory change."""
    return path.name.partition(":")[0]


def _born(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _message_id(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            found = _MESSAGE_ID.search(header_of(file.read(_HEADER_BYTES)))
    except FileNotFoundError:
        return b""
    return found[1] if found else b""
