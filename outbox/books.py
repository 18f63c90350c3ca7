"""The ledger in the hands of one sender: each change a transaction between two failpoints, about one a letter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from config.failpoint import reach
from outbox import ledger
from outbox.ledger import Claimed
from outbox.outcome import Listener, Outcome
from outbox.tables import Phase


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a letter is to be settled; `wait` is how long until the next try of one that goes back to the queue."""

    claimed: Claimed
    phase: Phase
    code: int | None
    text: str
    at: datetime
    wait: timedelta | None = None


class Books:
    """Verdicts and commits over one connection to the database."""

    def __init__(self, conn: sa.Connection, listener: Listener) -> None:
        """Write on `conn`; tell `listener` inside each transaction."""
        self._conn = conn
        self._listener = listener
        self._open: list[Verdict] = []
        self._content: tuple[int, bytes] | None = None

    @contextmanager
    def commit(self, point: str) -> Iterator[sa.Connection]:
        """Open a transaction that also settles what is left to settle; `point` names its two failpoints."""
        transaction = self._conn.begin()
        try:
            for verdict in self._open:
                self._settle(verdict)
            yield self._conn
        except BaseException:
            transaction.rollback()
            raise
        reach(f"outbox.before_{point}_commit")
        transaction.commit()
        reach(f"outbox.after_{point}_commit")
        self._open.clear()

    def settle_with_next(self, verdict: Verdict) -> None:
        """Settle together with the next commit."""
        self._open.append(verdict)

    def settle(self) -> None:
        """Settle what is open now."""
        if self._open:
            with self.commit("settle"):
                pass

    def tell(self, letter_id: int) -> None:
        """Tell the listener where a letter stands, from its row."""
        row = ledger.load(self._conn, letter_id)
        outcome = Outcome(row.id, row.message_id, row.recipient, row.kind, row.phase, None, row.reason)
        self._listener.settled(self._conn, outcome)

    def fetch(self, letter_id: int) -> None:
        """Read the bytes of the letter that comes next, inside a transaction that is open anyway."""
        self._content = (letter_id, ledger.content(self._conn, letter_id))

    def content(self, letter_id: int) -> bytes:
        """Return the bytes of a letter, fetched before or now."""
        if self._content is None or self._content[0] != letter_id:
            with self._conn.begin():
                self.fetch(letter_id)
        fetched, self._content = self._content, None
        return fetched[1] if fetched else b""

    def _settle(self, verdict: Verdict) -> None:
        if self._write(verdict):
            item = verdict.claimed
            outcome = Outcome(
                item.id, item.message_id, item.recipient, item.kind, verdict.phase, verdict.code, verdict.text
            )
            self._listener.settled(self._conn, outcome)

    def _write(self, verdict: Verdict) -> bool:
        conn, item, said = self._conn, verdict.claimed, verdict.text
        if verdict.phase is Phase.SENT:
            return ledger.settle_sent(conn, item, verdict.code or 250, said, verdict.at)
        if verdict.phase is Phase.UNKNOWN:
            return ledger.doubt(conn, item, said, verdict.at)
        if verdict.phase is Phase.QUEUED and verdict.wait is not None:
            return ledger.retry_later(conn, item, verdict.code, said, verdict.at, verdict.wait)
        return ledger.settle_refused(conn, item, verdict.code, said, verdict.at, said)
