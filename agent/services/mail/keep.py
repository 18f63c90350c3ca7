"""Keeping: the watcher's ledger. Raw bytes are durable before anything is read, and filing follows what is settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import sqlalchemy as sa

from agent.errors import StoreError
from agent.inbox.mailbox import Fetched, FolderState
from agent.inbox.watcher import Cursor
from agent.services.control.alarms import tell_admin
from agent.services.office import Office
from agent.store import arrivals, pulses
from agent.store.acts import Cause
from agent.store.arrivals import FolderRow, NewArrival
from agent.store.mailroom import State
from outbox.letters.alarm import Trouble

_CAUSE = Cause("routine", "mailbox.watch", "desk", "mail.keep")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class StoreKeeper:
    """The store behind `agent.inbox.watcher.Keeper`; each call is one durable transaction."""

    office: Office

    def known_cursor(self, account: str, folder: str, state: FolderState, first_start: str) -> Cursor:
        """Return how far a folder was taken in; a changed UIDVALIDITY makes the whole folder be compared."""
        with self.office.store.begin("folder", _CAUSE) as work:
            row = arrivals.folder(work.connection, account, folder)
            if row is None and first_start == "all":
                row = FolderRow(state.uidvalidity, 0, _EPOCH, work.now)
            elif row is None:
                row = FolderRow(state.uidvalidity, state.uidnext - 1, work.now, work.now)
            elif row.uidvalidity != state.uidvalidity:
                row = replace(row, uidvalidity=state.uidvalidity, cursor=state.uidnext - 1, reconciled_at=None)
            # A UIDNEXT that went back is told to the watcher once, by the old cursor; the ledger follows the server.
            remembered = replace(row, cursor=min(row.cursor, state.uidnext - 1))
            arrivals.put_folder(work.connection, account, folder, remembered)
        return Cursor(row.cursor, row.baseline_at, row.reconciled_at)

    def keep(self, account: str, folder: str, uidvalidity: int, batch: Sequence[Fetched]) -> int:
        """Keep a batch in one commit; return the number of mails new to us; `StoreError` where the store takes none."""
        mails = [NewArrival(item.uid, item.received_at, item.raw, item.oversize) for item in batch]
        try:
            with self.office.store.begin("keep", _CAUSE) as work:
                new = arrivals.keep(work.connection, account, folder, uidvalidity, mails, work.now)
                pulses.beat(work.connection, "mail seen", work.now)
                if new:
                    work.nudge("inbox.sort")
        except sa.exc.OperationalError as error:  # a full disk, most of all: nothing half is kept
            raise StoreError(f"The store takes no mail: {error.orig}.") from error
        return new

    def unkept(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> list[int]:
        """Return those of `uids` that were never kept."""
        with self.office.store.look() as connection:
            return arrivals.unkept(connection, account, folder, uidvalidity, uids)

    def missing(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> None:
        """Tell the admin, once a day, which mails the server lists but does not deliver."""
        said = f"{len(uids)} mails in {folder} are listed but not delivered: UID {', '.join(map(str, uids[:10]))}"
        with self.office.store.begin("missing", _CAUSE) as work:
            tell_admin(self.office, work, Trouble.MAILBOX, said, where=f"{account}/{folder}/{uidvalidity}")

    def reconciled(self, account: str, folder: str, uidvalidity: int) -> None:  # noqa: ARG002 - the folder is one row
        """Note that the whole folder was compared just now."""
        with self.office.store.begin("reconciled", _CAUSE) as work:
            arrivals.reconciled(work.connection, account, folder, work.now)

    def to_file(self, account: str, folder: str, uidvalidity: int) -> list[tuple[list[int], str]]:
        """Return (UIDs, folder) of settled mails to move; nothing when the agency keeps its inbox untouched."""
        mailbox = self.office.settings.mailbox
        if not mailbox.file_mail:
            return []
        with self.office.store.look() as connection:
            settled = arrivals.to_file(connection, account, folder, uidvalidity)
        person = [uid for uid, state in settled if state is State.PERSON]
        done = [uid for uid, state in settled if state is not State.PERSON]
        return [(uids, name) for uids, name in ((done, mailbox.done_folder), (person, mailbox.person_folder)) if uids]

    def filed(self, account: str, folder: str, uidvalidity: int, uids: Sequence[int], target: str) -> None:
        """Note that mails were moved."""
        with self.office.store.begin("filed", _CAUSE) as work:
            arrivals.filed(work.connection, account, folder, uidvalidity, uids, target)
