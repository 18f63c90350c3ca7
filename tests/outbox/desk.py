"""What the outbox tests share: a ledger on a file, letters with few words, and one fixed moment."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from agent.store.engine import make_engine, sqlite_url
from outbox import identifiers, ledger, mime
from outbox.letter import Address, Letter
from outbox.tables import attempt, blob, letter, metadata

KEY = b"a key of this home, 32 bytes long"
DESK = Address("desk@agency.example", "Delivery Desk")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def sqlite_engine(folder: Path) -> sa.Engine:
    """Return an engine over a new ledger with the settings of production: WAL, FULL, BEGIN IMMEDIATE."""
    engine = make_engine(sqlite_url(folder / "desk.db"))
    metadata.create_all(engine, tables=[blob, letter, attempt])
    return engine


def a_letter(
    key: str = "receipt:1", to: str = "ana@agency.example", held: bool = False, urgent: bool = False
) -> Letter:
    """Return a small letter."""
    return Letter(
        kind="receipt",
        to=Address(to, "Ana"),
        subject=f"About {key}",
        text="Hello Ana,\n\nwe have read the SOW.\n",
        html="<p>Hello Ana,</p><p>we have read the SOW.</p>",
        dedupe_key=key,
        why="You sent the SOW.",
        held=held,
        urgent=urgent,
    )


def put(conn: sa.Connection, item: Letter, now: datetime = NOW) -> int:
    """Post a letter as the services do and return its id."""
    message_id = identifiers.mint(KEY, "agency.example")
    letter_id = ledger.post(conn, item, message_id, mime.build(item, DESK, message_id, now, None, "desk"), now)
    assert letter_id is not None
    return letter_id
