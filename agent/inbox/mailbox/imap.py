"""A folder of an IMAP account as a Mailbox: one connection, used from one thread, reopened by its owner."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from agent.errors import MailboxError, MailboxRefusedError
from agent.inbox.mailbox import Fetched, FolderState, filing, idle
from agent.inbox.mailbox.connection import Connection, connect, reason
from agent.inbox.mailbox.fetching import BATCH, chunks, fetch
from config.settings import Mailbox as MailboxSettings

_SPAN = 50_000  # UIDs asked about in one SEARCH: imaplib ends a line of a million bytes
_LARGEST_UID = 2**32 - 1


class ImapMailbox:
    """One folder of one account. `secret` is asked at each login; `interrupt`, when set, ends a `wait` early."""

    def __init__(
        self,
        settings: MailboxSettings,
        secret: Callable[[], str],
        *,
        tls: ssl.SSLContext | None = None,
        interrupt: threading.Event | None = None,
    ) -> None:
        self.account = settings.user
        self.folder = settings.folder
        self._settings = settings
        self._secret = secret
        self._tls = tls
        self._interrupt = interrupt or threading.Event()
        self._connection: Connection | None = None
        self._state = FolderState(0, 1, 0)
        self._keywords = False
        self._folders: dict[str, str] = {}

    def open(self) -> FolderState:
        """Connect, log in and select the folder; an open connection is closed first."""
        self.close()
        self._folders = {}
        self._connection = connect(self._settings, self._secret, self._tls)
        with self._connection.asking(f"open {self.folder}") as client:
            self._state = self._select(client)
        return self._state

    def uids_after(self, uid: int) -> list[int]:
        """Return the UIDs above `uid`, ascending, without asking about older mail."""
        return self._search(uid + 1, [])

    def uids_since(self, day: datetime) -> list[int]:
        """Return the UIDs received on or after the day of `day`, ascending."""
        return self._search(1, ["SINCE", day.date()])

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched]:
        """Yield the mails that still exist among `uids`, ascending, in batches, with BODY.PEEK."""
        return fetch(self._opened(), uids, self._settings.mail_bytes)

    def find(self, message_id: str) -> bool:
        """Return whether a mail with this Message-ID is in this folder, where we filed it, or in the sent folder."""
        criteria = ["HEADER", "Message-ID", message_id]
        with self._opened().asking("search for a letter") as client:
            if client.search(criteria):
                return True
            filed = filing.existing_folder(client, self._settings.done_folder)
            return any(
                self._elsewhere(client, name, criteria)
                for name in (client.find_special_folder(b"\\Sent"), filed)
                if name is not None
            )

    def beside(self) -> list[str]:
        """Return the folders that are there and hold mail we filed or letters we sent, as the server names them."""
        with self._opened().asking("list its folders") as client:
            filed = (self._settings.done_folder, self._settings.person_folder)
            names = [filing.existing_folder(client, name) for name in filed]
            return [name for name in (*names, client.find_special_folder(b"\\Sent")) if name is not None]

    def file(self, uids: Sequence[int], folder: str) -> None:
        """Move `uids` to `folder`, making it when absent; on a server without MOVE and UIDPLUS only mark them."""
        connection = self._opened()
        for chunk in chunks(sorted(set(uids)), BATCH):
            with connection.asking(f"file mail in {folder}") as client:
                self._file(client, chunk, folder)

    def wait(self, seconds: float) -> bool:
        """Wait for news up to `seconds`, in IDLE or, on a server without it, until the next poll is due."""
        connection = self._opened()
        if not connection.client.has_capability("IDLE"):
            self._interrupt.wait(min(seconds, self._settings.poll_seconds))
            with connection.asking("stay connected") as client:
                client.noop()
            return True
        with connection.asking("wait for mail", seconds=seconds) as client:
            return idle.turn(client, seconds, self._interrupt)

    def close(self) -> None:
        """Log out; never raises."""
        if self._connection is not None:
            self._connection.leave()
            self._connection = None

    def _opened(self) -> Connection:
        if self._connection is None:
            raise MailboxError(f"The mailbox at {self._settings.host} is not open.")
        return self._connection

    def _select(self, client: IMAPClient) -> FolderState:
        try:
            told = client.select_folder(self.folder, readonly=not self._settings.file_mail)
        except IMAPClientError as error:
            if isinstance(error, client.AbortError):
                raise
            text = reason(error)
            if "UNAVAILABLE" in text or "INUSE" in text or "SERVERBUG" in text:
                raise
            raise MailboxRefusedError(f"{self._settings.host} cannot open the folder {self.folder}: {text}.") from error
        if not told.get(b"UIDVALIDITY"):
            raise MailboxRefusedError(
                f"{self._settings.host} gives {self.folder} no UIDVALIDITY; it cannot be watched."
            )
        self._keywords = b"\\*" in told.get(b"PERMANENTFLAGS", ())
        uidnext = told.get(b"UIDNEXT") or max(client.search(["UID", "*"]), default=0) + 1
        return FolderState(int(told[b"UIDVALIDITY"]), int(uidnext), int(told.get(b"EXISTS", 0)))

    def _search(self, first: int, criteria: list[object]) -> list[int]:
        """Search UIDs from `first` on; a very long range in spans, so that no answer is one endless line."""
        found: set[int] = set()
        connection, start = self._opened(), first
        while self._state.uidnext - start > _SPAN:
            with connection.asking("list its mail") as client:
                found.update(client.search(["UID", f"{start}:{start + _SPAN - 1}", *criteria]))
            start += _SPAN
        with connection.asking("list its mail") as client:
            found.update(client.search(["UID", f"{start}:*", *criteria]))
        # `N:*` names the last mail even where its UID is below N (RFC 9051, 9).
        return sorted(uid for uid in found if first <= uid <= _LARGEST_UID)

    def _elsewhere(self, client: IMAPClient, folder: str, criteria: list[str]) -> bool:
        client.select_folder(folder, readonly=True)
        hits = client.search(criteria)
        if self._select(client).uidvalidity != self._state.uidvalidity:
            raise MailboxError(f"{self._settings.host} gave {self.folder} a new UIDVALIDITY meanwhile.")
        return bool(hits)

    def _file(self, client: IMAPClient, uids: Sequence[int], folder: str) -> None:
        if not self._settings.file_mail:
            return
        if client.has_capability("MOVE"):
            filing.move(client, uids, self._target(client, folder))
        elif client.has_capability("UIDPLUS"):
            filing.copy_away(client, uids, self._target(client, folder))
        elif self._keywords:
            filing.mark(client, uids)

    def _target(self, client: IMAPClient, folder: str) -> str:
        if folder not in self._folders:
            self._folders[folder] = filing.ensure_folder(client, folder)
        return self._folders[folder]
