"""Where mail comes from: one protocol, an IMAP account or a Maildir behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail off the server; `received_at` is the server's INTERNALDATE (aware, UTC), not the mail's own Date.

    A mail above the limit is not pulled in: `oversize` tells its size in bytes and `raw` holds its header alone.
    """

    uid: int
    received_at: datetime
    raw: bytes
    oversize: int | None = None


def header_of(raw: bytes) -> bytes:
    """Return the header of a mail, or all of what is given where the header does not end in it."""
    ends = [at for at in (raw.find(b"\n\r\n"), raw.find(b"\n\n")) if at >= 0]
    return raw[: min(ends) + 1] if ends else raw


@dataclass(frozen=True, slots=True)
class FolderState:
    """What the server says of the folder when it is opened (RFC 9051, 2.3.1)."""

    uidvalidity: int
    uidnext: int
    exists: int


class Mailbox(Protocol):
    """A folder of mail; every call may raise `MailboxError`. Nothing here sets a mail's Seen flag."""

    account: str
    folder: str

    def open(self) -> FolderState:
        """Connect, log in and select the folder."""
        ...

    def uids_after(self, uid: int) -> list[int]:
        """Return the UIDs above `uid`, ascending, without asking about older mail."""
        ...

    def uids_since(self, day: datetime) -> list[int]:
        """Return the UIDs received on or after the day of `day`, ascending (the daily reconcile)."""
        ...

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched]:
        """Yield the mails that still exist among `uids`, in batches, with BODY.PEEK."""
        ...

    def find(self, message_id: str) -> bool:
        """Return whether a mail with this Message-ID is in this folder or in the account's sent folder."""
        ...

    def beside(self) -> list[str]:
        """Return the folders that are there and hold mail we filed or letters we sent, as the mailbox names them."""
        ...

    def file(self, uids: Sequence[int], folder: str) -> None:
        """Move `uids` to `folder`, making it when absent; a UID that is gone is no error."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait for news up to `seconds`; True when there may be new mail."""
        ...

    def close(self) -> None:
        """Log out; never raises."""
        ...
