"""A ledger in memory that keeps the watcher's contract, with its own identity of mail by bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from agent.errors import StoreError
from agent.inbox.mailbox import Fetched, FolderState
from agent.inbox.watcher import Cursor

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class HandClock:
    """A clock that stands still until a test moves it."""

    time: datetime = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


@dataclass
class MemoryLedger:
    """What was kept: `mails` once each by their bytes, `arrivals` once each by (uidvalidity, uid)."""

    clock: HandClock
    mails: list[bytes] = field(default_factory=list)
    arrivals: dict[tuple[int, int], bytes] = field(default_factory=dict)
    oversize: list[int] = field(default_factory=list)
    withheld: list[int] = field(default_factory=list)
    settle: str = ""  # the folder that kept mail is to be filed in
    done: set[tuple[int, int]] = field(default_factory=set)
    commits: list[int] = field(default_factory=list)
    reconciles: int = 0
    full: bool = False  # then nothing can be kept
    row: tuple[int, Cursor] | None = None

    def known_cursor(self, account: str, folder: str, state: FolderState, first_start: str) -> Cursor:
        now = self.clock.now()
        if self.row is None:
            new = first_start == "new"
            cursor = Cursor(state.uidnext - 1, now, now) if new else Cursor(0, EPOCH, now)
        elif self.row[0] != state.uidvalidity:
            cursor = replace(self.row[1], uid=state.uidnext - 1, reconciled_at=None)
        else:
            cursor = self.row[1]
        self.row = (state.uidvalidity, replace(cursor, uid=min(cursor.uid, state.uidnext - 1)))
        return cursor

    def keep(self, account: str, folder: str, uidvalidity: int, batch: Sequence[Fetched]) -> int:
        if self.full:
            raise StoreError("The disk is full.")
        fresh = [raw for raw in dict.fromkeys(m.raw for m in batch) if raw not in self.mails]
        self.mails += fresh
        self.arrivals |= {(uidvalidity, m.uid): m.raw for m in batch}
        self.oversize += [m.oversize for m in batch if m.oversize is not None]
        self.commits.append(len(batch))
        assert self.row is not None
        known = self.row[1]
        self.row = (uidvalidity, replace(known, uid=max(known.uid, batch[-1].uid)))
        return len(fresh)

    def unkept(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> list[int]:
        return [uid for uid in uids if (uidvalidity, uid) not in self.arrivals]

    def missing(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> None:
        self.withheld += uids

    def reconciled(self, account: str, folder: str, uidvalidity: int) -> None:
        assert self.row is not None
        self.row = (uidvalidity, replace(self.row[1], reconciled_at=self.clock.now()))
        self.reconciles += 1

    def to_file(self, account: str, folder: str, uidvalidity: int) -> list[tuple[list[int], str]]:
        uids = [uid for validity, uid in self.arrivals if validity == uidvalidity]
        left = [uid for uid in uids if (uidvalidity, uid) not in self.done]
        return [(left, self.settle)] if self.settle and left else []

    def filed(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int], target: str) -> None:
        self.done |= {(uidvalidity, uid) for uid in uids}

    def subjects(self) -> list[str]:
        """Return the subjects of the mails kept, in the order they came."""
        return [raw.partition(b"Subject: ")[2].partition(b"\r\n")[0].decode() for raw in self.mails]
