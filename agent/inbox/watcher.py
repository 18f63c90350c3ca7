"""Watches one folder of mail: each new mail's bytes are kept, what is settled is filed, silence is not trusted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from agent.clock import Clock, monotonic
from agent.domain.moments import is_recent
from agent.inbox.mailbox import Fetched, FolderState, Mailbox
from config.settings import Mailbox as MailboxSettings

KEEP_MAILS = 100  # rows in one commit
KEEP_BYTES = 8_000_000
RECONCILE_EVERY = timedelta(days=1)
RECONCILE_OVER = timedelta(days=30)
_LEAST_WAIT = 1.0  # a wait that comes back sooner without news is not followed by another at once

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder was taken in: the highest UID kept or before the baseline, and the last whole comparison.

    Mail received before `baseline` is none of ours. `reconciled_at` is None when the folder must be compared now:
    after a change of UIDVALIDITY.
    """

    uid: int
    baseline: datetime
    reconciled_at: datetime | None


class Keeper(Protocol):
    """The ledger the watcher writes to; every call is one durable transaction."""

    def known_cursor(self, account: str, folder: str, state: FolderState, first_start: str) -> Cursor:
        """Return how far `folder` was taken in, and remember `state`.

        First sight with `first_start` "new": uid is uidnext - 1, baseline and reconciled_at are now. With "all": uid
        0, the epoch, and now. Another UIDVALIDITY than before: uid is uidnext - 1 and reconciled_at None, the baseline
        stays, so that what came since is read again and known by its bytes. The same UIDVALIDITY with a uidnext at or
        below the cursor: return the cursor as it was and remember uidnext - 1.
        """
        ...

    def keep(self, account: str, folder: str, uidvalidity: int, batch: Sequence[Fetched]) -> int:
        """Keep the raw bytes of `batch` and raise the cursor to its highest UID; return the number of mails new to us.

        A UID that is known is no new arrival, unless its bytes differ: then the server has given it twice.
        """
        ...

    def unkept(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> list[int]:
        """Return those of `uids` that were never kept."""
        ...

    def missing(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> None:
        """Tell a person that the server lists `uids` but, asked twice, does not deliver them; it may repeat."""
        ...

    def reconciled(self, account: str, folder: str, uidvalidity: int) -> None:
        """Note that everything the server lists has been compared with what was kept, just now."""
        ...

    def to_file(self, account: str, folder: str, uidvalidity: int) -> list[tuple[list[int], str]]:
        """Return (UIDs, folder to move them to) of mails that are settled and still lie where they came in."""
        ...

    def filed(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int], target: str) -> None:
        """Note that `uids` were moved to `target`."""
        ...


class Watcher:
    """One folder and its ledger. `turn` is the step; `agent/inbox/watching.py` repeats it.

    `interrupt` is the event that ends the mailbox's `wait` early; give the mailbox the same one. `alarm` takes one
    sentence for the admin.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        keeper: Keeper,
        settings: MailboxSettings,
        clock: Clock,
        interrupt: threading.Event,
        alarm: Callable[[str], None],
    ) -> None:
        self._mailbox, self._keeper, self._settings = mailbox, keeper, settings
        self._clock, self._interrupt, self._alarm = clock, interrupt, alarm
        self._state: FolderState | None = None
        self._cursor = 0
        self._baseline = clock.now()
        self._reconciled_at: datetime | None = None
        self._reused = False
        self._owed: set[int] = set()  # listed by the server, not delivered
        self._older: set[int] = set()  # found to be from before the baseline, so not fetched again

    @property
    def is_open(self) -> bool:
        """Return whether a session with the mailbox is open."""
        return self._state is not None

    def turn(self) -> int:
        """Take in what is new, then wait for news; return the number of mails new to us."""
        new = self.pass_once()
        began = monotonic()
        if not self._mailbox.wait(self._settings.idle_seconds) and monotonic() - began < _LEAST_WAIT:
            self._interrupt.wait(_LEAST_WAIT)
        return new

    def pass_once(self) -> int:
        """Keep what came since the last pass and file what is settled; return the number of mails new to us."""
        state = self._state or self._open()
        new = self._take_in(state, sorted({*self._mailbox.uids_after(self._cursor), *self._owed}))
        if self._is_due():
            new += self.reconcile()
        self.file_settled()
        return new

    def reconcile(self) -> int:
        """Compare what the server lists over the last 30 days with what was kept, and take in what is absent."""
        state = self._state or self._open()
        since = min(self._baseline, self._clock.now())  # the clock may have been ahead at the first start
        if self._reconciled_at is not None:
            since = max(since, self._reconciled_at - RECONCILE_OVER)
        # A day earlier, for the server counts days by its own clock.
        listed = self._mailbox.uids_since(since - timedelta(days=1))
        unkept = listed if self._reused else self._keeper.unkept(*self._where(state), listed)
        wanted = [uid for uid in unkept if uid not in self._older]
        new = self._take_in(state, wanted, since)
        if self._interrupt.is_set():
            return new  # perhaps not through yet: it is due again at the next step
        self._keeper.reconciled(*self._where(state))
        self._reconciled_at, self._reused = self._clock.now(), False
        _log.info("mailbox.reconciled", listed=len(listed), wanted=len(wanted), new=new)
        return new

    def file_settled(self) -> None:
        """Move settled mail to the folders the ledger names; a crash in between only repeats the move."""
        state = self._state or self._open()
        for uids, target in self._keeper.to_file(*self._where(state)):
            self._mailbox.file(uids, target)
            self._keeper.filed(*self._where(state), uids, target)

    def close(self) -> None:
        """End the session; the next step opens another."""
        self._state = None
        self._mailbox.close()

    def _open(self) -> FolderState:
        state = self._mailbox.open()
        known = self._keeper.known_cursor(
            self._mailbox.account, self._mailbox.folder, state, self._settings.first_start
        )
        self._cursor, self._baseline, self._reconciled_at = known.uid, known.baseline, known.reconciled_at
        if state.uidnext <= self._cursor:
            self._alarm(
                f"The mail server gives UIDs in {self._mailbox.folder} a second time without saying so (UIDVALIDITY is "
                "unchanged); the mail of the last days is read again, and nothing is done twice."
            )
            self._cursor, self._reused = state.uidnext - 1, True
        self._owed.clear()
        self._older.clear()
        self._state = state
        _log.info("mailbox.opened", folder=self._mailbox.folder, exists=state.exists, cursor=self._cursor)
        return state

    def _is_due(self) -> bool:
        if self._reused or self._reconciled_at is None:
            return True
        return not is_recent(self._reconciled_at, RECONCILE_EVERY, self._clock.now())

    def _where(self, state: FolderState) -> tuple[str, str, int]:
        return self._mailbox.account, self._mailbox.folder, state.uidvalidity

    def _take_in(self, state: FolderState, uids: Sequence[int], since: datetime | None = None) -> int:
        """Keep the mails `uids`, oldest first, until interrupted: the rest is listed again at the next step."""
        new = 0
        for start in range(0, len(uids), KEEP_MAILS * 2):
            new += self._take_in_some(state, uids[start : start + KEEP_MAILS * 2], since)
            if self._interrupt.is_set():
                break
        return new

    def _take_in_some(self, state: FolderState, uids: Sequence[int], since: datetime | None) -> int:
        """Keep `uids`; what is not delivered is asked for again, then told."""
        delivered, new = self._keep(state, uids, since)
        if owed := sorted(set(uids) - delivered):
            again, more = self._keep(state, owed, since)
            delivered |= again
            new += more
            self._tell_missing(state, sorted(set(owed) - again))
        self._owed -= delivered
        return new

    def _keep(self, state: FolderState, uids: Sequence[int], since: datetime | None) -> tuple[set[int], int]:
        delivered: set[int] = set()
        new = 0
        for batch in _batches(self._mailbox.fetch(uids) if uids else ()):
            older = {mail.uid for mail in batch if since is not None and mail.received_at < since}
            if ours := [mail for mail in batch if mail.uid not in older]:
                new += self._keeper.keep(*self._where(state), ours)
            self._older |= older
            delivered.update(mail.uid for mail in batch)
            self._cursor = max(self._cursor, batch[-1].uid)
        return delivered, new

    def _tell_missing(self, state: FolderState, uids: Sequence[int]) -> None:
        """Tell of mails the server lists but does not deliver; those it no longer lists were deleted meanwhile."""
        if not uids:
            return
        listed = set(self._mailbox.uids_after(uids[0] - 1))
        withheld = {uid for uid in uids if uid in listed}
        if fresh := withheld - self._owed:
            self._keeper.missing(*self._where(state), sorted(fresh))
            _log.warning("mailbox.withheld", count=len(fresh), uids=sorted(fresh)[:20])
        self._owed = (self._owed - set(uids)) | withheld


def _batches(mails: Iterable[Fetched]) -> Iterator[list[Fetched]]:
    """Yield `mails` in lists of at most KEEP_MAILS and, but for a single mail, KEEP_BYTES."""
    batch: list[Fetched] = []
    weight = 0
    for mail in mails:
        if batch and (len(batch) >= KEEP_MAILS or weight + len(mail.raw) > KEEP_BYTES):
            yield batch
            batch, weight = [], 0
        batch.append(mail)
        weight += len(mail.raw)
    if batch:
        yield batch
