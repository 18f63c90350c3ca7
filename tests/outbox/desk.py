"""What the outbox tests share: a ledger on a file, letters with few words, a clock, and a sender with its listener."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from agent.store.engine import make_engine, sqlite_url
from outbox import identifiers, ledger, mime
from outbox.delivery import Delivery, Pace
from outbox.letter import Address, Letter
from outbox.outcome import Alarm, Outcome
from outbox.tables import Phase, attempt, blob, freeze, letter, metadata
from outbox.transports import Transport

KEY = b"a key of this home, 32 bytes long"
DESK = Address("desk@agency.example", "Delivery Desk")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def sqlite_engine(folder: Path) -> sa.Engine:
    """Return an engine over a new ledger with the settings of production: WAL, FULL, BEGIN IMMEDIATE."""
    return tables_on(sqlite_url(folder / "desk.db"))


def tables_on(url: str) -> sa.Engine:
    """Return an engine over a new ledger in the database at `url`."""
    engine = make_engine(url)
    metadata.create_all(engine, tables=[blob, letter, attempt, freeze])
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


class Hours:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def go_on(self, **span: float) -> None:
        """Let time pass, in the units of `timedelta`."""
        self.at += timedelta(**span)


class Heard:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.alarms: list[Alarm] = []

    def settled(self, conn: sa.Connection, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def alarmed(self, conn: sa.Connection, alarm: Alarm) -> None:
        self.alarms.append(alarm)

    def phases(self) -> list[Phase]:
        """Return the phases told, in order."""
        return [outcome.phase for outcome in self.outcomes]


class Rig:
    """A ledger, a clock, a listener and the delivery over a transport, as one process has them."""

    def __init__(self, engine: sa.Engine, transport: Transport, pace: Pace | None = None) -> None:
        self.engine = engine
        self.hours = Hours()
        self.heard = Heard()
        self.delivery = Delivery(engine, transport, DESK.email, self.hours, pace, self.heard, jitter=lambda: 0.5)

    def post(self, *letters: Letter) -> list[int]:
        """Post letters and return their ids."""
        with self.engine.begin() as conn:
            return [put(conn, item, self.hours.at) for item in letters]

    def rows(self) -> list[ledger.LetterRow]:
        """Return all letters, the oldest first."""
        with self.engine.begin() as conn:
            return ledger.letters(conn, limit=10_000)[::-1]

    def phases(self) -> list[Phase]:
        """Return the phases of all letters, the oldest first."""
        return [row.phase for row in self.rows()]

    def codes(self, letter_id: int) -> list[int | None]:
        """Return the reply codes of a letter's attempts."""
        with self.engine.begin() as conn:
            return [row.code for row in ledger.attempts(conn, letter_id)]

    def content(self, letter_id: int) -> bytes:
        """Return the bytes fixed at posting."""
        with self.engine.begin() as conn:
            return ledger.content(conn, letter_id)
