"""A backup made, and made the store again; what keeps letters back, and what lets them go."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from threading import Event

from agent.bootstrap import Desk
from agent.errors import StoreError, UsageError
from agent.store import backup
from agent.store.acts import Cause
from agent.worker.process import alone
from agent.worker.reconciling import Compared, compare, is_restored
from agent.worker.rehearsing import end_dry_run
from outbox import ledger
from outbox.ledger import FreezeRow
from outbox.tables import Frozen


def back_up(desk: Desk, target: Path) -> Path:
    """Write the whole store, mail and documents included, to one new file (SQLite only)."""
    if desk.engine.dialect.name != "sqlite":
        raise StoreError("this store is a PostgreSQL database: back it up with pg_dump")
    if target.exists():
        raise StoreError(f"{target} exists; name a new file")
    target.parent.mkdir(parents=True, exist_ok=True)
    backup.copy_to(desk.store.engine, target, desk.clock.now())
    return target


def restore(desk: Desk, source: Path) -> tuple[datetime, Path | None]:
    """Make a backup the store, frozen; return its moment and where the store of before is kept (None: there was none).

    Raises `StoreError` while a desk runs on this home, for a PostgreSQL store, and for a file that is no backup.
    """
    if desk.settings.store.url:
        raise StoreError("this store is a database server's: restore it with pg_restore, then `desk freeze --restored`")
    if not source.is_file():
        raise UsageError(f"there is no file {source}")
    desk.home.exports.mkdir(parents=True, exist_ok=True)
    aside = _free(desk.home.exports / f"before-restore-{desk.clock.now():%Y-%m-%d-%H%M%S}.db")
    with alone(desk):
        try:
            since = backup.put_in_place(source, desk.home.database, aside)
        except sqlite3.Error as error:
            raise StoreError(f"{source} is no store of a desk: {error}") from error
    return since, aside if aside.exists() else None


def _free(path: Path) -> Path:
    """Return `path`, or one with a number behind its name where there is such a file already."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(name for name in chain((path,), numbered) if not name.exists())


def freeze(desk: Desk, why: str, by: str, restored: bool = False) -> None:
    """Keep every letter back from now on."""
    kind = Frozen.RESTORED if restored else Frozen.BY_HAND
    with desk.store.begin("freeze", Cause("command", "freeze", by, "freeze")) as work:
        ledger.put_freeze(work.connection, kind, work.now, f"{why} ({by})" if why else by)


def freezes(desk: Desk) -> list[FreezeRow]:
    """Return why nothing leaves; empty when letters go."""
    with desk.store.look() as connection:
        return ledger.freezes(connection)


def thaw(desk: Desk, by: str, unseen: bool) -> Compared | None:
    """Let letters go; a restored store is compared with the mailbox first, unless told not to (`unseen`).

    What the comparison found is returned; where it has a hindrance, the store stays frozen.
    """
    since = None if unseen else is_restored(desk)
    found = None
    if since is not None:
        with alone(desk):
            found = compare(desk, since, Event())
        if found.hindrance:
            return found
    end_dry_run(desk)
    with desk.store.begin("thaw.command", Cause("command", "thaw", by, "thaw")) as work:
        ledger.thaw(work.connection)
        work.nudge("outbox.send")
    return found
