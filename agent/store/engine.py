"""The database engine: SQLite in WAL mode with full durability, or PostgreSQL, by URL."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import sqlalchemy as sa

from agent.errors import StoreError

_BUSY_SECONDS = 30
_DISK_FAILURES = {f"SQLITE_IOERR_{deed}" for deed in ("READ", "WRITE", "FSYNC", "DIR_FSYNC", "TRUNCATE")}


def make_engine(url: str) -> sa.Engine:
    """Return an engine for `url`; SQLite gets WAL, FULL and BEGIN IMMEDIATE, so that no update is lost."""
    if not url.startswith("sqlite"):
        return sa.create_engine(_driver(url), pool_size=20, pool_pre_ping=True)
    engine = sa.create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


def sqlite_url(path: Path) -> str:
    """Return the URL of a SQLite file."""
    return f"sqlite:///{path.absolute()}"


def reading(engine: sa.Engine) -> sa.Engine:
    """Return the same engine for reading only: its transactions never wait for a writer."""
    return engine.execution_options(desk_reading=True)


def check(engine: sa.Engine) -> None:
    """Refuse a damaged SQLite file (F8); PostgreSQL checks itself."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with reading(engine).connect() as connection:
            verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    except sa.exc.DatabaseError as error:
        raise StoreError(f"the store cannot be read ({error.orig}); restore the newest backup of desk.db") from error
    if verdict != "ok":
        raise StoreError(f"the store is damaged ({verdict}); restore the newest backup of desk.db")


def disk_failure(error: BaseException | None) -> str:
    """Return what SQLite calls the failure of the disk behind its error, or ""; a full disk is none (F5, F6)."""
    name = str(getattr(error, "sqlite_errorname", ""))
    return name if name in _DISK_FAILURES else ""


def _driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # Without autocommit here and BEGIN below, a SELECT runs outside the transaction and updates get lost.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={_BUSY_SECONDS * 1000}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    read_only = connection.get_execution_options().get("desk_reading", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
