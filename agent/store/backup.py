"""The store in one file, and back: a backup is written frozen, so that however it comes back, it sends nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from agent.errors import StoreError
from agent.store import schema
from agent.store import tables as t
from agent.store.engine import check, make_engine, sqlite_url
from config.failpoint import reach
from outbox import ledger
from outbox.tables import Frozen

_SIDES = ("-wal", "-shm")


def copy_to(engine: sa.Engine, target: Path, now: datetime) -> None:
    """Write the whole store, mail and documents included, to the new file `target`, frozen (SQLite only)."""
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 - an open SQLite connection
        raw.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)
    _freeze(target, now)


def put_in_place(backup: Path, database: Path, aside: Path) -> datetime:
    """Make `backup` the store, keeping the present one as `aside`; return its moment.

    A backup of an older shape is upgraded on the way. Until the last step, a rename, the present store stays.
    Raises `StoreError` for a file that is no whole store of ours.
    """
    half = database.with_name(database.name + ".restoring")
    _remove(half)
    shutil.copyfile(backup, half)
    half.chmod(0o600)
    try:
        since = _made_ready(half)
    except BaseException:
        _remove(half)
        raise
    _sync(half)
    _keep_aside(database, aside)
    reach("restore.before_rename")
    half.rename(database)
    reach("restore.after_rename")
    _sync(database.parent)
    return since


def _made_ready(half: Path) -> datetime:
    """Check a copy, bring it to the present shape and freeze it; return the moment up to which it knows."""
    engine = make_engine(sqlite_url(half))
    try:
        check(engine)
        if schema.state(engine)[0] is None:
            raise StoreError(f"{half.name.removesuffix('.restoring')}: the backup holds no store of a desk")
        schema.upgrade(engine)
        with engine.begin() as connection:
            frozen = {f.kind: f.since for f in ledger.freezes(connection)}
            since = frozen.get(Frozen.RESTORED) or _newest(connection)
            ledger.put_freeze(connection, Frozen.RESTORED, since, "restored from a backup")
            reach("restore.before_commit")
        reach("restore.after_commit")
    finally:
        engine.dispose()
    return since


def _newest(connection: sa.Connection) -> datetime:
    """Return the last moment a store that was not written as a backup knows of."""
    columns = (t.act.c.at, t.mail.c.kept_at, t.pulse.c.at)
    known = [connection.execute(sa.select(sa.func.max(column))).scalar_one() for column in columns]
    moments: list[datetime] = [moment for moment in known if moment is not None]
    if not moments:
        raise StoreError("the backup is of a store in which nothing has happened yet")
    return max(moments)


def _freeze(target: Path, now: datetime) -> None:
    engine = sa.create_engine(sqlite_url(target))
    with engine.begin() as connection:
        ledger.put_freeze(connection, Frozen.RESTORED, now, "restored from a backup")
        reach("backup.before_commit")
    reach("backup.after_commit")
    engine.dispose()


def _keep_aside(database: Path, aside: Path) -> None:
    """Have the present store under another name, too; it stays in its place until the other takes it."""
    if not database.exists():
        return
    _empty_log(database)
    if database.with_name(database.name + "-wal").exists():  # beside another file, this log would ruin that one
        raise StoreError(f"another program has {database} open; end it first")
    reach("restore.before_link")
    os.link(database, aside)
    reach("restore.after_link")


def _empty_log(database: Path) -> None:
    """Bring the write-ahead log into the file, where the file can still be read."""
    engine = make_engine(sqlite_url(database))
    with contextlib.suppress(sa.exc.DatabaseError), engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    engine.dispose()


def _remove(half: Path) -> None:
    for side in ("", *_SIDES, "-journal"):
        half.with_name(half.name + side).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        reach("restore.before_fsync")
        os.fsync(handle)
        reach("restore.after_fsync")
    finally:
        os.close(handle)
